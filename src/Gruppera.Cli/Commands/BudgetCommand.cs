using System.CommandLine;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Deliveries;
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
            Description = session.Say("Plans, CSV or Excel: drg, contacts, and optionally unit, care_form, month"),
            Arity = ArgumentArity.OneOrMore,
        };
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var weights = GroupedFiles.WeightsOption(session);
        var rules = new Option<string?>("--rules") { Description = session.Say("The payer's rules, JSON") };
        var price = new Option<string?>("--price") { Description = session.Say("Kronor for weight 1.0, instead of rules") };
        var outcome = new Option<string?>("--outcome")
        {
            Description = session.Say("Grouped contacts of the period, to follow up the first plan month by month"),
        };
        var by = GroupedFiles.ByOption(session, "hospital");
        by.Description = session.Say("Column of the outcome that has the plan's unit (default hospital)");
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("budget", session.Say("Expected points and money of planned volumes, and follow-up"))
        {
            plans, weights, rules, price, outcome, by, output, format,
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
            if (paid.Columns != new PaymentColumns())
            {
                throw new UsageException(
                    "A plan has no columns of payer, provider, contract, period, addition or fee: use rules without columns");
            }

            var (budget, issues) = (new Budget(list, paid), new List<Issue>());
            var scenarios = parsed.GetValue(plans)!.Select(path => budget.Expect(Plan(path, issues))).ToList();
            foreach (var issue in issues)
                session.Error.WriteLine(IssueHints.Line(issue, session.Language));
            var read = parsed.GetValue(outcome) is { } came
                ? contacts.Read(parsed, [parsed.GetValue(by)!, "month"], list, (came, budget.Add))
                : [];
            var answer = new BudgetAnswer(
                list.Name, paid.Name, [.. scenarios], read.IsEmpty ? [] : budget.Follow(scenarios[0]), budget.Undated);
            if (parsed.GetValue(output) is { } to)
                FiguresFile.Write(to, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return issues.Count > 0 ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(read);
        });
        return command;
    }

    private static BudgetPlan Plan(string path, List<Issue> issues) => File.Exists(path)
        ? BudgetPlan.Read(Path.GetFileName(path), TableFile.Rows(path), issues)
        : throw new UsageException($"There is no plan {path}");
}
