using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Terms of contracts and surplus by group, against sums made by hand.</summary>
public class PaymentTermsTest
{
    private static readonly WeightList List = new("list", [new("A", 2), new("B", 0.5)]);

    [Fact]
    public void Guard_bands_and_ceiling_are_laid_on_one_after_the_other()
    {
        // 60 contacts of weight 2 and 40 of 0.5: 140 points, index 1.4, at 1 000 kronor 140 000. Guard 1.2 x 1.05 = 1.26: 126 points are left, 14 000 off.
        // Bands: 100 points whole, 20 at half, 6 at nothing: 10 + 6 points off, 16 000. 140 000 - 30 000 = 110 000; ceiling 105 000: 5 000 off.
        var settled = Settle("""{ "provider": "P", "casemixGuard": { "index": 1.2, "tolerancePercent": 5 }, "ceiling": 105000, "volumeBands": [ { "upTo": 100, "share": 1 }, { "upTo": 120, "share": 0.5 }, { "share": 0 } ] }""");
        Assert.Equal((100L, 140m, 140_000m, 14_000m, 16_000m, 5_000m, 105_000m), (settled.Contacts, settled.Points, settled.Total, settled.Guarded, settled.Banded, settled.Capped, settled.Settled));
    }

    [Fact]
    public void Discount_and_vat_follow_what_is_taken_off()
    {
        // 140 000 with 10 % off and 6 % on: 133 560. Guard 1.26 takes 14 000 x 0.9 x 1.06 = 13 356.
        var settled = Settle("""{ "casemixGuard": { "index": 1.26 } }""", """, "discountPercent": 10, "vatPercent": 6""");
        Assert.Equal((133_560m, 13_356m, 120_204m), (settled.Total, settled.Guarded, settled.Settled));
    }

    /// <summary>Points above the last band are paid as it: 100 whole and 40 at half.</summary>
    [Fact]
    public void The_last_band_has_no_end() =>
        Assert.Equal(20_000, Settle("""{ "volumeBands": [ { "upTo": 100, "share": 1 }, { "upTo": 120, "share": 0.5 } ] }""").Banded);

    [Fact]
    public void Terms_hold_for_their_period_and_contacts_without_points_take_nothing()
    {
        var rules = new PaymentRules { Name = "R", Version = "1", Prices = [new(1)], Terms = [new(Period: "2025", CasemixGuard: new(1)), new(Ceiling: 7)] };
        var sums = new PaymentSums();
        Assert.Equal((0m, 0m), (PaymentSettlement.Of(rules, ("", "", "2025"), sums)!.Guarded, PaymentSettlement.Of(rules, ("", "", "2025"), sums)!.Settled));
        sums.Add(MadeContacts.Contact("A"), new(PaymentKind.Innerfall, 2, 10, new() { Drg = 20 }));
        Assert.Equal((10m, 0m), (PaymentSettlement.Of(rules, ("", "", "2025"), sums)!.Guarded, PaymentSettlement.Of(rules, ("", "", "2025"), sums)!.Capped));
        Assert.Equal((0m, 13m), (PaymentSettlement.Of(rules, ("", "", "2026"), sums)!.Guarded, PaymentSettlement.Of(rules, ("", "", "2026"), sums)!.Capped));
    }

    [Fact]
    public void The_first_terms_that_hold_are_used_and_each_contract_is_its_own()
    {
        var rules = Rules("""{ "contract": "K1", "ceiling": 1000 }, { "provider": "P", "ceiling": 100000 }""");
        var totals = Totals(rules, (i) => i < 50 ? ("P", "K1") : i < 80 ? ("P", "K2") : ("Q", ""));
        var settled = totals.Settle(rules).ToList();
        Assert.Equal(["P K1 1000", "P K2 30000"], settled.Select(each => FormattableString.Invariant($"{each.Provider} {each.Contract} {each.Settled:0}")));
    }

    [Fact]
    public void Bands_must_rise_and_conditions_have_columns()
    {
        Assert.Null(PaymentRulesReader.Read("""{ "name": "R", "version": "1", "prices": [ { "price": 1 } ], "terms": [ { "provider": "P", "volumeBands": [ { "upTo": 9, "share": 1 }, { "upTo": 8, "share": 1 }, { "share": 0 } ] } ] }""", out var problems));
        Assert.Equal(["$.terms[0].provider", "$.terms[0].volumeBands[1].upTo"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Surplus_by_group_is_payment_less_cost_and_the_largest_comes_first()
    {
        var rules = Rules("");
        var totals = Totals(rules, _ => ("", ""));
        Assert.Equal(["A 60000", "B -20000"], totals.Groups.Select(group => FormattableString.Invariant($"{group.Name} {group.Sums.Balance:0}")));
        Assert.Equal((40_000m, 100_000m, 140_000m), (totals.All().Balance, totals.All().Cost, totals.All().PaidOfCosted));
    }

    private static PaymentSettlement Settle(string terms, string more = "")
    {
        var rules = Rules(terms, more);
        return totals(rules).Settle(rules).Single();

        static PaymentTotals totals(PaymentRules rules) => Totals(rules, _ => ("P", ""));
    }

    private static PaymentRules Rules(string terms, string more = "") => PaymentRulesReader.Read(
        $$"""{ "name": "R", "version": "1", "columns": { "provider": "hospital", "contract": "clinic" }, "prices": [ { "price": 1000 } ], "terms": [ {{terms}} ] {{more}} }""", out _)!;

    private static PaymentTotals Totals(PaymentRules rules, Func<int, (string Provider, string Contract)> of)
    {
        var (calculator, totals) = (new PaymentCalculator(rules, List), new PaymentTotals());
        for (var i = 0; i < 100; i++)
        {
            var contact = new PayableContact(MadeContacts.Contact(i < 60 ? "A" : "B", 1000), Provider: of(i).Provider, Contract: of(i).Contract);
            totals.Add(contact, calculator.Pay(contact));
        }

        return totals;
    }

    /// <summary>Finland's pool for very costly care, as it was examined: what a patient costs above 80 000 euros in a year is borne in full (Pekurinen and others,
    /// Erityisen kalliit hoidot, Sosiaali- ja terveysministeriön selvityksiä 2004:15).</summary>
    [Fact]
    public void What_a_patient_costs_above_the_ceiling_of_a_year_is_pooled()
    {
        var rules = PaymentRulesReader.Read(
            """{ "name": "Erva", "version": "1", "columns": { "patient": "patient", "period": "year" }, "prices": [ { "price": 20000 } ], "patients": { "ceiling": 80000 } }""", out var problems)!;
        Assert.Empty(problems);
        var (calculator, totals) = (new PaymentCalculator(rules, MadeContacts.List), new PaymentTotals());
        foreach (var (patient, year, drg) in new[] { ("a", "2003", "A01A"), ("a", "2003", "A01E"), ("a", "2004", "A01A"), ("b", "2003", "B02E") })
        {
            var payable = new PayableContact(MadeContacts.Contact(drg), Period: year, Patient: patient);
            totals.Add(payable, calculator.Pay(payable));
        }

        Assert.Equal(new(3, 1, 30_000, 30_000), totals.Pool(rules));
        Assert.Equal(15_000, totals.Pool(rules with { Patients = new(80_000, 0.5m) })!.Borne);
        Assert.Null(totals.Pool(rules with { Patients = null }));
    }

    [Theory]
    [InlineData("""{ "name": "x", "version": "1", "prices": [ { "price": 1 } ], "daysOutliers": { "pay": "rate" } }""", "$.dayRates")]
    [InlineData("""{ "name": "x", "version": "1", "prices": [ { "price": 1 } ], "patients": { "ceiling": 1 } }""", "$.patients")]
    [InlineData("""{ "name": "x", "version": "1", "prices": [ { "price": 1 } ], "supplements": [ { "name": "a", "codes": ["b"] } ] }""", "$.supplements")]
    [InlineData("""{ "name": "x", "version": "1", "prices": [ { "price": 1 } ], "costOutliers": { "pay": "cost", "above": "price" } }""", "$.costOutliers.above")]
    public void Rules_that_lack_what_they_need_are_refused(string json, string path)
    {
        Assert.Null(PaymentRulesReader.Read(json, out var problems));
        Assert.Contains(path, problems.Select(problem => problem.Path));
    }
}
