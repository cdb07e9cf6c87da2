using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera rule</c>: what a rule says, and what distinguishes it from the rules near it.</summary>
internal static class RuleCommand
{
    internal static Command Create(Session session)
    {
        var rule = new Argument<string>("rule") { Description = session.Say("Id of the rule, or its place in the order (ord)") };
        var questions = new Questions(session);
        var command = questions.Command("rule", session.Say(OperationWords.Rule), rule);
        command.SetAction(parsed => Run(questions, parsed, parsed.GetValue(rule)!));
        return command;
    }

    private static int Run(Questions questions, ParseResult parsed, string asked)
    {
        var explorer = questions.Explorer(parsed);
        if ((explorer.Rule(asked) ?? explorer.Rule(asked.ToUpperInvariant())) is not { } rule)
            return questions.Missing(explorer, $"rule {asked}", explorer.NearRules(asked.ToUpperInvariant())
                .Select(id => new NamedCode(id, explorer.Set.Index.DrgOf(explorer.Set.Rules[explorer.Set.Index.RuleOf(id)].Drg).Text)));
        var weights = questions.WeightList(parsed, explorer);
        questions.Write(parsed, weights, new RuleAnswer(explorer.Set, rule, weights), (each, page) => RulePage.Write(page, each.Rule));
        return ExitCode.Done;
    }
}
