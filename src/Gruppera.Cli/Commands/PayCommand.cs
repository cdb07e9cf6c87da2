using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
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
        var weights = GroupedFiles.WeightsOption(session);
        weights.Required = false;
        var rules = new Option<string?>("--rules") { Description = session.Say("The payer's rules, JSON (--schema prints their schema)") };
        var versus = new Option<string?>("--versus") { Description = session.Say("Other rules: the difference for each unit") };
        var price = new Option<string?>("--price") { Description = session.Say("Another price for all: the difference for each unit") };
        var few = GroupedFiles.AllowFewOption(session);
        var by = GroupedFiles.ByOption(session, "hospital");
        var output = new Option<string?>("--output", "-o")
        {
            Description = session.Say("CSV file: a row for each contact, in the order of the file"),
        };
        var sums = new Option<string?>("--sums") { Description = session.Say("File for the sums by unit, .csv or .xlsx") };
        var schema = new Option<bool>("--schema") { Description = session.Say("Print the JSON schema of rules") };
        var format = Answer.FormatOption(session);
        var command = new Command("pay", session.Say("Pay grouped contacts by a payer's rules"))
        {
            weights, few, rules, versus, price, by, output, sums, schema, format,
        };
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                session.Out.Write(PaymentRulesReader.Schema);
                return ExitCode.Done;
            }

            if (contacts.Contacts(parsed) is null || parsed.GetValue(weights) is not { } list || parsed.GetValue(rules) is not { } file)
                throw new UsageException("Give a file of grouped contacts, --weights and --rules");
            var paid = Rules(session, file);
            var other = parsed.GetValue(versus) is { } second ? Rules(session, second)
                : parsed.GetValue(price) is { } text ? paid with { Version = $"--price {text}", Prices = [new(Price(text))] }
                : null;
            if (other is not null && other.Columns != paid.Columns)
                throw new UsageException("--versus: both rules must name the same columns");
            return Run(
                session, parsed, contacts,
                new(
                    list, paid, other, GroupedFiles.By(parsed.GetValue(by)!), parsed.GetValue(output), parsed.GetValue(sums),
                    parsed.GetValue(format)!)
                {
                    AllowsFew = parsed.GetValue(few),
                });
        });
        return command;
    }

    private static int Run(Session session, ParseResult parsed, GroupedOptions file, Request request)
    {
        var list = GroupedFiles.List(session, request.Weights);
        var calculator = new PaymentCalculator(request.Rules, list);
        var other = request.Other is null ? null : new PaymentCalculator(request.Other, list);
        var columns = new PayableColumns(request.By, request.Rules.Columns);
        var (totals, otherTotals) = (new PaymentTotals(), new PaymentTotals());
        var coverage = new CasemixTable(list);
        using var rows = new PaymentRows(request.Output, request.By, list.Name, request.Rules.Version);
        var read = file.Read(parsed, columns.Names, list, (file.Contacts(parsed), Take));
        GroupedFiles.RefuseFew(session, request.AllowsFew, coverage);
        rows.Commit();
        var answer = PaymentAnswer.Of(request.Rules, list.Name, request.By, totals, request.Other, otherTotals);
        foreach (var issue in answer.Issues(session, Path.GetFileName(file.Contacts(parsed)), columns.Unreadable))
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        if (request.Sums is not null)
            FiguresFile.Write(request.Sums, [.. answer.Figures()]);
        Answer.Write(session, request.Format, answer, answer => answer.Document(session));
        return answer.HasUnusable || columns.Unreadable.Count > 0 ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(read);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            foreach (ref readonly var contact in contacts)
            {
                var unit = columns.Of(contact.Unit);
                var payable = unit.Contact(contact);
                var payment = Pay(calculator, payable);
                totals.Add(payable, payment);
                rows.Add(payable, unit.Set, payment);
                if (other is not null)
                    otherTotals.Add(payable, Pay(other, payable));
            }

            coverage.Add(contacts);
        }
    }

    /// <summary>What is paid for a row: for one that stands for many, that of their mean, so many times.</summary>
    private static Gruppera.Casemix.Reimbursement.Payment Pay(PaymentCalculator calculator, in PayableContact payable)
    {
        var contacts = payable.Contact.More + 1;
        if (contacts == 1)
            return calculator.Pay(payable);
        var payment = calculator.Pay(payable with
        {
            Contact = payable.Contact with { Cost = payable.Contact.Cost / contacts, Days = payable.Contact.Days / contacts },
        });
        return payment with { Amounts = payment.Amounts.Times(contacts) };
    }

    internal static PaymentRules Rules(Session session, string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There are no payment rules {path}");
        return PaymentRulesReader.Read(File.ReadAllText(path), out var problems)
            ?? throw GroupedFiles.AgainstSchema(session, path, problems);
    }

    internal static decimal Price(string text) => decimal.TryParse(
        text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price <= 1_000_000_000
        ? price
        : throw new UsageException($"--price {text}: give kronor for weight 1.0, such as 65000");

    private sealed record Request(
        string Weights, PaymentRules Rules, PaymentRules? Other, ImmutableArray<string> By, string? Output, string? Sums, string Format)
    {
        internal bool AllowsFew { get; init; }
    }
}
