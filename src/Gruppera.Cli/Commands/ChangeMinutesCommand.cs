using System.CommandLine;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change minutes</c>: a year of changes summed up.</summary>
internal static class ChangeMinutesCommand
{
    internal static Command Create(Session session)
    {
        var folder = ChangeRegisterCommand.FolderArgument(session);
        var (set, country) = (Sets.Option(session), Sets.CountryOption(session));
        var (contacts, paper) = (new SimulatedContacts(session), new Paper(session));
        var command = new Command("minutes", session.Say("Sum up the changes of a year: decisions, conflicts, effect of the accepted ones"))
        {
            folder, set, country,
        };
        contacts.AddTo(command);
        paper.AddTo(command);
        command.SetAction(parsed =>
        {
            paper.Check(parsed);
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var register = ChangeRegisterCommand.Read(session, parsed.GetValue(folder)!, before);
            var document = ChangeRegisterCommand.Document(session, parsed.GetValue(folder)!, before, register);
            var effect = Effect(before, register, (diff, steps) => contacts.Run(parsed, before, diff, steps));
            paper.Write(parsed, () => document.Minutes(effect), () => document.Json(effect));
            return register.Conflicts.IsEmpty && register.Changes.All(each => each.Fits) ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    /// <summary>What the accepted changes do together and one by one; null without contacts, or if they cannot be applied.</summary>
    private static SimulationReport? Effect(
        DefinitionSet before, ChangeRegister register, Func<SetDiff, ChangeSteps, SimulationReport?> simulate)
    {
        TechnicalChange[] accepted =
            [.. register.Changes.Where(each => each.Change.About.Status == ChangeStatus.Accepted && each.Fits).Select(each => each.Change)];
        return accepted.Length > 0 && ChangeApplier.Apply(before, accepted, before.Version with { Id = $"{before.Version.Id} +" }).Set
            is { } after
            ? simulate(SetDiff.Of(before, after), new(before, accepted))
            : null;
    }
}
