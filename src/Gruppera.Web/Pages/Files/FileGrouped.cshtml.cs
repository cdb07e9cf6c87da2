using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Files;

/// <summary>A row of a distribution.</summary>
/// <param name="Code">The MDC or group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its page; null if it has none.</param>
/// <param name="Contacts">Contacts that have it.</param>
public sealed record Portion(string Code, string Name, string? Path, long Contacts);

/// <summary>A distribution on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Id">Name of the list in the address.</param>
/// <param name="Title">What is distributed.</param>
/// <param name="Portions">Its rows; the rest is behind a link.</param>
/// <param name="Hidden">How many rows are behind it.</param>
/// <param name="Total">All contacts.</param>
public sealed record Distribution(FileGroupedModel Page, string Id, string Title, IReadOnlyList<Portion> Portions, int Hidden, long Total)
{
    /// <summary>The parameter that chooses the contacts of a row.</summary>
    internal string Column => Id == "mdc" ? "f.drg_mdc" : "f.drg";
}


/// <summary>A file that is being grouped, or has been: progress, then the result.</summary>
public sealed class FileGroupedModel(SetCatalogue sets) : JobPage(sets, FileRun.Place)
{
    private const int ShownDrgs = 30;
    private const int Sampled = 20;

    /// <inheritdoc/>
    public override string Action => Say("Group a file");

    internal override string Result => "_FileResult";

    /// <inheritdoc/>
    public override Reproduction? Same => Job is null ? null : new(
        Reproduction.Line(["gruppera", "group", Job.Name, "--set", SetKey, .. SaidOfFile, "-o", NameWith("-grouped.csv")])
            + " && " + Reproduction.Line(["gruppera", "quality", Job.Name, "--set", SetKey, .. SaidOfFile]),
        Reproduction.Line(
        [
            "curl", "--data-binary", "@" + Job.Name, "-H", "Content-Type: text/csv",
            ApiAddress("/v1/group" + QueryString.Create(
                Job.Said.Prepend(("set", SetKey)).Select(said => new KeyValuePair<string, string?>(said.Item1, said.Item2)))),
        ]),
        Uploaded, Sets.Id, Sets.Set.Version.SourceHash);

    internal override (Text Text, string Type, string Suffix) Download =>
        ("Download the grouped file", "text/csv; charset=utf-8", "-grouped.csv");

    internal FileOutcome Outcome => (FileOutcome)Done!;

    /// <summary>Why the columns cannot be read as the reader said; null where nothing was said, or it can.</summary>
    internal Text? Misread { get; private set; }

    /// <summary>The columns of the file, each with the fact that it is read as (empty for none) and its first values.</summary>
    internal IEnumerable<(string Column, string Fact, string Samples)> Columns
    {
        get
        {
            var reading = Job!.Reading!;
            var facts = reading.Columns.ToLookup(column => column.Column, column => column.Fact, StringComparer.OrdinalIgnoreCase);
            var table = Job.Table.At(Job.Result);
            var rows = table.Read(Enumerable.Range(0, Math.Min(Sampled, table.Rows))).ToList();
            var own = table.Columns.LastIndexOf("drg");
            return table.Columns.Take(own).Select((column, at) => (column, facts[column].FirstOrDefault() ?? "", string.Join(" · ",
                rows.Select(row => row[at]).Where(cell => cell.Length > 0).Distinct().Take(3))));
        }
    }

    /// <summary>Groups the file again, with columns read as the reader says.</summary>
    public async Task<IActionResult> OnPostAgain(string id, string[] column, string[] fact)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(fact);
        if (Find(id) is not { Reading: { } reading } job)
            return await OnGetAsync(id);
        var known = reading.Columns.ToLookup(each => each.Column, each => each.Fact, StringComparer.OrdinalIgnoreCase);
        var said = job.Said.Where(each => each.Name == "column").Select(each => each.Value).ToList();
        foreach (var (header, wanted) in column.Zip(fact))
        {
            if (header.Length == 0 || wanted == (known[header].FirstOrDefault() ?? "none"))
                continue;
            said.RemoveAll(each => each.StartsWith(header + "=", StringComparison.OrdinalIgnoreCase));
            said.Add($"{header}={wanted}");
        }

        var options = job.Request.Options.Where(option => option.Name != "columns").Append(new("columns", string.Join('\n', said)));
        try
        {
            job.Fit(options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal));
            Store.Again(job, [.. options], Language);
            return Redirect(To($"{Place}/{job.Id}", job.Set));
        }
        catch (ContactFileException exception)
        {
            Misread = job.Told(exception.Text);
            return await OnGetAsync(id);
        }
    }

    /// <summary>The contacts behind a count.</summary>
    internal string Contacts(string choice, string value) => With(AddressOf("contacts"), choice, value);

    internal Distribution ByMdc(FileOutcome outcome)
    {
        var index = Sets.Set.Index;
        return new(this, "mdc", "MDC",
            [
                .. outcome.Summary.ByDrgMdc.Select(row => row.Mdc.Length > 0
                    ? new Portion(row.Mdc, Say(index.NameOf(FeatureType.Mdc, row.Mdc)), To(Paths.Mdc(row.Mdc)), row.Contacts)
                    : new Portion("–", Say("groups without MDC"), null, row.Contacts)),
            ], 0, outcome.Summary.Grouped);
    }

    internal Distribution ByDrg(FileOutcome outcome)
    {
        var all = outcome.Summary.ByDrg.OrderByDescending(row => row.Contacts).ThenBy(row => row.Drg, StringComparer.Ordinal).ToList();
        var shown = ShowsAll("drg") ? all.Count : Math.Min(ShownDrgs, all.Count);
        return new(this, "drg", "DRG",
            [.. all.Take(shown)
                .Select(row => new Portion(row.Drg, Say(Sets.Set.Index.DrgOf(row.Drg).Text), To(Paths.Drg(row.Drg)), row.Contacts))],
            all.Count - shown, outcome.Summary.Grouped);
    }

    internal string TextOf(ReturnCode code) => Say(Sets.Set.ReturnCodes.FirstOrDefault(text => text.Code == code).Text);

    internal static IEnumerable<IssueCode> FoundIn(FileOutcome outcome) =>
        QualityCodes.All.Where(code => outcome.Quality.ByCode.ContainsKey(code.Id));
}
