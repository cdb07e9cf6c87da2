using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;

namespace Gruppera.Tests.Casemix;

public class ComparisonTest(ITestOutputHelper output)
{
    [Fact]
    public void A_change_by_hand()
    {
        // 100 contacts of index 1 at 10 kronor a point become 120 of index 1.1 at 9 kronor.
        var parts = ChangeParts.Cost(new(100, 100, 1000), new(120, 132, 1188));
        Assert.Equal(188, parts.Total);
        Assert.Equal((199.33m, 104.33m), (parts.Volume, parts.Casemix));
        Assert.Equal(-115.66m, parts.Productivity);
        Assert.Equal(new ChangeParts(21, 11, 0), ChangeParts.Points(new(100, 100, 1000), new(120, 132, 1188)));
    }

    [Fact]
    public void Where_a_unit_is_new_or_gone_all_of_it_is_volume()
    {
        Assert.Equal(new ChangeParts(500, 0, 0), ChangeParts.Cost(new(0, 0, 0), new(10, 5, 500)));
        Assert.Equal(new ChangeParts(-5, 0, 0), ChangeParts.Points(new(10, 5, 500), new(0, 0, 0)));
    }

    [Fact]
    public void Parts_add_up_exactly_and_each_is_what_the_formula_says() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new System.Random(seed);
        var (a, b) = (Sums(random), Sums(random));
        var parts = ChangeParts.Cost(a, b);
        Assert.Equal(b.Cost - a.Cost, parts.Volume + parts.Casemix + parts.Productivity);
        Assert.Equal(b.Points - a.Points, ChangeParts.Points(a, b).Total);

        // Productivity is the rest; the formula for it, in whole numbers, agrees within the rounding of the other two.
        var (n0, n1) = (new Ratio(a.Contacts, 1), new Ratio(b.Contacts, 1));
        var (i0, i1) = (Ratio.Of(a.Points) / n0, Ratio.Of(b.Points) / n1);
        var (r0, r1) = (Ratio.Of(a.Cost) / Ratio.Of(a.Points), Ratio.Of(b.Cost) / Ratio.Of(b.Points));
        var mean = (((n0 * i0) + (n1 * i1)) / new Ratio(3, 1)) + (((n0 * i1) + (n1 * i0)) / new Ratio(6, 1));
        var productivity = (r1 + (r0 * new Ratio(-1, 1))) * mean;
        Assert.True(((productivity + (Ratio.Of(parts.Productivity) * new Ratio(-1, 1))) * new Ratio(100, 1)).IsWithin(2), $"{a} {b} {parts}");
    }));

    [Fact]
    public void Tables_are_split_by_unit_and_mdc()
    {
        var comparison = PeriodComparison.Of(MadeContacts.Table(MadeContacts.Any(1, 500)), MadeContacts.Table(MadeContacts.Any(2, 600)), Side.All);
        Assert.Equal(["North", "South", "West"], comparison.Units.Select(change => change.Unit.ToString()));
        Assert.Equal(["", "A", "B", "C", "D", "Z"], comparison.Mdcs.Select(change => change.Mdc));
        Assert.Equal(comparison.All.Cost.Total, comparison.Units.Sum(change => change.Cost.Total));
        Assert.Equal(comparison.All.Points.Total, comparison.Mdcs.Sum(change => change.Points.Total));
    }

    [Fact]
    public void The_less_efficient_hospital_is_found_and_the_others_are_not()
    {
        var random = new System.Random(5);
        var contacts = Enumerable.Range(1, 8).SelectMany(unit => MadeContacts.LogNormal(random, 800, MadeContacts.Unit($"H{unit}"), 50_000, unit == 3 ? 1.15 : 1)).ToList();
        var table = MadeContacts.Table(contacts);
        Assert.Equal(["H3"], Funnel.CostPerPoint(table, Side.All).Where(point => point.Beyond > 0).Select(point => point.Unit.ToString()));
        Assert.DoesNotContain(Funnel.CostPerPoint(table, Side.All), point => point.Beyond < 0);
        var benchmark = Benchmark.Of(table, MadeContacts.Unit("H3"), Side.All);
        Assert.InRange(benchmark.Cost / benchmark.Expected, 1.09, 1.21);
        Assert.Equal(benchmark.Cost - benchmark.Expected, benchmark.Groups.Sum(group => group.Contribution), 3);
        Assert.Equal(benchmark.Groups.Select(group => Math.Abs(group.Contribution)).OrderDescending(), benchmark.Groups.Select(group => Math.Abs(group.Contribution)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public void Units_that_differ_by_chance_alone_are_not_singled_out(int contacts)
    {
        var random = new System.Random(7);
        const int Units = 2000;
        var table = MadeContacts.Table(Enumerable.Range(0, Units).SelectMany(unit => MadeContacts.LogNormal(random, contacts, MadeContacts.Unit($"{unit}"), 50_000)));
        var costs = Funnel.CostPerPoint(table, Side.All);
        var shares = Funnel.Complicated(table);
        output.WriteLine($"n {contacts}: cost beyond 99.8 % {costs.Count(point => point.Beyond != 0)}, beyond 95 % {costs.Count(Is95)}; complicated {shares.Count(point => point.Beyond != 0)}, {shares.Count(Is95)} of {Units}");
        Assert.All(new[] { costs, shares }, points =>
        {
            Assert.InRange(points.Count(point => point.Beyond != 0), 0, 0.006 * Units);
            Assert.InRange(points.Count(Is95), 0.03 * Units, 0.07 * Units);
        });

        static bool Is95(FunnelPoint point) => point.Value < point.Low95 || point.Value > point.High95;
    }

    [Fact]
    public void A_unit_that_codes_more_is_found_by_the_rates_of_the_others()
    {
        var random = new System.Random(3);
        IEnumerable<GroupedContact> Contacts(string unit, double rate, int more) => Enumerable.Range(0, 3000).Select(_ =>
            MadeContacts.Contact(random.Next(10) < more ? random.NextDouble() < 2 * rate ? "A01A" : "A01E" : random.NextDouble() < rate ? "B02C" : "B02E", unit: MadeContacts.Unit(unit)));

        // South has more contacts of the family that is often complicated, but codes like the others; West codes more.
        var coding = CodingComparison.Of(MadeContacts.Table([.. Contacts("North", 0.2, 2), .. Contacts("South", 0.2, 8), .. Contacts("East", 0.2, 5), .. Contacts("West", 0.26, 5)]));
        Assert.Equal("East 0, North 0, South 0, West 1", string.Join(", ", coding.Select(each => $"{each.Unit} {Math.Max(0, each.Differs)}")));
        Assert.InRange(coding[3].Ratio, 1.2, 1.4);
        Assert.Equal(0, coding.Sum(each => each.Alone));
    }

    [Fact]
    public void Intervals_of_the_coding_ratio_contain_one_where_all_code_alike()
    {
        var random = new System.Random(9);
        var units = Enumerable.Range(0, 400).Select(unit => MadeContacts.Unit($"{unit}")).ToArray();
        var coding = CodingComparison.Of(MadeContacts.Table(units.SelectMany(unit => MadeContacts.LogNormal(random, 300, unit, 1))));
        var share = coding.Count(each => each.Differs == 0) / (double)units.Length;
        output.WriteLine($"{share:P1} of intervals contain 1");
        Assert.InRange(share, 0.92, 0.98);
    }

    private static PeriodSums Sums(System.Random random) => new(random.Next(1, 200_000), random.Next(1, int.MaxValue) / 10_000m, random.NextInt64(1, 1_000_000_000_000) / 100m);

    /// <summary>A fraction of whole numbers.</summary>
    private readonly record struct Ratio(BigInteger Above, BigInteger Below)
    {
        internal static Ratio Of(decimal number) => new(new BigInteger(number * 1_000_000m), 1_000_000);

        internal bool IsWithin(int most) => BigInteger.Abs(Above) <= BigInteger.Abs(Below) * most;

        public static Ratio operator +(Ratio a, Ratio b) => new((a.Above * b.Below) + (b.Above * a.Below), a.Below * b.Below);

        public static Ratio operator *(Ratio a, Ratio b) => new(a.Above * b.Above, a.Below * b.Below);

        public static Ratio operator /(Ratio a, Ratio b) => new(a.Above * b.Below, a.Below * b.Above);
    }
}
