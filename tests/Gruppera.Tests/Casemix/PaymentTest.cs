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
    [InlineData("B02E", "", "L01FD09", 0)]
    public void Supplements_are_by_procedure_and_medicine(string drg, string codes, string medicines, int expected)
    {
        var rules = PaymentRulesReader.Read("""
            {
              "name": "R", "version": "1", "columns": { "codes": "procedures", "medicines": "atc" }, "prices": [ { "price": 1 } ],
              "supplements": [
                { "name": "procedure", "codes": ["WBOC*"], "price": 100 }, { "name": "medicine", "medicines": ["L01FD01", "L04*"], "price": 40 },
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

    /// <summary>Rules are refused with the place, the value and a sentence, and where nothing is wrong nothing is said.</summary>
    [Theory]
    [InlineData(""" "both": "sum", "costOutliers": { "pay": "share", "share": 0.5 }, "daysOutliers": { "pay": "day", "pricePerDay": 9 } """, null)]
    [InlineData(""" "both": "higher", "costOutliers": { "pay": "cost" }, "daysOutliers": { "pay": "cost" } """, null)]
    [InlineData(""" "both": "sum", "costOutliers": { "pay": "share" }, "daysOutliers": { "pay": "cost" } """, "$.both", "sum")]
    [InlineData(""" "daysOutliers": { "pay": "day" } """, "$.daysOutliers.pricePerDay")]
    [InlineData(""" "lowOutliers": { "pay": "rate" } """, "$.dayRates")]
    [InlineData(""" "dayRates": { "in": "points", "groups": [ { "drg": "A" } ] }, "transfers": { "pay": "rate", "when": ["x"] } """, "$.transfers")]
    [InlineData(""" "supplements": [ { "name": "a", "codes": ["b"] } ] """, "$.supplements")]
    [InlineData(""" "supplements": [ { "name": "a", "medicines": ["b"] } ] """, "$.supplements")]
    [InlineData(""" "supplements": [ { "name": "a", "price": 1 } ] """, "$.supplements", "a")]
    [InlineData(""" "patients": { "ceiling": 1 } """, "$.patients")]
    [InlineData(""" "costOutliers": { "pay": "cost", "above": "price" } """, "$.costOutliers.above", "price")]
    [InlineData(""" "prices": [ { "price": 1, "payer": "x" } ] """, "$.prices[0].payer", "x")]
    [InlineData(""" "prices": [ { "price": 1 }, { "price": 1, "period": "x" } ] """, "$.prices[1].period", "x")]
    [InlineData(""" "prices": [ { "price": 1, "provider": "x" } ] """, "$.prices[0].provider", "x")]
    [InlineData(""" "prices": [ { "price": 1, "contract": "x" } ] """, "$.prices[0].contract", "x")]
    [InlineData(""" "terms": [ { "contract": "x" } ] """, "$.terms[0].contract", "x")]
    [InlineData(""" "terms": [ { "period": "x" } ] """, "$.terms[0].period", "x")]
    [InlineData(""" "terms": [ { "volumeBands": [ { "upTo": 8, "share": 1 }, { "upTo": 8, "share": 1 }, { "share": 0 } ] } ] """, "$.terms[0].volumeBands[1].upTo")]
    [InlineData(""" "terms": [ { "volumeBands": [ { "share": 1 }, { "share": 0 } ] } ] """, "$.terms[0].volumeBands[0].upTo")]
    [InlineData(""" "outside": [ { "pay": "cost", "payer": "x" } ] """, "$.outside[0].payer", "x")]
    public void What_a_schema_cannot_say_is_told_with_place_and_value(string rules, string? path, string value = "")
    {
        var prices = rules.Contains("prices", StringComparison.Ordinal) ? "" : """ "prices": [ { "price": 1 } ], """;
        _ = PaymentRulesReader.Read($$"""{ "name": "a", "version": "1", {{prices}} {{rules}} }""", out var problems);
        Assert.Equal(path is null ? [] : [(path, value)], problems.Select(problem => (problem.Path, problem.Value)));
        Assert.All(problems, problem => Assert.NotEqual("", problem.Text.ToString()));
        if (value == "x")
            Assert.EndsWith($"$.columns.{path!.Split('.')[^1]}", problems.Single().Text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("65000,5", 65000.5)]
    [InlineData("1000000000", 1000000000.0)]
    [InlineData("1000000001", null)]
    [InlineData("-1", null)]
    [InlineData("x", null)]
    public void A_price_is_read_from_a_text(string text, double? price) => Assert.Equal((decimal?)price, DrgPrice.Read(text));

    [Fact]
    public void Prices_have_a_factor_and_may_be_for_one_list()
    {
        var rules = new PaymentRules { Name = "R", Version = "1", Prices = [new(1, List: "other.csv"), new(2000, List: "list.csv", Factor: 0.25m), new(3)] };
        Assert.Equal(500, new PaymentCalculator(rules, MadeContacts.List).Pay(new(MadeContacts.Contact("A01A"))).Price);
    }

    /// <summary>Every amount adds, and is as many times as there are contacts.</summary>
    [Fact]
    public void Amounts_add_one_by_one()
    {
        var amounts = new Amounts { Drg = 1, DaysOutlier = 2, CostOutlier = 3, Reduction = 4, Supplement = 5, Outside = 6, Addition = 7, Fee = 8, Discount = 9, Vat = 10 };
        var twice = new Amounts { Drg = 2, DaysOutlier = 4, CostOutlier = 6, Reduction = 8, Supplement = 10, Outside = 12, Addition = 14, Fee = 16, Discount = 18, Vat = 20 };
        Assert.Equal((twice, twice, amounts), (amounts + amounts, amounts.Times(2), amounts.Times(1)));
    }

    /// <summary>By hand: weights 4, 1 and 1 at 1 000 kronor; one outlier below; a row of three; what has no price, weight or cost; a visit of a stay.</summary>
    [Fact]
    public void Totals_count_each_contact_where_it_belongs()
    {
        var rules = new PaymentRules
        {
            Name = "R",
            Version = "1",
            Prices = [new(1000, CareForm: "inpatient")],
            WithoutGroup = OutsidePay.Cost,
            DaysOutliers = new(OutlierPay.Cost),
            Patients = new(2_000, 0.5m),
        };
        var list = new Gruppera.Casemix.Weights.WeightList("l", [new("A01A", 4, DaysLimit: 20), new("B02E", 1) { LowLimit = 100 }, new("C03N", 2)]);
        var totals = Pay(new(rules, list),
        [
            new(MadeContacts.Contact("A01A", 3_000, unit: MadeContacts.Unit("S")), Patient: "p"),
            new(MadeContacts.Contact("A01A", days: 25), Patient: "q"), // paid at a cost that it lacks
            new(MadeContacts.Contact("B02E", 50)), // below the limit
            new(MadeContacts.Contact("B02E", 3_000) with { More = 2 }),
            new(MadeContacts.Contact("C03N", 5_000, careForm: "outpatient") with { More = 1 }), // no price
            new(MadeContacts.Contact("C03N", 5_000, careForm: "outpatient") with { More = 1 }),
            new(MadeContacts.Contact("X99X", 700) with { More = 3 }), // no weight
            new(MadeContacts.Contact("X99X", 700) with { More = 3 }),
            new(MadeContacts.Contact("") with { More = 4 }), // paid at a cost that it lacks
            new(MadeContacts.Contact(Gruppera.Casemix.Cases.CaseGroup.JoinedVisit, 900)),
        ]);
        var all = totals.All();
        Assert.Equal((23, 6, 12m, 1), (all.Contacts, all.Priced, all.Points, all.Of(PaymentKind.LowOutlier)));
        Assert.Equal((17, 3_000m + 50 + 3_000 + 10_000 + 1_400, 8_000m), (all.Costed, all.Cost, all.PaidOfCosted));
        Assert.Equal(6, totals.LackCost);
        Assert.Equal([("X99X", 8)], totals.WithoutWeight.Select(each => (each.Key, each.Value)));
        Assert.Equal([(("", "outpatient", ""), 4)], totals.WithoutPrice.Select(each => (each.Key, each.Value)));
        Assert.Equal(["", "S"], totals.Units.Select(each => each.Unit.ToString()));
        Assert.Equal(["C -10000", "X -1400", "A 1000", "B 950", " 0"], totals.Mdcs.Select(each => FormattableString.Invariant($"{each.Name} {each.Sums.Balance:0}")));
        Assert.Equal(new(2, 2, 4_000, 2_000), totals.Pool(rules));
        Assert.False(new PaymentCalculator(rules, list).Pay(new(MadeContacts.Contact("A01A", 6_000, days: 25))).LacksCost);
        Assert.Equal(["A01A", "B02E", "C03N"], Pay(new(rules, list), [.. new[] { "B02E", "C03N", "A01A" }.Select(drg => new PayableContact(MadeContacts.Contact(drg)))]).Groups.Select(each => each.Name));
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
