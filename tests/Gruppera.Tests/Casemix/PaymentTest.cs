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

    /// <summary>A supplement for a procedure, for a medicine, for both together, and in one group only.</summary>
    [Theory]
    [InlineData("B02E", "WBOC05", "L01FD01 L01FD01", 100 + 40 + 7)]
    [InlineData("B02E", "WBOC05", "", 100)]
    [InlineData("B02E", "", "L01FD01", 40)]
    [InlineData("B02E", "WBOC05 WBOC10", "L01FF02", 100 + 7)]
    [InlineData("C03N", "WBOC05", "L01FD01", 100 + 40)]
    [InlineData("B02E", "", "N02BE01", 0)]
    public void Supplements_are_by_procedure_and_medicine(string drg, string codes, string medicines, int expected)
    {
        var rules = PaymentRulesReader.Read("""
            {
              "name": "R", "version": "1", "columns": { "codes": "procedures", "medicines": "atc" }, "prices": [ { "price": 1 } ],
              "supplements": [
                { "name": "procedure", "codes": ["WBOC*"], "price": 100 }, { "name": "medicine", "medicines": ["L01FD01"], "price": 40 },
                { "name": "both", "codes": ["WBOC05"], "medicines": ["L01*"], "drg": ["B02E"], "price": 7, "most": 3 }
              ]
            }
            """, out var problems);
        Assert.Empty(problems);
        var contact = new PayableContact(new() { Drg = drg, CareForm = "inpatient", Mdc = "", Unit = ReportingUnit.All, Cost = 1000 }, Codes: codes, Medicines: medicines);
        Assert.Equal(expected, new PaymentCalculator(rules!, MadeContacts.List).Pay(contact).Amounts.Supplement);
    }

    [Theory]
    [InlineData("""{ "name": "m", "medicines": ["L01"] }""", "$.supplements")]
    [InlineData("""{ "name": "m", "price": 3 }""", "$.supplements")]
    public void A_supplement_names_what_it_is_for_and_its_column(string supplement, string path)
    {
        Assert.Null(PaymentRulesReader.Read($$"""{ "name": "a", "version": "1", "prices": [ { "price": 1 } ], "supplements": [ {{supplement}} ] }""", out var problems));
        Assert.Equal([path], problems.Select(problem => problem.Path));
    }

    /// <summary>A row of three contacts alike is paid as the three, by every kind of rule.</summary>
    [Theory]
    [InlineData("B02E", 40_000, 3, "", """ "costShare": 0.3 """)]
    [InlineData("Z00Z", 50_000, 3, "", """ "costShare": 0.3 """)]
    [InlineData("B02E", 500, 1, "", """ "costShare": 0.3, "lowOutliers": { "pay": "cost" } """)]
    [InlineData("B02E", 150_000, 3, "", """ "costOutliers": { "pay": "share", "share": 0.8, "above": "price", "amount": 25000 } """)]
    [InlineData("B02E", 150_000, 3, "", """ "costShare": 0.5, "costOutliers": { "pay": "share", "share": 0.8, "above": "price", "amount": 25000 } """)]
    [InlineData("A01A", 90_000, 25, "", """ "dayRates": { "in": "points", "groups": [ { "drg": "A01A", "above": 0.08 } ] }, "daysOutliers": { "pay": "rate" } """)]
    [InlineData("A01A", 90_000, 1, "", """ "dayRates": { "in": "kronor", "groups": [ { "drg": "A01A", "below": 700 } ] }, "lowOutliers": { "pay": "rate" } """)]
    [InlineData("A01A", 90_000, 5, "yes", """ "dayRates": { "in": "points", "groups": [ { "drg": "A01A", "meanDays": 10, "transfer": 0.115 } ] }, "transfers": { "pay": "rate", "when": [ "yes" ] } """)]
    [InlineData("A01A", 90_000, 5, "yes", """ "dayRates": { "in": "points", "groups": [ { "drg": "A01A", "meanDays": 10 } ] }, "transfers": { "pay": "share", "when": [ "yes" ], "firstDayDouble": true } """)]
    [InlineData("B02E", 50_000, 3, "", """ "supplements": [ { "name": "s", "codes": [ "X*" ], "price": 900, "most": 2 } ] """)]
    public void A_row_of_many_is_paid_as_that_many(string drg, double cost, int days, string transfer, string rules)
    {
        var list = new Gruppera.Casemix.Weights.WeightList("l", [new("A01A", 4, DaysLimit: 20) { LowDaysLimit = 3 }, new("B02E", 1) { LowLimit = 1_000 }, new("Z00Z", 0)]);
        var read = PaymentRulesReader.Read($$"""{ "name": "R", "version": "7", "columns": { "transfer": "t", "codes": "c" }, "prices": [ { "price": 50000 } ], {{rules}} }""", out var problems);
        Assert.Empty(problems);
        var calculator = new PaymentCalculator(read!, list);
        var one = calculator.Pay(new(MadeContacts.Contact(drg, cost, days), Transfer: transfer, Codes: "X1 X2 X3"));
        var many = calculator.Pay(new(MadeContacts.Contact(drg, 3 * cost, 3 * days) with { More = 2 }, Transfer: transfer, Codes: "X1 X2 X3"));
        Assert.Equal((one.Kind, 3 * one.Amounts.Total), (many.Kind, many.Amounts.Total));
        Assert.NotEqual(50_000 * one.Weight, one.Amounts.Total);
    }

    /// <summary>What is paid at cost is paid already: the fixed loss is held against what the contact lacks beside it.</summary>
    [Fact]
    public void A_share_at_cost_counts_against_the_fixed_loss()
    {
        var rules = PaymentRulesReader.Read("""{ "name": "R", "version": "7", "prices": [ { "price": 50000 } ], "costShare": 0.5, "costOutliers": { "pay": "share", "share": 0.8, "above": "price", "amount": 25000 } }""", out _);
        var paid = new PaymentCalculator(rules!, MadeContacts.List).Pay(new(MadeContacts.Contact("C03N", 150_000))).Amounts;
        Assert.Equal((18_750m, 75_000m, 0.8m * (150_000 - 18_750 - 75_000 - 25_000)), (paid.Drg, paid.Outside, paid.CostOutlier));
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
