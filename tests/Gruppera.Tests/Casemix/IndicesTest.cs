using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Indices;

namespace Gruppera.Tests.Casemix;

public class IndicesTest(ITestOutputHelper output)
{
    private const double PerPoint = 50_000;

    [Fact]
    public void Figures_by_hand()
    {
        var (north, south) = (MadeContacts.Unit("North"), MadeContacts.Unit("South"));
        var indices = CasemixIndices.Of(MadeContacts.Table(
            MadeContacts.Contact("A01A", 500_000, 12, 6, north), MadeContacts.Contact("A01E", 60_000, 2, 1, north), MadeContacts.Contact("C03N", 40_000, 1, 2, north),
            MadeContacts.Contact("B02E", 50_000, 3, 0, south), MadeContacts.Contact("Z99X", 10_000, 1, 1, south), MadeContacts.Contact("", unit: south)));
        var unit = indices.Units[0];
        Assert.Equal(("North", 3L, 6.25, 15L, 600_000m), (unit.Unit.ToString(), unit.All.Contacts, unit.All.Points, unit.All.Days, unit.All.Cost));
        Assert.Equal(6.25 / 3, unit.All.Index.Value, 12);
        Assert.Equal(96_000, unit.All.CostPerPoint.Value, 9);
        Assert.Equal(200_000, unit.All.MeanCost.Value, 9);
        Assert.Equal(96_000 * 7.25 / 4, unit.All.AdjustedCost.Value, 6);
        Assert.Equal((2L, 0.5), (unit.All.Complicated.Contacts, unit.All.Complicated.Value));
        Assert.Equal(3, unit.All.SecondaryDiagnoses.Value, 12);
        Assert.Equal(1.0 / 3, unit.Outliers.Value, 12);
        Assert.Equal(5.0 / 6, unit.OutlierCost, 12);
        Assert.Equal((2L, 100_000 / 2.25), (unit.Inliers.Contacts, unit.Inliers.CostPerPoint.Value));
        Assert.True(unit.IsSmall);
        Assert.Equal((3L, 2L, 1L, 50_000.0), (indices.Units[1].All.Contacts, indices.Units[1].All.WithoutWeight, indices.Units[1].All.WithoutCost, indices.Units[1].All.CostPerPoint.Value));
        Assert.True(double.IsNaN(CasemixIndices.Of(MadeContacts.Table([])).All.All.Index.Value));
    }

    [Fact]
    public void Neither_order_nor_partition_changes_anything() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var contacts = MadeContacts.Any(seed);
        var whole = MadeContacts.Table(contacts);
        var random = new System.Random(seed);
        random.Shuffle(contacts);
        var cut = random.Next(contacts.Length);
        var parts = MadeContacts.Table(contacts[cut..].Select(contact => contact with { Unit = MadeContacts.Unit([.. contact.Unit.Parts]) }));
        parts.Add(MadeContacts.Table(contacts[..cut]));
        Assert.Equal(Text(whole), Text(parts));
    }));

    /// <summary>Costs are log-normal, as costs are; the truth is known; the interval shall have it 19 times out of 20.</summary>
    [Trait("lane", "slow")]
    [Theory]
    [InlineData(50, 0.92, 0.97)]
    [InlineData(200, 0.935, 0.965)]
    [InlineData(1000, 0.935, 0.965)]
    public void Intervals_of_cost_per_point_contain_the_truth_as_often_as_they_say(int contacts, double least, double most)
    {
        var random = new System.Random(11);
        var (perPoint, index, share, runs) = (0, 0, 0, 2000);
        for (var run = 0; run < runs; run++)
        {
            var figures = CasemixIndices.Of(MadeContacts.Table(MadeContacts.LogNormal(random, contacts, ReportingUnit.All, PerPoint))).All.All;
            perPoint += Has(figures.CostPerPoint, PerPoint);
            index += Has(figures.Index, (4 + 1.5 + 1.5 + 2.25 + 1 + 1 + 0.75 + 0.125) / 8);
            share += Has(figures.Complicated, 2.0 / 6);
        }

        output.WriteLine($"n {contacts}: cost per point {100.0 * perPoint / runs} %, index {100.0 * index / runs} %, complicated {100.0 * share / runs} %");
        Assert.All(new[] { perPoint, index, share }, hits => Assert.InRange((double)hits / runs, least, most));
    }

    [Theory]
    [InlineData(1, 12.7062)]
    [InlineData(3, 3.1824)]
    [InlineData(10, 2.2281)]
    [InlineData(100, 1.9840)]
    public void Intervals_of_means_are_those_of_the_tables(int freedom, double quantile)
    {
        // Values -1 and 1 in turn: the mean is 0 and the standard error known.
        var n = freedom + 1L;
        var estimate = Estimate.Mean(n, 0, n);
        Assert.Equal(quantile, estimate.High / Math.Sqrt(n / (double)freedom / n), quantile * 0.01);
    }

    [Theory]
    [InlineData("F05A", "F05(A,C,E)", 2)]
    [InlineData("F05E", "F05(A,C,E)", 0)]
    [InlineData("F05P", "F05(P,Q)", 1)]
    [InlineData("F05S", "F05(T,S)", 0)]
    [InlineData("F05N", null, 0)]
    [InlineData("F05O", null, 0)]
    [InlineData("014A", null, 0)]
    [InlineData("DRG1A", null, 0)]
    public void Divided_groups_show_by_their_letter(string drg, string? family, int level) =>
        Assert.Equal(family is null ? null : new ComplicationFamily(family, level), ComplicationFamily.Of(drg));

    [Fact]
    public void A_cost_that_cannot_be_used_is_none() => Assert.All(new[] { double.NaN, 0, -5, double.PositiveInfinity, 1e15 }, cost => Assert.Null(ContactSums.Öre(cost)));

    private static int Has(Estimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High ? 1 : 0;

    private static string Text(CasemixTable table)
    {
        var indices = CasemixIndices.Of(table);
        return string.Join('\n', indices.Units.Add(indices.All));
    }
}
