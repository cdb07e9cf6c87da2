using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Web.Pages.Group;
using Gruppera.Web.Pages.Shared;
using Gruppera.Web.Saved;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Saved;

/// <summary>Something saved: a collection of contacts is shown with the groups that they have now, a change is opened on the workbench, a
/// file in the form that takes files.</summary>
public sealed class SavedItemModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <inheritdoc/>
    public override string Title => Work.Name;

    internal SavedWork Work { get; private set; } = null!;

    /// <summary>The contacts of a collection.</summary>
    internal ImmutableArray<SavedContact> Contacts { get; private set; } = [];

    internal bool MayChange => this.MayChange(Work);

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Saved.Find(Reader, Id) is { } work)
            Work = work;
        else
            context.Result = NotFound();
    }

    /// <summary>Opens it.</summary>
    public IActionResult OnGet()
    {
        if (Work.Kind == SavedKind.File)
            return Redirect(To("/file?saved=" + Work.Id));
        if (Saved.Read(Work) is not { } content)
            return NotFound();
        using (content)
        {
            if (Work.Kind == SavedKind.Contacts)
            {
                Contacts = Read(content);
                return Page();
            }

            if (ProposalStore.Read(content) is not { } proposal)
                return NotFound();
            var kept = HttpContext.RequestServices.GetRequiredService<ProposalStore>().Keep(proposal);
            return Redirect(Paths.Workbench(kept.Id) + (Catalogue.Ids.Contains(Work.Set) && Work.Set != Catalogue.Default
                ? "&set=" + Uri.EscapeDataString(Work.Set) : ""));
        }
    }

    /// <summary>Its content as a file.</summary>
    public IActionResult OnGetDownload() => Saved.Read(Work) is { } content
        ? File(content, "application/octet-stream", Work.Name + (Work.Kind switch
        {
            SavedKind.Contacts => ".csv",
            SavedKind.Change => ".json",
            _ => "",
        }))
        : NotFound();

    /// <summary>Shares it, or does so no longer.</summary>
    public IActionResult OnPostShare(bool isShared)
    {
        if (!MayChange)
            return NotFound();
        Saved.Share(Reader, Work, isShared);
        return Redirect(To("/saved"));
    }

    /// <summary>Deletes it.</summary>
    public IActionResult OnPostDelete()
    {
        if (!MayChange)
            return NotFound();
        Saved.Delete(Work);
        return Redirect(To("/saved"));
    }

    /// <summary>Takes a contact out of the collection.</summary>
    public IActionResult OnPostRemove(int row)
    {
        if (!MayChange || Work.Kind != SavedKind.Contacts || Saved.Read(Work) is not { } content)
            return NotFound();
        using var reader = new StreamReader(content, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n').Where((_, at) => at != row - 1);
        using var left = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return this.Save(SavedKind.Contacts, Work.Name, Work.IsShared, left, Work.Id);
    }

    private ImmutableArray<SavedContact> Read(Stream content) =>
    [
        .. ContactReader.Read(content, LayoutCatalog.Find("canonical")!).Select(row =>
        {
            var form = ContactForm.Of(row.Contact) with
            {
                CareForm = row.Facts.CareForm == CareForm.ByDates ? "" : row.Facts.CareForm.Word,
            };
            return new SavedContact(row.Row, row.Contact, form, Sets.Grouper.Group(row.Contact));
        }),
    ];
}

/// <summary>A contact of a collection.</summary>
/// <param name="Row">Its row in the file.</param>
/// <param name="Contact">The contact; its id is the note.</param>
/// <param name="Form">The form that gives it.</param>
/// <param name="Group">The group that it has under the page's set.</param>
internal sealed record SavedContact(long Row, CareContact Contact, ContactForm Form, Gruppera.Grouping.GroupingResult Group);
