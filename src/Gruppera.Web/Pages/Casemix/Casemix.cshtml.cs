using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;

namespace Gruppera.Web.Pages.Casemix;

/// <summary>The lists that weights may be taken from, as a choice of a form.</summary>
/// <param name="Page">The page.</param>
/// <param name="Chosen">Name of the one chosen; empty for weights out of the file's own costs.</param>
public sealed record ListChoice(ExplorerPage Page, string Chosen);

/// <summary>Casemix of a file: the form that takes it.</summary>
public sealed class CasemixModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, "/casemix")
{
    private static readonly ImmutableArray<string> Likely = ["hospital", "sjukhus", "unit", "enhet", "clinic", "klinik", "department"];
    private static readonly ImmutableArray<string> Never =
    [
        "id", "personal_id", "drg", "mdc", "cost", "diagnoses", "procedures", "birth_date", "admission_date", "discharge_date", "duration",
        "age_years", "age_days",
        "patient", "leave_days", "drg_name", "rtc", "cc", "ord", "rule_id", "issue",
    ];

    /// <inheritdoc/>
    public override string Title => Say(CasemixOfFile);

    /// <inheritdoc/>
    public override string Action => Say("Show the casemix");

    /// <summary>The list that is chosen at first: one for the set, or else the file's own costs.</summary>
    public string FirstList => Lists.FirstOrDefault()?.Name ?? "";

    internal override Func<FileJob, JobOutcome> Prepare(FileJob job, IReadOnlyDictionary<string, string> fields)
    {
        job.Understand(fields, unlessColumn: OccurrenceCounter.DrgColumn);
        using var input = ContactSource.Open(job.Input, job.Layout);
        var header = GroupedReader.ColumnsOf(input.Text, job.Layout);
        ImmutableArray<string> columns =
        [
            .. header.Where(column => column.Length > 0 && !Never.Contains(column.ToLowerInvariant()) && !IsCode(column)),
            .. header.Contains("year") || !header.Contains("discharge_date") ? [] : new[] { "year" },
        ];
        var asked = fields.GetValueOrDefault("by", "").Trim();
        var by = columns.FirstOrDefault(column => column.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? (asked.Length > 0
                ? throw NoColumn(asked, columns)
                : Likely.Select(name => columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)))
                    .FirstOrDefault(column => column is not null));
        (job.IsKept, job.Casemix) =
            (true, new(Catalogue.Weights.Find(fields.GetValueOrDefault("list"))?.Name ?? "", by ?? "", columns, Language));
        var lists = Catalogue.Weights;
        return each => CasemixJob.Run(each, lists);
    }

    private static ContactFileException NoColumn(string asked, ImmutableArray<string> columns) =>
        new($"The file has no column {asked} for units; it has {string.Join(", ", columns):columns}.");

    /// <summary>True for dx1, dx2 ..., proc1 ... and the like.</summary>
    private static bool IsCode(string column) =>
        column.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is { } stem && stem.Length < column.Length
            && stem.ToLowerInvariant() is "dx" or "proc" or "diagnosis" or "procedure" or "dia" or "op";
}
