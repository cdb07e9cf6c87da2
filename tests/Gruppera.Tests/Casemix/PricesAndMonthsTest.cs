using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Inflation as a part of its own, and months with their trend, recomputed in another way.</summary>
public class PricesAndMonthsTest
{
    private static readonly WeightList List = new("list", [new("A", 2), new("B", 0.5)]);
    private static readonly PriceIndex Index = new("lpi", ImmutableSortedDictionary<int, double>.Empty.Add(2023, 100).Add(2024, 104).Add(2025, 110));

    [Fact]
    public void Parts_are_the_means_over_all_orders_and_add_up_exactly()
    {
        var random = new Random(11);
        for (var run = 0; run < 20; run++)
        {
            var (before, after) = (Table(random, [2023, 2024]), Table(random, [2024, 2025]));
            var prices = new PeriodPrices(Index, 2025, 1);
            var all = PeriodComparison.Of(before, after, Side.All, prices).All;
            Assert.Equal(all.After.Cost - all.Before.Cost, all.Cost.Total);
            decimal[] then = Factors(all.Before), now = Factors(all.After);
            var expected = new decimal[4];
            foreach (var order in Orders([0, 1, 2, 3]))
            {
                var at = (decimal[])then.Clone();
                foreach (var factor in order)
                {
                    var was = at[0] * at[1] * at[2] * at[3];
                    at[factor] = now[factor];
                    expected[factor] += ((at[0] * at[1] * at[2] * at[3]) - was) / 24;
                }
            }

            foreach (var (part, found) in expected.Zip([all.Cost.Volume, all.Cost.Casemix, all.Cost.Productivity, all.Cost.Price]))
                Assert.InRange(found - part, -0.02m, 0.02m);
        }

        static decimal[] Factors(PeriodSums sums) => [sums.Contacts, sums.Points / sums.Contacts, sums.RealCost!.Value / sums.Points, sums.Cost / sums.RealCost.Value];
    }

    /// <summary>The same care at higher prices is all prices; without an index it would be productivity.</summary>
    [Fact]
    public void A_year_that_differs_by_its_prices_alone_is_all_prices()
    {
        var (before, after) = (new CasemixTable(List), new CasemixTable(List));
        before.Add([.. Enumerable.Range(0, 100).Select(_ => MadeContacts.Contact("A", 1000, unit: new(["North", "2023"])))]);
        after.Add([.. Enumerable.Range(0, 100).Select(_ => MadeContacts.Contact("A", 1100, unit: new(["North", "2025"])))]);
        var cost = PeriodComparison.Of(before, after, Side.All, new(Index, 2025, 1)).Units.Single().Cost;
        Assert.Equal((0m, 0m, 0m, 10_000m), (cost.Volume, cost.Casemix, cost.Productivity, cost.Price));
        Assert.Equal(10_000m, PeriodComparison.Of(before.ByFirst(1), after.ByFirst(1), Side.All).Units.Single().Cost.Productivity);
    }

    [Fact]
    public void Months_are_summed_and_their_trend_is_the_one_planted()
    {
        var table = new CasemixTable(List);
        for (var month = 0; month < 24; month++)
        {
            var date = new DateOnly(2023, 1, 1).AddMonths(month);
            var unit = new ReportingUnit(["North", $"{date:yyyy}", $"{date:yyyy-MM}"]);
            table.Add([.. Enumerable.Range(0, 100).Select(_ => MadeContacts.Contact("A", 1000 * Math.Pow(1.06, month / 12.0), unit: unit))]);
        }

        table.Add([MadeContacts.Contact("A", 5, unit: new(["North", "", ""]))]);
        var series = MonthlySeries.Of([table], 1, null, Side.All);
        Assert.Equal((24, 48, 1), (series.Months.Count(row => row.Unit.Parts.Length == 1), series.Months.Length, series.Undated));
        Assert.Equal(("2023-01", 100L, 200m, 100_000m), (series.Months[0].Month, series.Months[0].Contacts, series.Months[0].Sums.Points, series.Months[0].Sums.Cost));
        var trends = series.Trends.Where(trend => trend.Unit.Parts.IsEmpty).ToDictionary(trend => trend.Measure, trend => trend.PerYear);
        Assert.Equal(0.06, trends["cost_per_point"].Value, 1e-6);
        Assert.Equal(0, trends["contacts"].Value, 1e-12);
        Assert.Equal(0, trends["index"].Value, 1e-12);
    }

    /// <summary>A month that has only begun, and stays that ended long after the others, move no trend.</summary>
    [Fact]
    public void Months_at_the_ends_with_few_contacts_are_not_in_the_trend()
    {
        var table = new CasemixTable(List);
        for (var month = 0; month < 16; month++)
        {
            var date = new DateOnly(2024, 1, 1).AddMonths(month);
            var unit = new ReportingUnit(["North", $"{date:yyyy}", $"{date:yyyy-MM}"]);
            table.Add([.. Enumerable.Range(0, month == 6 ? 20 : month < 12 ? 100 : 3).Select(_ => MadeContacts.Contact("A", 1_000, unit: unit))]);
        }

        var series = MonthlySeries.Of([table], 1, null, Side.All);
        Assert.Equal(["2025-01", "2025-02", "2025-03", "2025-04"], series.LeftOut);
        Assert.Equal(32, series.Months.Length);
        Assert.All(series.Trends, trend => Assert.Equal(12, trend.PerYear.Contacts));
        Assert.InRange(series.Trends.Single(trend => trend is { Measure: "contacts", Unit.Parts.IsEmpty: true }).PerYear.Value, -0.5, 0.5);
    }

    private static CasemixTable Table(Random random, int[] years)
    {
        var table = new CasemixTable(List);
        table.Add([.. Enumerable.Range(0, random.Next(50, 200)).Select(_ => MadeContacts.Contact(
            random.Next(3) == 0 ? "A" : "B", random.Next(100, 99_999), unit: new([random.Next(2) == 0 ? "North" : "South", $"{years[random.Next(years.Length)]}"])))]);
        return table;
    }

    private static IEnumerable<int[]> Orders(int[] of) => of.Length == 0 ? [[]] : of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
