using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Weights;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Moves;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Gruppera.Web.Pages.Group;

/// <summary>Group a contact. A request of htmx gets the part of the page that it asks for.</summary>
[IgnoreAntiforgeryToken] // Nothing is kept and nothing done: there is nothing to forge.
public sealed class IndexModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <summary>The field of the other set.</summary>
    internal const string VersusField = "versus";

    /// <inheritdoc/>
    public override string Title => Explanation is { } found ? $"{found.Group.Drg} {Say(found.Group.Name)}" : Say("Group a contact");

    /// <summary>What is typed.</summary>
    public ContactForm Form { get; private set; } = new();

    /// <summary>What the fields come to.</summary>
    public TypedReading Reading { get; private set; } = new TypedContact().Read();

    /// <summary>Why it gets its group; null for an empty form, and where something is missing or cannot be read.</summary>
    public ContactExplanation? Explanation { get; private set; }

    /// <summary>The groups that single changes lead to, the most plausible first.</summary>
    public ImmutableArray<Alternative> Alternatives { get; private set; } = [];

    /// <summary>Near misses that no single change reaches.</summary>
    public IEnumerable<NearMiss> Unreached => Explanation?.NearMisses.Where(miss => miss.Change is null) ?? [];

    /// <summary>The change whose codes are all to be listed: place of the alternative, and of the change in it; null for none.</summary>
    public (int Alternative, int Change)? Listed { get; private set; }

    /// <inheritdoc/>
    public override bool HasContact => true;

    /// <summary>How the explanation of the contact is had again. It stands on the page, never in an address of it.</summary>
    public Reproduction SameContact
    {
        get
        {
            var contact = Form.Contact;
            var body = JsonSerializer.Serialize(
                new
                {
                    sex = NullIfEmpty(contact.Sex.Letter),
                    ageDays = contact.Age.Days,
                    duration = contact.Duration.Days,
                    discharge = NullIfEmpty(contact.Discharge.Letter),
                    careForm = NullIfEmpty(Form.CareForm),
                    diagnoses = contact.Diagnoses.Select(diagnosis => diagnosis.ToString()),
                    procedures = contact.Procedures.Select(procedure => procedure.ToString()),
                },
                Body);
            string[] words =
            [
                "gruppera", "explain", "--set", SetKey, "--sex", contact.Sex.Letter, "--age-days", $"{contact.Age.Days}", "--days",
                $"{contact.Duration.Days}", "--discharge", contact.Discharge.Letter, "--care-form", Form.CareForm, "--dx",
                .. contact.Diagnoses.Select(diagnosis => diagnosis.ToString()), "--proc",
                .. contact.Procedures.Select(procedure => procedure.ToString()),
            ];
            return new(
                Reproduction.Line(Said(words)),
                Reproduction.Line(
                [
                    "curl", "-H", "Content-Type: application/json", "-d", body,
                    ApiAddress("/v1/explain?set=" + Uri.EscapeDataString(SetKey)),
                ]),
                [], Sets.Id, Sets.Set.Version.SourceHash);
        }
    }

    private static readonly JsonSerializerOptions Body = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>Words without options that say nothing.</summary>
    private static IEnumerable<string> Said(string[] words) => words.Where((word, at) => word.Length > 0
        && !(word.StartsWith("--", StringComparison.Ordinal) && (at + 1 == words.Length || words[at + 1].Length == 0
            || words[at + 1].StartsWith("--", StringComparison.Ordinal))));

    /// <inheritdoc/>
    public override string Status => Explanation is { } found ? $"{Say("Group")} {found.Group.Drg} {Say(found.Group.Name)}"
        : Form.IsEmpty ? "" : string.Join(". ", Reading.Faults.Select(fault => Say(fault.Code.Meaning)));

    /// <summary>The list as it holds for the contact, or null.</summary>
    public WeightList? OwnWeights { get; private set; }

    /// <summary>Weight of the contact's group, or null.</summary>
    public double? Weight => Explanation is null ? null : OwnWeights?.Of(Explanation.Group.Drg);

    /// <summary>Limits of care days and cost for the contact, or null.</summary>
    internal DrgWeight? Limits => Explanation is null ? null
        : OwnWeights?.Find(Explanation.Group.Drg, Form.CareForm) is { } row && (row.DaysLimit ?? row.LowDaysLimit ?? row.Limit) is not null
            ? row : null;

    /// <summary>Another set that the contact is grouped under too; null for none.</summary>
    internal LoadedSet? Versus { get; private set; }

    /// <summary>The contact under both; null where it is under one.</summary>
    internal ContactComparison? Comparison { get; private set; }

    /// <summary>The address that this contact is shared by.</summary>
    public string Address => To(Form.Address);

    /// <summary>True if the result alone is asked for, beside the fields that are being typed in.</summary>
    public bool IsTyping => Request.Headers["HX-Target"] == "result";

    /// <summary>The file whose contact is shown; null for a contact that was typed.</summary>
    internal FileJob? Source { get; private set; }

    /// <summary>Why a contact of a file cannot be shown; null if it can.</summary>
    internal string? Unread { get; private set; }

    /// <summary>The contact's row among those of the file, the first being 1.</summary>
    internal long Row { get; private set; }

    /// <summary>Another contact of the file.</summary>
    internal string RowAt(long row) => With(With(To("/"), "file", Source!.Id), "row", $"{row}");

    /// <summary>Shows the page of an address: blank, a contact that somebody made a link of, or one of a file by its row.</summary>
    public IActionResult OnGet()
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        if (Request.Query["file"].ToString() is { Length: > 0 } id)
            Take(id);
        else
            Form = ContactForm.Read(Request.Query);
        Beside(Request.Query[VersusField]);
        Explain();
        return Page();
    }

    /// <summary>Takes a contact out of a grouped file.</summary>
    private void Take(string id)
    {
        var found = HttpContext.RequestServices.GetRequiredService<FileStore>().Find(HttpContext, id);
        Source = found is { IsDone: true, Place: FileRun.Place } ? found : null;
        if (Source is null || !long.TryParse(Request.Query["row"], NumberStyles.None, CultureInfo.InvariantCulture, out var row))
        {
            Unread = Say(MyFiles.Gone);
            return;
        }

        Row = row;
        try
        {
            Source.Work ??= HttpContext.RequestServices.GetRequiredService<JobPlans>().Prepare(Source);
            using var input = ContactSource.Open(Source.Input, Source.Layout);
            var record = new RecordReader(input.Text, Source.Layout, Source.Name, Sets.Set).At(row - 1);
            Unread = record is null
                ? Say("The file has no contact with this number.")
                : record.Issue?.ToString(Language);
            if (record is { Issue: null })
                Form = ContactForm.Of(record.Contact) with { CareForm = record.CareForm.Word };
        }
        catch (Exception exception) when (exception is ContactFileException or IOException)
        {
            Unread = Say(FileStore.Unreadable);
        }
    }

    /// <summary>Shows the contact that a page sends, or the part of the page that a script asks for. Its address stays that of a blank
    /// page: no patient stands in it.</summary>
    public IActionResult OnPost()
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Form = ContactForm.Read(Request.Form).Do(Request.Form["do"].ToString());
        Beside(Request.Form.TryGetValue(VersusField, out var versus) ? versus
            : QueryHelpers.ParseQuery(Request.Form["after"]).GetValueOrDefault(VersusField));
        Explain();
        if (!Request.Form.ContainsKey("after") && Request.Form["any"].ToString().Split('.') is [var place, var change]
            && int.TryParse(place, out var at) && int.TryParse(change, out var of) && at >= 0 && at < Alternatives.Length && of >= 0
            && of < Alternatives[at].Outcome.Changes.Length)
        {
            Listed = (at, of);
        }

        if (!Request.Headers.ContainsKey("HX-Request"))
            return Page();
        if (Listed is { } listed)
            return Partial("_Any", new AnyOf(this, Alternatives[listed.Alternative].Outcome.Changes[listed.Change]));
        return Partial(IsTyping ? "_Typed" : "_Work", this);
    }

    /// <summary>The contact after a change, as a page sends it.</summary>
    public string After(ContactChange change) => Form.With(change).Text;

    /// <summary>The contact after one of the codes that may be added is.</summary>
    public string After(ContactChange change, string code)
    {
        ArgumentNullException.ThrowIfNull(change);
        return After(change with { AnyOf = [code] });
    }

    /// <summary>What is said beside a field: the texts of its codes.</summary>
    public string Caption(string field, bool isProcedure) =>
        string.Join("; ", ContactForm.Clean([field]).Select(code => Caption(isProcedure, code)));

    private string Caption(bool isProcedure, string code)
    {
        var (isKnown, text) = isProcedure
            ? (Captions.IsKnown(Sets, ProcedureCode.Parse(code)), Captions.Of(Sets, ProcedureCode.Parse(code)))
            : (Captions.IsKnown(Sets, Diagnosis.Parse(code)), Captions.Of(Sets, Diagnosis.Parse(code)));
        return isKnown ? Say(text) : Say(ExplanationWords.Unknown);
    }

    /// <summary>What is wrong with a field, or that its fact is missing; empty if nothing is, and for an empty form.</summary>
    public string Notice(params string[] fields) =>
        Form.IsEmpty ? "" : string.Join(
            "; ",
            Reading.Faults.Where(fault => fields.Contains(fault.Field, StringComparer.Ordinal)).Select(fault => Say(fault.Code.Meaning)));

    private void Beside(StringValues id) =>
        Versus = id is [{ Length: > 0 } other, ..] && other != SetKey && Catalogue.Ids.Contains(other) ? Catalogue.Find(other) : null;

    private void Explain()
    {
        Reading = Form.Reading;
        if (Form.IsEmpty || Reading.Faults.Length > 0)
            return;
        var contact = Form.Contact;
        Explanation = Sets.Explainer.Explain(contact);
        OwnWeights = Weights?.For(contact);
        if (Versus is { } other)
            Comparison = ContactComparison.Of(Catalogue.Comparisons.Of(Sets, other), Sets.Grouper, other.Grouper, contact);
        var misses = Explanation.NearMisses.ToLookup(miss => (miss.Group.Drg, miss.Group.ReturnCode));
        Alternatives =
        [
            .. Sets.ChangesOf(contact, Weights).Outcomes.Select((outcome, place) =>
                new Alternative(place, outcome, misses[(outcome.Group.Drg, outcome.Group.ReturnCode)].FirstOrDefault()?.Unmet)),
        ];
    }
}
