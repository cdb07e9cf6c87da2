using System.CommandLine;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Cli.Commands;

/// <summary>Options of a command that tries changes on a file of contacts, if one is given.</summary>
internal sealed class SimulatedContacts
{
    private readonly Session _session;
    private readonly ContactFileOptions _file;
    private readonly Option<string?> _contacts;
    private readonly Option<string?> _weights;
    private readonly Option<string> _by;
    private readonly Option<string> _cost;
    private readonly Option<string?> _issues;

    internal SimulatedContacts(Session session)
    {
        (_session, _file, _weights) = (session, new(session), Weights.Option(session));
        _contacts = new("--contacts") { Description = session.Say("File of contacts to try it on") };
        _by = SharedOptions.Unit(session);
        _cost = new("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        _issues = SharedOptions.Issues(session);
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _contacts, _weights, _by, _cost, _issues })
            command.Options.Add(option);
        _file.AddTo(command);
    }

    /// <summary>Runs a change over the contacts; null where no file is given.</summary>
    internal SimulationReport? Run(ParseResult parsed, DefinitionSet before, SetDiff diff, ChangeSteps? steps = null)
    {
        if (parsed.GetValue(_contacts) is not { } path)
            return null;
        var list = Weights.Open(_session, parsed.GetValue(_weights), before);
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        using var input = _file.Open(parsed, path);
        var report = new SimulatedChange(
            diff, () => input.Text, input.Name, input.Layout, parsed.GetValue(_by)!, parsed.GetValue(_cost)!, list)
        { Steps = steps }
            .Run((_, _) => { }, issue => issues.Add(_session, issue, "", isPrinted: false), _session.Stop);
        issues.Commit(_session);
        return report;
    }
}
