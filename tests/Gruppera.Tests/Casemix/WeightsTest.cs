using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

public class WeightsTest
{
    /// <summary>The standard error given the group sizes, by the definition of variance: each group's mean varies by sd²/n, and the
    /// overall mean is the sum of these means times their shares.</summary>
    [Fact]
    public void The_standard_error_is_that_of_the_ratio()
    {
        double[] a = [.. Enumerable.Range(1, 40).Select(i => 100.0 + (i * i % 37))], b = [.. Enumerable.Range(1, 60).Select(i => 40.0 + (i * 7 % 23))];
        var row = Compute([.. a.Select(cost => Contacts.Of("A", cost)), .. b.Select(cost => Contacts.Of("B", cost))]).Rows[0];
        double Variance(double[] costs) => costs.Sum(cost => Math.Pow(cost - costs.Average(), 2)) / (costs.Length - 1) / costs.Length;
        var mean = a.Concat(b).Average();
        var weight = a.Average() / mean;
        // d(weight) = (da (1 - 0.4 weight) - 0.6 weight db) / mean, with da and db independent
        var error = Math.Sqrt((Variance(a) * Math.Pow(1 - (0.4 * weight), 2)) + (Variance(b) * Math.Pow(0.6 * weight, 2))) / mean;
        Assert.Equal((weight, error), (row.Weight!.Value, row.StandardError!.Value), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12));
    }

    [Fact]
    public void Pooling_gives_order_keeps_the_mean_and_changes_nothing_twice() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Contacts.Any, contacts =>
    {
        var rows = Compute(contacts).Rows;
        var restored = WeightOrder.Restore(rows);
        Assert.Empty(WeightOrder.Offences(restored));
        foreach (var (once, twice) in restored.Zip(WeightOrder.Restore(restored)))
            Assert.Equal(once.Weight ?? 0, twice.Weight ?? 0, 1e-12 * Math.Max(1, once.Weight ?? 0));
        foreach (var family in new[] { "F05", "G11" })
            Assert.Equal(Points(rows, family), Points(restored, family), 1e-9 * Math.Max(1, Points(rows, family)));
        if (!WeightOrder.Offences(rows).Any())
            Assert.Equal(rows.Select(row => row.Weight), restored.Select(row => row.Weight));
        return true;

        double Points(IEnumerable<WeightRow> of, string family) => of.Where(row => row.Drg.StartsWith(family, StringComparison.Ordinal)).Sum(row => row.Weight!.Value * row.Contacts!.Inner.Count);
    }));

    [Fact]
    public void The_mean_weight_of_a_material_is_1() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Contacts.Any, contacts =>
    {
        if (contacts.All(contact => contact.Drg == "Z82O"))
            return true;
        Assert.Equal(1, Compute(contacts).Materials.Single().MeanWeight, 1e-9);
        return true;
    }));

    [Fact]
    public void Costs_are_moved_to_the_price_level_of_the_year_and_a_missing_year_is_counted()
    {
        var issues = new List<Issue>();
        var index = PriceIndex.Read("lpi.csv", [(1, ["year", "LPI"]), (2, ["2023", "100"]), (3, ["2025", "107,5"]), (4, ["2024", "none"]), (5, ["2023", "1"])], issues);
        Assert.Equal(["GRP4109 4", "GRP4109 5"], issues.Select(issue => $"{issue.Code.Id} {issue.Row}"));
        Assert.Equal((1.075, null), (index.Factor(2023, 2025), index.Factor(2024, 2025)));
        var store = new Gruppera.Casemix.Cases.CaseStore();
        ReportingUnit before = new(["2023"]), missing = new(["2024"]);
        store.Add([Contacts.Of("A", 1000, unit: before), Contacts.Of("A", 1000, unit: missing), Contacts.Of("A", 2000, unit: before)], unit => index.Factor(int.Parse(unit.Parts[0]), 2025));
        Assert.Equal("[2024, 1]", string.Join(' ', store.WithoutFactor));
        var table = store.ToTable();
        Assert.Equal([1075, 2150], table.Costs(table.Groups[0]).ToArray());
    }

    [Fact]
    public void Ways_of_trimming_are_compared_with_none()
    {
        ReportingUnit north = new(["North"]), south = new(["South"]);
        var contacts = Enumerable.Range(1, 100).SelectMany(i => new[] { Contacts.Of("A", 100 + i, unit: north), Contacts.Of("B", i == 100 ? 100_000 : 300 + i, unit: i % 2 == 0 ? north : south) });
        var effects = TrimComparison.Of(Contacts.Table(contacts), [(TrimRule.Parse("iqr:0.5%")!.Value, TrimRules.None)]);
        Assert.Equal([0, 1], effects.Select(effect => effect.Outside));
        Assert.Equal((100_000.0 / contacts.Sum(contact => contact.Cost), "A"), (effects[1].CostShare, effects[1].LargestMoveOf), EqualityComparer<(double, string)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-12 && x.Item2 == y.Item2));
        Assert.True(effects[1].CvAfter < effects[1].CvBefore && effects[1].SkewnessAfter < effects[1].SkewnessBefore && effects[1].LargestMove > 0);
        Assert.Equal(["North 150", "South 50"], effects[0].Indices.Select(each => $"{each.Unit} {each.Contacts}"));
        var mean = contacts.Average(contact => contact.Cost);
        Assert.Equal(contacts.Where(contact => contact.Drg == "B").Average(contact => contact.Cost) / mean, effects[0].Indices[1].Index, 1e-9);
    }

    private static ComputedWeights Compute(IEnumerable<GroupedContact> contacts) => WeightCalculator.Compute(new(Contacts.Table(contacts), TrimRules.None), new() { MinContacts = 1 });
}
