using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;

namespace Gruppera.Tests.Casemix;

/// <summary>Named indices of output and productivity, and the parts of a change of the index by method.</summary>
public class ProductivityTest
{
    private static IEnumerable<GroupedContact> Of(string drg, int count, double cost, string year = "", string unit = "H") =>
        Enumerable.Range(0, count).Select(_ => MadeContacts.Contact(drg, cost, unit: MadeContacts.Unit(unit, year)));

    private static ProductivitySeries All(CasemixTable before, CasemixTable after) => ProductivitySeries.Of(before, after, 1, null)[^1];

    private static double[] Output(ProductivityPeriod period) => [.. period.Indices.Select(index => index.Output.Value)];

    /// <summary>Two groups, by hand: 100 and 50 contacts become 120 and 80, at 1 000 and 4 000 kronor, then 1 100 and 4 100.</summary>
    [Fact]
    public void Each_index_is_that_of_its_formula()
    {
        var series = All(MadeContacts.Table([.. Of("B02E", 100, 1_000), .. Of("A01A", 50, 4_000)]), MadeContacts.Table([.. Of("B02E", 120, 1_100), .. Of("A01A", 80, 4_100)]));
        var last = series.Periods[1];
        var (laspeyres, paasche) = (440_000.0 / 300_000, ((120 * 1_100) + (80 * 4_100.0)) / ((100 * 1_100) + (50 * 4_100)));
        var (s0, s1) = (1 / 3.0, 132_000.0 / 460_000);
        double[] expected = [(120 + 320.0) / (100 + 200), laspeyres, paasche, Math.Sqrt(laspeyres * paasche), Math.Exp(((s0 + s1) / 2 * Math.Log(1.2)) + ((2 - s0 - s1) / 2 * Math.Log(1.6)))];
        Assert.All(expected.Zip(Output(last)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(460_000.0 / 300_000, last.Input, 1e-12);
        Assert.All(last.Indices, index => Assert.Equal(index.Output.Value / last.Input, index.Productivity.Value, 1e-12));
        Assert.All(series.Periods[0].Indices, index => Assert.Equal(1, index.Output.Value));
    }

    [Fact]
    public void Years_are_chained_and_Lowe_is_the_same_directly()
    {
        var series = All(
            MadeContacts.Table([.. Of("B02E", 100, 1_000, "2023"), .. Of("A01A", 50, 4_000, "2023"), .. Of("B02E", 150, 1_200, "2024"), .. Of("A01A", 40, 3_000, "2024")]),
            MadeContacts.Table([.. Of("B02E", 90, 1_500, "2025"), .. Of("A01A", 70, 5_000, "2025")]));
        Assert.Equal(["2023", "2024", "2025"], series.Periods.Select(period => period.Period));
        double Fisher((double N, double C)[] one, (double N, double C)[] other) => Math.Sqrt(
            one.Zip(other, (a, b) => a.C * b.N).Sum() / one.Sum(a => a.C * a.N) * other.Sum(b => b.C * b.N) / one.Zip(other, (a, b) => b.C * a.N).Sum());
        (double, double)[] a = [(100, 1_000), (50, 4_000)], b = [(150, 1_200), (40, 3_000)], c = [(90, 1_500), (70, 5_000)];
        var fisher = series.Periods[2].Indices.Single(index => index.Name == QuantityIndex.Fisher);
        Assert.Equal((Fisher(a, b) * Fisher(b, c), Fisher(a, c)), (fisher.Output.Value, fisher.Direct), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12));
        var lowe = series.Periods[2].Indices[0];
        Assert.Equal(lowe.Direct, lowe.Output.Value, 1e-12);
        Assert.Equal(370.0 / 300, lowe.Direct, 1e-12);
    }

    /// <summary>Stays that ended long after the others are no year of their own.</summary>
    [Fact]
    public void Years_with_few_contacts_are_counted_with_the_nearest_of_their_file()
    {
        GroupedContact[] before = [.. Of("B02E", 100, 1_000, "2024")], after = [.. Of("B02E", 120, 1_000, "2025")];
        var series = All(MadeContacts.Table([.. before, .. Of("B02E", 3, 1_000, "2025")]), MadeContacts.Table([.. after, .. Of("B02E", 2, 1_000, "2026"), .. Of("B02E", 1, 1_000, "2027")]));
        Assert.Equal([("a", 103L), ("b", 123L)], series.Periods.Select(period => (period.Period, period.Sums.Contacts)));
        Assert.Equal(["2024", "2025", "2026"], All(MadeContacts.Table(before), MadeContacts.Table([.. after, .. Of("B02E", 20, 1_000, "2026")])).Periods.Select(period => period.Period));
    }

    [Fact]
    public void Groups_of_one_period_alone_are_counted_in_points_with_their_MDC()
    {
        // A01A comes new, A01E is in both: with twice the points at twice the cost nothing has changed in productivity.
        var series = All(MadeContacts.Table([.. Of("A01E", 5, 1_500), .. Of("A01E", 35, 1_500), .. Of("B02E", 50, 1_000)]), MadeContacts.Table([.. Of("A01A", 15, 4_000), .. Of("A01E", 40, 1_500), .. Of("B02E", 50, 1_000)]));
        Assert.Equal(120_000.0 / 170_000, series.Periods[1].Pooled, 1e-12);
        Assert.All(series.Periods[1].Indices.Take(4), index => Assert.Equal(1, index.Productivity.Value, 1e-12));
        Assert.Equal(1, series.Periods[1].Indices[4].Productivity.Value, 0.02);
    }

    /// <summary>Output and unit costs known; the share of intervals that hold the true productivity.</summary>
    internal static readonly Lazy<double[]> Study = new(() =>
    {
        var held = new int[5];
        const int Samples = 200;
        for (var seed = 1; seed <= Samples; seed++)
        {
            var random = new Random(seed);
            CasemixTable Made(double perPoint) => MadeContacts.Table(MadeContacts.LogNormal(random, 400 + random.Next(200), MadeContacts.Unit("H", ""), perPoint));
            var last = All(Made(50_000), Made(55_000)).Periods[1];
            for (var i = 0; i < 5; i++)
                held[i] += last.Indices[i].Productivity is { Low: <= 1 / 1.1, High: >= 1 / 1.1 } ? 1 : 0;
        }

        return [.. held.Select(count => (double)count / Samples)];
    });

    [Trait("lane", "slow")]
    [Fact]
    public void Intervals_hold_the_true_productivity() => Assert.All(Study.Value, share => Assert.InRange(share, 0.9, 0.985));

    /// <summary>New logic makes every tenth B02E a B02C; new codes make every twentieth C03N an A01E; nothing else has changed but that there are more C03N.</summary>
    [Fact]
    public void Parts_by_method_add_up_exactly_and_are_the_planted_ones()
    {
        var random = new Random(3);
        GroupedContact[] Care(int count, double share) =>
        [
            .. Enumerable.Range(0, count).Select(i => MadeContacts.Contact(random.NextDouble() < share ? "C03N" : "B02E", 10_000, unit: MadeContacts.Unit(i % 2 == 0 ? "North" : "South")) with { Id = $"{i}" }),
        ];
        var before = MadeContacts.Table(Care(1_000, 0.3));
        var plain = Care(1_100, 0.4);
        var codes = plain.Select((contact, i) => contact.Drg == "C03N" && i % 20 == 0 ? contact with { Drg = "A01E", Mdc = "A" } : contact).ToArray();
        var after = codes.Select((contact, i) => contact.Drg == "B02E" && i % 10 == 0 ? contact with { Drg = "B02C" } : contact).ToArray();
        var rows = IndexSteps.Of(before, Paired(after), [Step("logic", codes), Step("codes", plain)], 1);
        var all = rows[^1];
        Assert.All(rows, row => Assert.Equal(row.Total, row.Parts.Patients + row.Parts.Coding + row.Steps.Sum(step => step.Change)));
        Assert.Equal(after.Count(contact => contact.Drg == "B02C") * 1.25 / 1_100, (double)all.Steps[0].Change, 1e-8);
        Assert.Equal(after.Count(contact => contact.Drg == "A01E") * 0.75 / 1_100, (double)all.Steps[1].Change, 1e-8);
        var moved = (double)after.Count(contact => contact.Drg == "B02C") / 1_100;
        Assert.Equal(1.25 * Math.Sqrt(moved * (1 - moved) / 1_099), all.Steps[0].Error, 1e-9);
        Assert.Equal(["North", "South", "B", "C", ""], rows.Select(row => row.Unit.Parts.IsEmpty ? row.Mdc : row.Unit.ToString()));

        // Joined episodes: other contacts, so no interval; the sum is still exact.
        var joined = IndexSteps.Of(before, Paired(after), [Step("episodes", [.. after.Skip(50)])], 1)[^1];
        Assert.Equal(joined.Total, joined.Parts.Total + joined.Steps[0].Change);
        Assert.True(double.IsNaN(joined.Steps[0].Error));

        static (string, CasemixTable, PairedWeights) Step(string name, GroupedContact[] contacts) => Paired(contacts) is var (table, weights) ? (name, table, weights) : default;

        static (CasemixTable Table, PairedWeights Weights) Paired(GroupedContact[] contacts)
        {
            var weights = new PairedWeights();
            foreach (var contact in contacts)
                weights.Add(contact.Id, contact.Unit, contact.Mdc, MadeContacts.List.Of(contact.Drg)!.Value);
            return (MadeContacts.Table(contacts), weights);
        }
    }
}
