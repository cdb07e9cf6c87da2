using System.Collections.Immutable;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Grouped;
using Gruppera.Presentation.Production;
using Gruppera.Workflows;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Web.Files;

/// <summary>What a reader asks of a file.</summary>
/// <param name="List">Name of the weight list; empty for weights out of the file's own costs.</param>
/// <param name="By">Column that distinguishes units; empty for none.</param>
/// <param name="Columns">Columns of the file that could.</param>
/// <param name="Language">Language of names in the workbook.</param>
internal sealed record CasemixWish(string List, string By, ImmutableArray<string> Columns, Language Language);

/// <summary>The casemix of a file. Immutable.</summary>
/// <param name="Report">Its figures.</param>
/// <param name="List">The weights they are made with.</param>
internal sealed record CasemixOutcome(CasemixReport Report, WeightList List) : JobOutcome;

/// <summary>Reads an uploaded file, groups it on the way where it is not grouped, and makes its casemix and a workbook of it.</summary>
internal static class CasemixJob
{
    /// <summary>Path of its page.</summary>
    internal const string Place = "/casemix";

    /// <summary>The field that asks for a unit of a file that was looked at before; blank for none.</summary>
    internal const string Unit = "unit";

    private const int Threads = 2;
    private const int MostUnits = 500;
    private static readonly ImmutableArray<string> Likely = ["hospital", "sjukhus", "unit", "enhet", "clinic", "klinik", "department"];
    private static readonly ImmutableArray<string> Never =
    [
        "id", "personal_id", "drg", "mdc", "cost", "diagnoses", "procedures", "birth_date", "admission_date", "discharge_date", "duration",
        "age_years", "age_days",
        "patient", "leave_days", "drg_name", "rtc", "cc", "ord", "rule_id", "issue",
    ];
    private static readonly TrimRule OwnTrimming = new(TrimMethod.Iqr, 0.05);

    /// <exception cref="ContactFileException">The file cannot be understood, or has no such column.</exception>
    internal static Func<FileJob, JobOutcome> Prepare(FileJob job, WeightCatalogue lists)
    {
        var fields = job.Request.Fields();
        job.Understand(fields, unlessColumn: OccurrenceCounter.DrgColumn);
        using var input = ContactSource.Open(job.Input, job.Layout);
        var header = GroupedReader.ColumnsOf(input.Text, job.Layout);
        ImmutableArray<string> columns =
        [
            .. header.Where(column => column.Length > 0 && !Never.Contains(column.ToLowerInvariant()) && !IsCode(column)),
            .. header.Contains("year") || !header.Contains("discharge_date") ? [] : new[] { "year" },
        ];
        job.Casemix = new(ListOf(fields, lists)?.Name ?? "", UnitOf(fields, columns), columns, job.Language);
        return each => Run(each, lists);
    }

    /// <summary>The weight list that a form names; null for none.</summary>
    /// <exception cref="ContactFileException">It is not stored here.</exception>
    internal static WeightList? ListOf(Dictionary<string, string> fields, WeightCatalogue lists) =>
        fields.GetValueOrDefault("list", "") is { Length: > 0 } list
            ? lists.Find(list) ?? throw Gone(list)
            : null;

    private static string UnitOf(Dictionary<string, string> fields, ImmutableArray<string> columns)
    {
        if (fields.TryGetValue(Unit, out var unit))
            return columns.Contains(unit) ? unit : "";
        var asked = fields.GetValueOrDefault("by", "").Trim();
        return Column(asked)
            ?? (asked.Length > 0 ? throw NoColumn(asked, columns)
                : Likely.Select(Column).FirstOrDefault(column => column is not null) ?? "");

        string? Column(string name) => columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <exception cref="ContactFileException">The file cannot be read, or not so.</exception>
    /// <exception cref="RefusedException">It does not fit the list, or what was asked of it.</exception>
    /// <exception cref="OperationCanceledException">The job was deleted.</exception>
    private static CasemixOutcome Run(FileJob job, WeightCatalogue lists)
    {
        var wish = job.Casemix!;
        var isOwn = wish.List.Length == 0;
        var list = isOwn
            ? OwnWeights(job)
            : lists.Find(wish.List) ?? throw Gone(wish.List);
        var result = CasemixRun.Run(
            new(job.Input, list, wish.By.Length == 0 ? [] : [wish.By])
            {
                AllowsFew = true,
                MostUnits = MostUnits,
            },
            Input(job, needsGroup: false, isOwn ? 0.5 : 0));
        if (result.Read[^1].Used == 0)
            throw new ContactFileException("The file has no contact that can be read.");
        var report = result.Report(job.Name);
        using var output = PrivateFile.Create(job.Output);
        WorkbookWriter.Write(
            new CasemixBook(new() { Language = wish.Language }, report)
            {
                MdcName = mdc => job.Set.Set.Index.NameOf(FeatureType.Mdc, mdc).In(wish.Language),
            }.Sheets(), output);
        return new(report, list);
    }

    /// <summary>Weights out of the file's own costs, by the rules of the command line.</summary>
    private static WeightList OwnWeights(FileJob job)
    {
        var request = new WeightRequest(job.Input)
        {
            Cost = OwnTrimming,
            Days = TrimRules.None,
            Years = WeightYears.Of("retrospective", null, null, null, out _)!,
            Options = new(),
        };
        try
        {
            var result = WeightComputation.Run(request, Input(job, needsGroup: true, 0), job.Casemix!.Language);
            var manifest = new WeightManifest
            {
                Id = "own-costs",
                Set = result.Manifest.Set,
                Kind = "retrospective",
                Trimming = $"cost {OwnTrimming}",
                Kronor = result.Manifest.Kronor,
            };
            return result.Computed.ToList(manifest, drg => job.Set.Set.Index.DrgOf(drg).Text.In(job.Casemix!.Language));
        }
        catch (NothingToComputeException)
        {
            throw new ContactFileException("The file has no costs to compute weights from: choose a weight list.");
        }
    }

    private static GroupedInput Input(FileJob job, bool needsGroup, double from)
    {
        var part = job.Casemix!.List.Length == 0 ? 0.5 : 1;
        return new(
            new()
            {
                Reader = new() { NeedsCost = false, NeedsGroup = needsGroup, Grouper = () => job.Set.Grouper, Threads = Threads },
                Only = [.. job.Request.Only],
            },
            new JobHost(job, (rows, share) =>
            {
                job.Report(rows, from + (part * share));
                FileRun.Limit(rows);
            }));
    }

    private static ContactFileException NoColumn(string asked, ImmutableArray<string> columns) =>
        new($"The file has no column {asked} for units; it has {string.Join(", ", columns):columns}.");

    /// <summary>True for dx1, dx2 ..., proc1 ... and the like.</summary>
    private static bool IsCode(string column) =>
        column.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is { } stem && stem.Length < column.Length
            && stem.ToLowerInvariant() is "dx" or "proc" or "diagnosis" or "procedure" or "dia" or "op";

    private static ContactFileException Gone(string list) => new($"The weight list {list} is no longer stored.");
}
