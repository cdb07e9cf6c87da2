using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Cli.Output;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Simulation;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Commands;

/// <summary>A change run over a file of contacts, with weights before and after where it has costs.</summary>
/// <param name="Diff">What the change differs in.</param>
/// <param name="Path">The file, or - for standard input.</param>
/// <param name="Layout">Its layout, or null to find it out.</param>
/// <param name="By">Column of units; empty for none.</param>
/// <param name="CostColumn">Column of costs.</param>
/// <param name="List">Weights, or null.</param>
internal sealed record SimulatedChange(SetDiff Diff, string Path, string? Layout, string By, string CostColumn, WeightList? List)
{
    /// <summary>Section headings of the report, and whether its tables are whole.</summary>
    internal (int Level, bool IsComplete) Shown { get; init; } = (2, false);

    /// <summary>Runs it.</summary>
    /// <param name="session">The language, and what stops it.</param>
    /// <param name="found">Receives each contact whose group is known, with its group after.</param>
    /// <param name="issue">Receives rows that cannot be read.</param>
    internal (SimulationResult Result, SimulationDocument Report) Run(Session session, Action<GroupedContact, string> found, Action<Issue> issue)
    {
        var layout = Sets.Layout(session, Layout, Path);
        var run = new SimulationRun(Diff);
        using var input = ContactInput.Open(Path, layout.Encoding);
        var report = SimulationReport.Of(Diff, run, List, Read, By.Length > 0);
        return (report.Result, new(session, report) { Level = Shown.Level, IsComplete = Shown.IsComplete });

        SimulationResult Read(Action<GroupedContact, string> take) => run.Run(input.Text, layout, input.Name, By, CostColumn, List is not null, take + found, issue, session.Stop);
    }
}
