using System.Collections.Immutable;
using System.Text;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Web.Pages.Shared;
using Gruppera.Web.Saved;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Workbench;

/// <summary>The workbench: a technical change is proposed in forms, checked at once, tried on contacts, and downloaded.</summary>
public sealed class WorkbenchModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int MostWorkbookBytes = 8 << 20;
    private const long MostUnpackedBytes = 128 << 20;
    private const int MostUnread = 20;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Id of the proposal in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public string? ChangeId { get; set; }

    /// <summary>Table of the row that is written by hand.</summary>
    [BindProperty(SupportsGet = true, Name = "table")]
    public string? TableName { get; set; }

    /// <inheritdoc/>
    public override string Title => Say("Workbench");

    /// <summary>True if the address names a proposal that is kept no longer.</summary>
    public bool IsGone { get; private set; }

    /// <summary>The proposal.</summary>
    internal Proposal Proposal { get; private set; } = Proposal.Empty;

    /// <summary>What is wrong with a field, and the form that it stands in.</summary>
    internal (string Form, string Field, Text Text)? Problem { get; private set; }

    /// <summary>What an uploaded workbook had besides rows that can be used.</summary>
    internal ImmutableArray<Issue> Unread { get; private set; } = [];

    internal ProposalCheck Check => Proposal.CheckIn(Sets);

    /// <summary>The table that a row is written for by hand.</summary>
    internal ChangeTable Table => ChangeTable.Of(TableName ?? "") ?? ChangeTable.Of("drg_logic")!;

    /// <summary>Tables that a row can be written for: all but the cases, which are columns of one contact each.</summary>
    internal static IEnumerable<ChangeTable> Tables => ChangeTable.All.Where(table => table.Name != "testcase");

    internal IEnumerable<Intention> Forms => [.. Intentions.All, Intentions.Row(Table)];

    /// <summary>The rows by table, each with the columns in which some row has a cell.</summary>
    internal IEnumerable<ChangeRows> Rows =>
        Proposal.Rows.GroupBy(row => row.Table).Select(rows => new ChangeRows(this, ChangeTable.Of(rows.Key)!, [.. rows]));

    private ProposalStore Store => HttpContext.RequestServices.GetRequiredService<ProposalStore>();

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Store.Find(ChangeId) is { } proposal)
            Proposal = proposal;
        else
            (IsGone, Response.StatusCode) = (true, StatusCodes.Status404NotFound);
        if (IsGone && context.HandlerMethod is not null)
            context.Result ??= Page();
    }

    /// <summary>The proposal as a workbook.</summary>
    public IActionResult OnGetDownload()
    {
        if (Proposal.Rows.IsEmpty)
            return Redirect(AddressOf());
        var file = new MemoryStream();
        ChangeWriter.Write(Proposal.Change, file);
        file.Position = 0;
        return File(file, Workbook, $"TC-{Sets.Id}.xlsx");
    }

    /// <summary>The paper that an expert group reads.</summary>
    /// <param name="format"><c>docx</c>, <c>markdown</c>, or else HTML.</param>
    public IActionResult OnGetDocument(string? format)
    {
        if (Proposal.Rows.IsEmpty || ChangeDossier.Of(Sets.Set, Proposal.Change, _ => null).Dossier is not { } dossier)
            return Redirect(AddressOf());
        var (document, file) = (new Document(), new MemoryStream());
        new ChangePaper(new() { Language = Language }).Write(document, dossier);
        if (format == "docx")
        {
            document.WriteWord(file, Language.Code);
            return File(file.ToArray(), Document.WordType, $"TC-{Sets.Id}.docx");
        }

        using var text = new StringWriter { NewLine = "\n" };
        if (format == "markdown")
        {
            document.WriteMarkdown(text);
            return File(Encoding.UTF8.GetBytes(text.ToString()), "text/markdown; charset=utf-8", $"TC-{Sets.Id}.md");
        }

        document.WriteHtml(text, Language.Code);
        return Content(text.ToString(), "text/html; charset=utf-8");
    }

    /// <summary>Sets title, motive, author, status and references.</summary>
    public IActionResult OnPostAbout(string? title, string? motive, string? author, string? status, string? references)
    {
        if (new[] { title, motive, author, references }.Any(text => text?.Length > IntentionField.Longest))
            return Refuse("about", "title", TooLong);
        var next = Proposal.With(new ChangeAbout
        {
            Title = Plain(title),
            Motive = Plain(motive),
            Author = Plain(author),
            Status = ChangeAbout.StatusOf(status ?? "") ?? ChangeStatus.Proposed,
            References = [.. (references ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        });
        return Show(next);

        static string Plain(string? text) => (text ?? "").ReplaceLineEndings(" ").Trim();
    }

    /// <summary>Adds what an intention means to the proposal.</summary>
    public IActionResult OnPostPropose(string? intention)
    {
        if (Forms.FirstOrDefault(form => form.Name == intention) is not { } form)
            return BadRequest();
        try
        {
            foreach (var field in form.Fields.Where(field => Filled(form, field.Name).Length > IntentionField.Longest))
                throw Workflows.TechnicalChanges.Filled.Refuse(field.Name, TooLong);
            var before = Proposal.Rows.IsEmpty ? Sets.Set : Proposal.ApplyTo(Sets).Set ?? Sets.Set;
            var next =
                Proposal.Then(form.Write(new(before, form.Fields.ToDictionary(field => field.Name, field => Filled(form, field.Name)))));
            return next.IsTooLarge ? Refuse(form.Name, form.Fields[0].Name, TooLarge) : Show(next);
        }
        catch (FieldException wrong)
        {
            return Refuse(form.Name, wrong.Field, wrong.Text);
        }
    }

    /// <summary>Takes a row away.</summary>
    public IActionResult OnPostRemove(int row) => Show(Proposal.Without(row));

    /// <summary>Adds test cases for what is proposed.</summary>
    public IActionResult OnPostCases() => Show(Proposal.WithCases(Sets));

    /// <summary>Saves the change.</summary>
    public IActionResult OnPostSave(string? name, bool isShared)
    {
        if (!IsSaving || Proposal.Id.Length == 0)
            return NotFound();
        using var content = new MemoryStream();
        ProposalStore.Write(Proposal, content);
        content.Position = 0;
        var title = string.IsNullOrWhiteSpace(name) ? Proposal.About.Title : name;
        return this.Save(SavedKind.Change, title.Length > 0 ? title : $"TC-{Sets.Id}", isShared, content);
    }

    /// <summary>Adds the rows of an uploaded workbook.</summary>
    public IActionResult OnPostUpload(IFormFile? file)
    {
        if (file is not { Length: > 0 and <= MostWorkbookBytes }
            || !Path.GetExtension(file.FileName).Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
            return Refuse("upload", "file", "choose a workbook (.xlsx) of at most 8 MB");
        var bytes = new byte[file.Length];
        using (var content = file.OpenReadStream())
            content.ReadExactly(bytes);
        var issues = new List<Issue>();
        var change = ChangeReader.Read("change.xlsx", bytes, MostUnpackedBytes, issues);
        Unread = [.. issues.Take(MostUnread)];
        if (change.Rows.IsEmpty)
            return Refuse("upload", "file", "no row with IN or OUT could be read in it");
        var next = Proposal.With(change);
        if (next.IsTooLarge)
            return Refuse("upload", "file", TooLarge);
        if (Unread.IsEmpty)
            return Show(next);
        Proposal = Store.Keep(next);
        ChangeId = Proposal.Id;
        return Page();
    }

    /// <summary>An address of the workbench with the proposal.</summary>
    internal string AddressOf(string page = "") => To(Paths.Workbench(Proposal.Id, page));

    /// <summary>What stands in a field of a form that was sent.</summary>
    internal string Filled(Intention form, string field) =>
        Request.HasFormContentType && Request.Form["intention"] == form.Name ? Request.Form[field].ToString() : "";

    /// <summary>What is wrong with a field; null if nothing is.</summary>
    internal Text? ProblemOf(string form, string field) =>
        Problem is { } problem && (problem.Form, problem.Field) == (form, field) ? problem.Text : null;

    private static Text TooLong => $"at most {IntentionField.Longest} characters";

    private static Text TooLarge => $"the change would be too large: {Proposal.MostRows} rows at most";

    private RedirectResult Show(Proposal next)
    {
        Proposal = next.Id.Length == 0 ? next : Store.Keep(next);
        return Redirect(AddressOf() + "#change");
    }

    private PageResult Refuse(string form, string field, Text text)
    {
        (Problem, Response.StatusCode) = ((form, field, text), StatusCodes.Status422UnprocessableEntity);
        return Page();
    }
}

/// <summary>Rows of a proposal in one table, cut unless all are asked for.</summary>
/// <param name="Page">The page.</param>
/// <param name="Table">The table.</param>
/// <param name="All">The rows.</param>
internal sealed record ChangeRows(WorkbenchModel Page, ChangeTable Table, ImmutableArray<ChangeRow> All)
{
    /// <summary>The rows to show.</summary>
    internal Cut<ChangeRow> Rows { get; } = new(Page, "rows-" + Table.Name, All, 60);

    /// <summary>The columns in which some row has a cell, by their places.</summary>
    internal ImmutableArray<int> Columns { get; } =
    [
        .. Enumerable.Range(0, Table.Columns.Length).Where(column => All.Any(row => row.Cells[column].Length > 0)),
    ];

    /// <summary>True if texts of codes stand beside the cells: the rows are about codes, and do not give texts themselves.</summary>
    internal bool HasTexts => Table.Name is "dg_feat" or "proc_feat" or "compl_excl";

    /// <summary>The text of the code of a row, or of its pair; empty if nobody has one.</summary>
    internal string TextOf(ChangeRow row)
    {
        var (code, dagger) = (Cell("code_nat"), Cell("d_code_nat"));
        return Page.Say(CodeTexts.Of(Page.Sets.Set.Index, dagger.Length > 0 ? $"{code}*{dagger}" : code, Table.Name == "proc_feat"));

        string Cell(string column) => Table.Columns.IndexOf(column) is >= 0 and var place ? row.Cells[place] : "";
    }
}

/// <summary>A field in the form of an intention.</summary>
/// <param name="Page">The page.</param>
/// <param name="Form">The intention.</param>
/// <param name="Field">The field.</param>
internal sealed record IntentionPart(WorkbenchModel Page, Intention Form, IntentionField Field)
{
    internal string Id => $"{Form.Name}-{Field.Name}";

    internal string Value => Page.Filled(Form, Field.Name);

    internal Text? Problem => Page.ProblemOf(Form.Name, Field.Name);
}

/// <summary>The form of an intention on the page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Form">The intention.</param>
internal sealed record IntentionForm(WorkbenchModel Page, Intention Form);
