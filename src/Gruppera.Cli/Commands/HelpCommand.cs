using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera help</c>: the help of a verb, as <c>--help</c> behind it shows it.</summary>
internal static class HelpCommand
{
    internal static Command Create(Session session, Command root)
    {
        var verb = new Argument<string[]>("verb")
        {
            Description = session.Say("The verb, such as weights compute; all verbs if omitted"),
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("help", session.Say("Show the help of a verb")) { verb };
        command.SetAction(parsed =>
        {
            var at = root;
            foreach (var word in parsed.GetValue(verb) ?? [])
            {
                at = at.Subcommands.FirstOrDefault(each => each.Name == word) ?? throw new UsageException(
                    $"There is no verb {word}{NearOffer.Of(word, at.Subcommands.Select(each => each.Name)):near}");
            }

            return ((VerbHelp)root.Options[0].Action!).Show(session.Out, at);
        });
        return command;
    }
}
