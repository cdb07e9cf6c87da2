using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Partials;

namespace Gruppera.Workflows.Simulation;

/// <summary>A change run over a file of contacts, with weights before and after where it has costs.</summary>
/// <param name="Diff">What the change differs in.</param>
/// <param name="Open">Opens the text of the file.</param>
/// <param name="Name">What issues call it.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="By">Column of units; empty for none.</param>
/// <param name="CostColumn">Column of costs.</param>
/// <param name="List">Weights, or null.</param>
public sealed record SimulatedChange(
    SetDiff Diff, Func<Stream> Open, string Name, ContactLayout Layout, string By, string CostColumn, WeightList? List)
{
    /// <summary>True if the later set is another version, and no change of the earlier one.</summary>
    public bool IsVersion { get; init; }

    /// <summary>Several changes that it is made of, to be tried one by one too; null for none.</summary>
    public ChangeSteps? Steps { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="found">Receives each contact whose group is known, with its group after.</param>
    /// <param name="issue">Receives rows that cannot be read.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="partial">Where what is counted is written, or taken from in place of contacts; null for figures of the
    /// contacts.</param>
    /// <exception cref="PartialWrittenException">What was counted was to be written, and is.</exception>
    public SimulationReport Run(
        Action<GroupedContact, string> found, Action<Issue> issue, CancellationToken stop, PartialFile? partial = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(issue);
        var run = new SimulationRun(Diff) { IsVersion = IsVersion, Steps = Steps };
        return SimulationReport.Of(Diff, run, List, Read, By.Length > 0, partial);

        SimulationResult Read(Action<GroupedContact, string> take)
        {
            using var input = Open();
            return run.Run(input, Layout, Name, By, CostColumn, List is not null, take + found, issue, stop);
        }
    }
}
