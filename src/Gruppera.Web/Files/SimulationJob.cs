using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.Synthesis;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Web.Files;

/// <summary>What to try on contacts, and how to count.</summary>
/// <param name="Proposal">The change.</param>
/// <param name="List">The weights, or null.</param>
/// <param name="By">Column of units; empty for none.</param>
/// <param name="MadeUp">Synthetic contacts in place of a file; 0 for a file.</param>
/// <param name="HasCosts">True if synthetic contacts get costs.</param>
/// <param name="Language">Language of the workbook.</param>
internal sealed record SimulationWish(Proposal Proposal, WeightList? List, string By, int MadeUp, bool HasCosts, Language Language);

/// <summary>What a change does to contacts. Immutable.</summary>
/// <param name="Report">Its figures.</param>
/// <param name="Wish">What was tried.</param>
/// <param name="Unreadable">Rows that could not be read, by reason.</param>
internal sealed record SimulationOutcome(
    SimulationReport Report, SimulationWish Wish, ImmutableArray<(IssueCode Code, long Rows)> Unreadable) : JobOutcome;

/// <summary>Tries a proposal on an uploaded file or on synthetic contacts, as the command line does, and makes a workbook of what it
/// does.</summary>
internal static class SimulationJob
{
    /// <summary>Path of its page.</summary>
    internal const string Place = "/workbench/simulation";

    /// <summary>The field of a number of synthetic contacts.</summary>
    internal const string MadeUp = "madeup";

    /// <summary>The option of the proposal.</summary>
    internal const string Change = "change";

    /// <summary>Synthetic contacts at most.</summary>
    internal const int MostMadeUp = 200_000;

    private const int Threads = 2;
    private const int MostUnits = 500;

    /// <exception cref="ContactFileException">There is no such proposal, or the file cannot be understood.</exception>
    internal static Func<FileJob, JobOutcome> Prepare(FileJob job, WeightCatalogue lists, ProposalStore proposals)
    {
        var fields = job.Request.Fields();
        if (proposals.Find(fields.GetValueOrDefault(Change)) is not { Rows.IsEmpty: false } proposal)
            throw new ContactFileException("There is no change to simulate, or it is no longer stored.");
        var isMadeUp = fields.TryGetValue(MadeUp, out var text);
        var madeUp = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (isMadeUp && madeUp is < 1 or > MostMadeUp)
            throw new ContactFileException($"Enter 1 to {MostMadeUp} synthetic contacts.");
        if (isMadeUp)
            (job.Request, job.Layout) = (job.Request with { Name = $"{madeUp}.csv" }, LayoutCatalog.Find("canonical")!);
        else
            job.Understand(fields);
        var wish = job.Simulation = new(
            proposal, CasemixJob.ListOf(fields, lists), isMadeUp ? "hospital" : fields.GetValueOrDefault("by", "").Trim(), madeUp,
            fields.ContainsKey("costs"), job.Language);
        return each => Run(each, wish);
    }

    /// <exception cref="ContactFileException">The proposal cannot be applied, or the file not read so.</exception>
    /// <exception cref="OperationCanceledException">The job was deleted.</exception>
    private static SimulationOutcome Run(FileJob job, SimulationWish wish)
    {
        var before = job.Set.Set;
        var changed = wish.Proposal.ApplyTo(job.Set);
        if (!Proposal.Fits(changed))
            throw new ContactFileException(
                "The change cannot be applied as it is. Go back to the workbench; its findings show what to correct.");
        var after = changed.Set!;
        var path = wish.MadeUp > 0 ? job.Output + ".csv" : job.Input;
        if (wish.MadeUp > 0)
            MakeUp(job, wish, path);
        var from = wish.MadeUp > 0 ? 0.5 : 0;
        var diff = SetDiff.Of(before, after);
        var unreadable = new SortedDictionary<string, (IssueCode Code, long Rows)>(StringComparer.Ordinal);
        using var input = ContactSource.Open(path, job.Layout);
        var run = new SimulationRun(diff)
        {
            MostUnits = MostUnits,
            Progress = rows =>
            {
                job.Report(rows, from + ((1 - from) * FileRun.Share(input)));
                FileRun.Limit(rows);
            },
        };
        var report = SimulationReport.Of(
            diff, run, wish.List,
            found => run.Run(input.Text, job.Layout, job.Name, wish.By, "cost", needsAll: true, found, Unreadable, job.Stop),
            wish.By.Length > 0);
        input.Dispose();
        if (wish.MadeUp > 0)
            File.Delete(path);
        using var output = PrivateFile.Create(job.Output);
        WorkbookWriter.Write([.. report.Figures(wish.Language).Select(figures => figures.Sheet())], output);
        return new(report, wish, [.. unreadable.Values]);

        void Unreadable(Issue issue) => unreadable[issue.Code.Id] = (issue.Code, unreadable.GetValueOrDefault(issue.Code.Id).Rows + 1);
    }

    private static void MakeUp(FileJob job, SimulationWish wish, string path)
    {
        try
        {
            var population = new SyntheticPopulation(
                job.Set.Grouper, new() { Contacts = Math.Min(wish.MadeUp, MostMadeUp), HasCosts = wish.HasCosts, Threads = Threads });
            using var file = PrivateFile.Create(path);
            population.Write(file, progress: rows => job.Report(rows, 0.5 * rows / wish.MadeUp), stop: job.Stop);
        }
        catch (ArgumentException)
        {
            throw new ContactFileException($"No synthetic contacts can be created for the groups of {job.Set.Id}: upload a file.");
        }
    }
}
