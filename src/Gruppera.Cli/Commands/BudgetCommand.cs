using System.CommandLine;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Budgets;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera budget</c>: plans of volumes against weights and prices, side by side, and plan against outcome.</summary>
internal static class BudgetCommand
{
    internal static Command Create(Session session)
    {
        var plans = new Argument<string[]>("plans")
        {
            Description = session.Say(
                "Plans, CSV or Excel: drg, contacts, and optionally unit, care_form, month; or population groups with their " +
                "growth in per cent"),
            Arity = ArgumentArity.OneOrMore,
        };
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var weights = GroupedFiles.WeightsOption(session);
        var rules = new Option<string?>("--rules") { Description = session.Say(OptionWords.Rules) };
        var price = new Option<string?>("--price") { Description = session.Say(OptionWords.PriceInsteadOfRules) };
        var outcome = new Option<string?>("--outcome")
        {
            Description = session.Say(OptionWords.BudgetOutcome),
        };
        var earlier = new Option<string?>("--base")
        {
            Description = session.Say(OptionWords.BudgetBase),
        };
        var by = GroupedFiles.ByOption(session, "hospital");
        by.Description = session.Say("Column of the outcome that has the plan's unit (default hospital)");
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("budget", session.Say(OperationWords.Budget))
        {
            plans, weights, rules, price, earlier, outcome, by, output, format,
        };
        contacts.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var list = GroupedFiles.List(session, parsed.GetValue(weights)!);
            if (parsed.GetValue(rules) is null == parsed.GetValue(price) is null)
                throw new UsageException("Give --rules or --price");
            var paid = parsed.GetValue(rules) is { } file ? PayCommand.Rules(session, file)
                : new PaymentRules
                {
                    Name = $"--price {parsed.GetValue(price)}",
                    Version = "",
                    Prices = [new(PayCommand.Price(parsed.GetValue(price)!))],
                };
            var input = contacts.Input(parsed);
            var (answer, unreadable, read) = BudgetRun.Run(
                new([.. parsed.GetValue(plans)!], list, paid)
                {
                    Base = parsed.GetValue(earlier),
                    Outcome = parsed.GetValue(outcome),
                    Unit = parsed.GetValue(by)!,
                },
                input);
            if (parsed.GetValue(output) is { } to)
                FiguresFile.Write(to, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return unreadable.Length > 0 ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(input, read);
        });
        return command;
    }
}
