using System.CommandLine;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Explanation;
using Gruppera.Moves;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera explain</c>: why a contact gets its group.</summary>
internal static class ExplainCommand
{
    internal static Command Create(Session session)
    {
        var contact = new ContactOptions(session);
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var weights = Weights.Option(session);
        var format = Answer.FormatOption(session);
        var lens = new Option<string>("--lens")
        {
            Description =
                session.Say("why: the group, codes and rule; near: also near misses and the same base group; full: every rule tried"),
            DefaultValueFactory = _ => "near",
        };
        lens.AcceptOnlyFromAmong("why", "near", "full");
        var versus = new Option<string?>("--versus")
        {
            Description = session.Say("Another set: what differs for this contact, and which change is the cause"),
        };
        var command = new Command("explain", session.Say(OperationWords.Explain))
        {
            set, country, lens, versus, weights, format,
        };
        contact.AddTo(command);
        command.SetAction(parsed =>
        {
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set);
            if (parsed.GetValue(versus) is { } other)
            {
                var later = Sets.Grouper(session, other, parsed.GetValue(country));
                var comparison =
                    ContactComparison.Of(SetDiff.Of(grouper.Definition.Set, later.Definition.Set), grouper, later, contact.Read(parsed));
                Answer.Write(session, parsed.GetValue(format)!, comparison, answer => ComparisonPage.Write(session, answer));
                return ExitCode.Done;
            }

            var explanation = new Explainer(grouper)
                .Explain(contact.Read(parsed), Enum.Parse<ExplanationLens>(parsed.GetValue(lens)!, ignoreCase: true));
            Answer.Write(
                session, parsed.GetValue(format)!, explanation,
                answer => new ExplanationDocument(session, answer, list?.For(answer.Contact)).Write());
            return ExitCode.Done;
        });
        return command;
    }
}
