using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Reimbursement;

namespace Gruppera.Tests.Casemix;

public class PaymentTest
{
    private const string Rules = """
        {
          "name": "R", "version": "7", "columns": { "payer": "p" }, "prices": [ { "payer": "A", "price": 61234.56 }, { "careForm": "inpatient", "price": 65000.01 } ],
          "costOutliers": { "pay": "share", "share": 0.333 }, "daysOutliers": { "pay": "day", "pricePerDay": 1234.56 }, "withoutWeight": "cost", "discountPercent": 1.7, "vatPercent": 6
        }
        """;

    /// <summary>Whatever the order and however divided, sums are those of the rows to the öre, and every contact is counted once.</summary>
    [Fact]
    public void Sums_agree_with_the_rows_to_the_öre() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new System.Random(seed);
        var calculator = new PaymentCalculator(PaymentRulesReader.Read(Rules, out _)!, MadeContacts.List);
        var contacts = MadeContacts.Any(seed, 100).Select(contact => new PayableContact(contact, random.Next(3) == 0 ? "A" : "B", "", random.Next(4) == 0 ? 99.995m : 0, random.Next(2) == 0 ? 150.5m : null)).ToArray();
        var totals = Pay(calculator, contacts);
        var rows = contacts.Select(contact => calculator.Pay(contact)).ToList();
        random.Shuffle(contacts);
        var shuffled = Pay(calculator, contacts);
        Assert.Equal(rows.Sum(row => row.Amounts.Total), totals.All().Amounts.Total);
        Assert.All(rows, row => Assert.Equal(row.Amounts.Total, Math.Round(row.Amounts.Total, 2)));
        Assert.Equal(totals.Units.Select(unit => (unit.Unit, unit.Sums.Amounts, unit.Sums.Points)), shuffled.Units.Select(unit => (unit.Unit, unit.Sums.Amounts, unit.Sums.Points)));
        Assert.Equal(100, totals.All().Contacts);
        Assert.Equal(totals.All().Of(PaymentKind.WithoutWeight), totals.WithoutWeight.Sum(group => group.Value));
        Assert.Equal(totals.All().Of(PaymentKind.WithoutPrice), totals.WithoutPrice.Sum(group => group.Value));
    }));

    [Theory]
    [InlineData("""{ "version": "1", "prices": [ { "price": 1 } ] }""", "$.name")]
    [InlineData("""{ "name": "", "version": "1", "prices": [ { "price": 1 } ] }""", "$.name")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [] }""", "$.prices")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": "65000" } ] }""", "$.prices[0].price")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1 }, { "price": -1 } ] }""", "$.prices[1].price")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1, "pris": 2 } ] }""", "$.prices[0].pris")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1, "payer": "x" } ] }""", "$.prices[0].payer")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1 } ], "costOutliers": { "pay": "all" } }""", "$.costOutliers.pay")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1 } ], "daysOutliers": { "pay": "day" } }""", "$.daysOutliers.pricePerDay")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1 } ], "discountPercent": 101 }""", "$.discountPercent")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1 } ], "both": "sum", "costOutliers": { "pay": "cost" } }""", "$.both")]
    [InlineData("""{ "name": "a", "name": "b" }""", "$")]
    [InlineData("""{ "name": "a", "version": "1", "prices": [ { "price": 1e300 } ] }""", "$.prices[0].price")]
    [InlineData("{", "$")]
    [InlineData("[]", "$")]
    public void Rules_against_their_schema_are_refused_with_the_place(string json, string path)
    {
        Assert.Null(PaymentRulesReader.Read(json, out var problems));
        Assert.Contains(path, problems.Select(problem => problem.Path));
        Assert.All(problems, problem => Assert.False(string.IsNullOrEmpty(problem.Text.In(Repository.Swedish)) || string.IsNullOrEmpty(problem.Text.ToString())));
    }

    [Fact]
    public void Comments_and_trailing_commas_may_stand_in_rules()
    {
        var rules = PaymentRulesReader.Read("""{ "name": "a", /* of the year */ "version": "1", "prices": [ { "price": 1.25 }, ], }""", out var problems);
        Assert.Empty(problems);
        Assert.Equal(1.25m, rules!.Prices[0].Price);
        Assert.Empty(rules.Outside);
    }

    private static PaymentTotals Pay(PaymentCalculator calculator, PayableContact[] contacts)
    {
        var totals = new PaymentTotals();
        foreach (var contact in contacts)
            totals.Add(contact, calculator.Pay(contact));
        return totals;
    }
}
