using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sets;

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
internal static class CasemixRun
{
    private const int Threads = 2;
    private const int MostUnits = 500;
    private static readonly TrimRule OwnTrimming = new(TrimMethod.Iqr, 0.05);

    /// <exception cref="ContactFileException">The file cannot be read, or not so.</exception>
    /// <exception cref="OperationCanceledException">The job was deleted.</exception>
    internal static CasemixOutcome Run(FileJob job, WeightCatalogue lists)
    {
        var wish = job.Casemix!;
        var isOwn = wish.List.Length == 0;
        var list = isOwn
            ? OwnWeights(job)
            : lists.Find(wish.List) ?? throw new ContactFileException($"The weight list {wish.List} is no longer stored.");
        ImmutableArray<string> by = wish.By.Length == 0 ? [] : [wish.By];
        var (table, stays) = (new CasemixTable(list), new StayTable());
        var summary = Read(job, by, needsGroup: false, isOwn ? 0.5 : 0, Take);
        if (summary.Used == 0)
            throw new ContactFileException("The file has no contact that can be read.");
        if (CasemixReport.Refusal(summary, list) is { } refusal)
            throw new ContactFileException(refusal);
        var report = CasemixReport.Of(job.Name, table, by, null, summary, stays);
        File.Delete(job.Output);
        using var output = PrivateFile.Create(job.Output);
        WorkbookWriter.Write([.. report.Figures().Select(figures => figures.Sheet())], output);
        return new(report, list);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            table.Add(contacts);
            stays.Add(contacts);
            if (table.Units.Count() > MostUnits)
                throw new ContactFileException($"The column {wish.By} has more than {MostUnits} values: choose one with fewer units.");
        }
    }

    /// <summary>Weights out of the file's own costs, by the rules of the command line.</summary>
    private static WeightList OwnWeights(FileJob job)
    {
        var store = new CaseStore();
        var summary = Read(job, [], needsGroup: true, 0, contacts => store.Add(contacts));
        if (store.Count == 0)
            throw new ContactFileException("The file has no costs to compute weights from: choose a weight list.");
        var computed = WeightCalculator.Compute(new(store.ToTable(), OwnTrimming), new());
        var manifest = new WeightManifest
        {
            Id = "own-costs",
            Set = summary.Sets.OrderByDescending(each => each.Contacts).FirstOrDefault().Set ?? "",
            Kind = "retrospective",
            Trimming = $"cost {OwnTrimming}",
            Kronor = computed.Materials.ToImmutableSortedDictionary(material => material.Name, material => material.MeanCost),
        };
        return computed.ToList(manifest, drg => job.Set.Set.Index.DrgOf(drg).Text.In(job.Casemix!.Language));
    }

    private static GroupedSummary Read(
        FileJob job, ImmutableArray<string> by, bool needsGroup, double from, Action<ReadOnlySpan<GroupedContact>> take)
    {
        using var input = ContactSource.Open(job.Input, job.Layout);
        var part = job.Casemix!.List.Length == 0 ? 0.5 : 1;
        return new GroupedReader(new()
        {
            By = by,
            NeedsCost = false,
            NeedsGroup = needsGroup,
            Grouper = () => job.Set.Grouper,
            Layout = job.Layout,
            Name = job.Name,
            Threads = Threads,
            Progress = rows =>
            {
                job.Report(rows, from + (part * FileRun.Share(input)));
                FileRun.Limit(rows);
            },
        }).Read(input.Text, contacts => take(contacts), _ => { }, job.Stop);
    }
}
