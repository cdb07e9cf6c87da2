using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Web.Pages.Group;
using Gruppera.Web.Pages.Shared;
using Gruppera.Web.Saved;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Saved;

/// <summary>What the reader and their organisation have saved.</summary>
public sealed class SavedModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <summary>Bytes of a collection of contacts at most.</summary>
    private const int MostBytes = 1 << 20;

    private const string Header = "id,sex,age_days,duration,discharge,care_form,diagnoses,procedures\n";

    /// <inheritdoc/>
    public override string Title => Say("Saved");

    /// <summary>True if what was to be saved had no room.</summary>
    public bool IsFull => Request.Query.ContainsKey("full");

    /// <summary>Files of the store that cannot be read.</summary>
    public int Unreadable { get; private set; }

    internal ImmutableArray<SavedWork> Works { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public void OnGet()
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        (Works, Unreadable) = Saved.List(Reader);
    }

    /// <summary>Saves the contact that a page sends, in a collection of the reader's or a new one.</summary>
    public IActionResult OnPostContact(string? into, string? name, string? note, bool isShared)
    {
        var form = ContactForm.Read(Request.Form);
        if (!IsSaving || form.IsEmpty || form.Reading.Faults.Length > 0)
            return NotFound();
        var collection = this.Collections().FirstOrDefault(work => work.Id == into);
        using var content = new MemoryStream();
        if (collection is not null && Saved.Read(collection) is { } before)
        {
            using (before)
                before.CopyTo(content);
        }
        else
        {
            content.Write(Encoding.UTF8.GetBytes(Header));
        }

        var contact = form.Contact;
        string[] fields =
        [
            (note ?? "").ReplaceLineEndings(" ").Trim(), contact.Sex.Letter, $"{contact.Age.Days}", $"{contact.Duration.Days}",
            contact.Discharge.Letter, form.CareForm, string.Join(' ', contact.Diagnoses), string.Join(' ', contact.Procedures),
        ];
        content.Write(Encoding.UTF8.GetBytes(string.Join(',', fields.Select(field => CsvText.Quote(field))) + "\n"));
        if (content.Length > MostBytes)
            return Redirect(To("/saved?full=yes"));
        content.Position = 0;
        return collection is null
            ? this.Save(SavedKind.Contacts, string.IsNullOrWhiteSpace(name) ? Say("Contacts") : name, isShared, content)
            : this.Save(SavedKind.Contacts, collection.Name, collection.IsShared, content, collection.Id);
    }
}
