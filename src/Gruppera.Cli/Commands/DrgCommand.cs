using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera drg</c>: what the logic says of a group.</summary>
internal static class DrgCommand
{
    internal static Command Create(Session session)
    {
        var drg = new Argument<string>("drg") { Description = session.Say("DRG, such as F05E") };
        var questions = new Questions(session);
        var occurrences = new OccurrenceOptions(session);
        var command = questions.Command("drg", session.Say(OperationWords.Drg), drg);
        occurrences.AddTo(command);
        command.SetAction(parsed => Run(questions, occurrences, parsed, parsed.GetValue(drg)!));
        return command;
    }

    private static int Run(Questions questions, OccurrenceOptions occurrences, ParseResult parsed, string asked)
    {
        var explorer = questions.Explorer(parsed);
        var group = explorer.Drg(asked) ?? explorer.Drg(asked.ToUpperInvariant());
        if (group is null)
            return questions.Missing(
                explorer, $"DRG {asked:drg}",
                explorer.NearDrgs(asked.ToUpperInvariant()).Select(near => new NamedCode(near.Drg, near.Text)));
        var weights = questions.WeightList(parsed, explorer);
        var found = occurrences.Count(
            parsed, explorer,
            (counter, text, layout, name, issue, stop) => counter.OfGroup(group.Drg.Drg, text, layout, name, issue, stop));
        var answer = new DrgAnswer(explorer.Set, group, weights, found is null ? null : found with { Groups = [] });
        questions.Write(parsed, weights, answer, (each, page) =>
        {
            DrgPage.Write(page, each.Group);
            if (each.Contacts is not null)
                OccurrencePage.OfGroup(page, each.Contacts, explorer);
        });
        return OccurrenceOptions.ExitCodeOf(found);
    }
}
