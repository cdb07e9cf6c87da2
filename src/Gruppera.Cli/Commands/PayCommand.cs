using System.CommandLine;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Payment;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera pay</c>: what a payer pays for grouped contacts, row by row and by unit, and what other prices would
/// change.</summary>
internal static class PayCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false) { KeepsAll = true, CanCount = true }.WithoutNeed();
        var weights = new GroupedFiles.WeightsChoice(session);
        var rules = new Option<string?>("--rules") { Description = session.Say("The payer's rules, JSON (--schema prints their schema)") };
        var versus = new Option<string?>("--versus") { Description = session.Say(OptionWords.OtherRules) };
        var price = new Option<string?>("--price") { Description = session.Say("Another price for all: the difference for each unit") };
        var few = GroupedFiles.AllowFewOption(session);
        var by = GroupedFiles.ByOption(session, "hospital");
        var output = new Option<string?>("--output", "-o")
        {
            Description = session.Say("CSV file: a row for each contact, in the order of the file"),
        };
        var claims = new Option<string?>("--claims")
        {
            Description = session.Say("CSV file with the fields of claims between Swedish regions, a row for each contact"),
        };
        var sums = new Option<string?>("--sums") { Description = session.Say("File for the sums by unit, .csv or .xlsx") };
        var schema = new Option<bool>("--schema") { Description = session.Say("Print the JSON schema of rules") };
        var format = Answer.FormatOption(session);
        var command = new Command("pay", session.Say(OperationWords.Pay))
        {
            few, rules, versus, price, by, output, claims, sums, schema, format,
        };
        weights.AddTo(command);
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                session.Out.Write(PaymentRulesReader.Schema);
                return ExitCode.Done;
            }

            if (contacts.Contacts(parsed) is null || !weights.AreGiven(parsed) || parsed.GetValue(rules) is not { } file)
                throw new UsageException("Give a file of grouped contacts, --weights and --rules");
            var paid = Rules(session, file);
            var other = parsed.GetValue(versus) is { } second ? Rules(session, second)
                : parsed.GetValue(price) is { } text ? paid with { Version = $"--price {text}", Prices = [new(Price(text))] }
                : null;
            if (other is not null && other.Columns != paid.Columns)
                throw new UsageException("--versus: both rules must name the same columns");
            var input = contacts.Input(parsed);
            var result = PaymentRun.Run(
                new(contacts.Contacts(parsed), weights.Of(parsed), paid, GroupedFiles.By(parsed.GetValue(by)!))
                {
                    Other = other,
                    Output = parsed.GetValue(output),
                    Claims = parsed.GetValue(claims),
                    AllowsFew = parsed.GetValue(few),
                },
                input);
            var answer = PaymentAnswer.Of(result);
            foreach (var issue in answer.Issues(session, Path.GetFileName(contacts.Contacts(parsed)), result.Unreadable))
                session.Tell(issue);
            if (parsed.GetValue(sums) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return answer.HasUnusable || result.Unreadable.Count > 0 ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }

    internal static PaymentRules Rules(Session session, string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There are no payment rules {path}");
        return PaymentRulesReader.Read(InputText.ReadRules(path), out var problems)
            ?? throw GroupedFiles.AgainstSchema(session, path, problems);
    }

    internal static decimal Price(string text) => DrgPrice.Read(text)
        ?? throw new UsageException($"--price {text}: give kronor for weight 1.0, such as 65000");
}
