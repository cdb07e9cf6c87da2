using System.Collections.Immutable;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
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
    private const int Threads = 2;
    private const int MostUnits = 500;
    private static readonly TrimRule OwnTrimming = new(TrimMethod.Iqr, 0.05);

    /// <exception cref="ContactFileException">The file cannot be read, or not so.</exception>
    /// <exception cref="RefusedException">It does not fit the list, or what was asked of it.</exception>
    /// <exception cref="OperationCanceledException">The job was deleted.</exception>
    internal static CasemixOutcome Run(FileJob job, WeightCatalogue lists)
    {
        var wish = job.Casemix!;
        var isOwn = wish.List.Length == 0;
        var list = isOwn
            ? OwnWeights(job)
            : lists.Find(wish.List) ?? throw new ContactFileException($"The weight list {wish.List} is no longer stored.");
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
        File.Delete(job.Output);
        using var output = PrivateFile.Create(job.Output);
        WorkbookWriter.Write([.. report.Figures().Select(figures => figures.Sheet())], output);
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
            },
            new JobHost(job, (rows, share) =>
            {
                job.Report(rows, from + (part * share));
                FileRun.Limit(rows);
            }));
    }
}
