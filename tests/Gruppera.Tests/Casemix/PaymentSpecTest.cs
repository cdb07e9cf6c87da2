using System.Globalization;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;
using Gruppera.Tests.Specs;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Gruppera.Tests.Casemix;

/// <summary>Runs the examples of specs/payment.md: the rules above each table, on the list at the top.</summary>
public class PaymentSpecTest
{
    private static readonly List<(string Name, PaymentCalculator Calculator, SpecTable Table, string[] Row)> All = Read();

    private static readonly Dictionary<string, Func<Payment, string>> Answers = new()
    {
        ["kind"] = payment => string.Concat(payment.Kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? "_" + letter : $"{letter}")).ToLowerInvariant(),
        ["price"] = payment => Kronor(payment.Price),
        ["drg price"] = payment => Kronor(payment.Amounts.Drg),
        ["days outlier"] = payment => Kronor(payment.Amounts.DaysOutlier),
        ["cost outlier"] = payment => Kronor(payment.Amounts.CostOutlier),
        ["reduction"] = payment => Kronor(payment.Amounts.Reduction),
        ["supplement"] = payment => Kronor(payment.Amounts.Supplement),
        ["outside"] = payment => Kronor(payment.Amounts.Outside),
        ["gross"] = payment => Kronor(payment.Amounts.Gross),
        ["discount"] = payment => Kronor(payment.Amounts.Discount),
        ["vat"] = payment => Kronor(payment.Amounts.Vat),
        ["total"] = payment => Kronor(payment.Amounts.Total),
    };

    public static IEnumerable<TheoryDataRow<int>> Examples => All.Select((example, number) => new TheoryDataRow<int>(number) { TestDisplayName = example.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number)
    {
        var (_, calculator, table, row) = All[number];
        string Cell(string column) => table.Cell(row, column);
        var contact = MadeContacts.Contact(
            Cell("drg"), Number(Cell("cost")) is { } cost ? (double)cost : double.NaN, (int)(Number(Cell("days")) ?? 0), unit: MadeContacts.Unit(table.Cell(row, "unit", "North")), careForm: table.Cell(row, "care form", "inpatient"));
        var payment = calculator.Pay(new(contact, Cell("payer"), Cell("period"), Number(Cell("addition")) ?? 0, Number(Cell("fee")), Cell("provider"), Cell("contract"), Cell("transferred"), Cell("codes")));
        var asked = table.Columns.Where(Answers.ContainsKey).ToList();
        Assert.Equal(asked.Select(column => $"{column} {Cell(column)}"), asked.Select(column => $"{column} {Answers[column](payment)}"));
    }

    [Fact]
    public void The_reading_order_names_the_spec() => Assert.Contains("[payment](payment.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);

    private static List<(string, PaymentCalculator, SpecTable, string[])> Read()
    {
        var examples = new List<(string, PaymentCalculator, SpecTable, string[])>();
        var (list, rules, title) = ((WeightList?)null, (PaymentRules?)null, "");
        Block? before = null;
        foreach (var block in Markdown.Parse(Repository.Read("specs/payment.md"), new MarkdownPipelineBuilder().UsePipeTables().Build()))
        {
            if (block is HeadingBlock heading)
                title = heading.Inline!.FirstChild!.ToString()!;
            if (block is FencedCodeBlock code)
                rules = PaymentRulesReader.Read(code.Lines.ToString(), out var problems) ?? throw new MalformedSpecException($"payment › {title}: {problems[0]}");
            if (block is Table table)
            {
                var read = SpecDocument.Read(table, before, $"payment › {title}");
                if (read.Name == "weights")
                    list = new("list.csv", read.Rows.Select(row => new DrgWeight(row[0], (double)Number(row[1])!, "", (double?)Number(row[2]), DaysLimit: (double?)Number(row[3])) { LowLimit = (double?)Number(row[4]), LowDaysLimit = (double?)Number(read.Cell(row, "low days limit")) }));
                else
                    examples.AddRange(read.Rows.Select((row, number) => ($"payment › {title} › {number + 1}: {read.Cell(row, "because")}", new PaymentCalculator(rules!, list!), read, row)));
            }

            before = block;
        }

        return examples;
    }

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Kronor(decimal kronor) => kronor.ToString("0.00", CultureInfo.InvariantCulture);
}
