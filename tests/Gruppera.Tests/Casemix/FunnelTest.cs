using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;

namespace Gruppera.Tests.Casemix;

/// <summary>Random intervals of 40 units that differ by chance alone, or by 5 % besides.</summary>
public class FunnelTest
{
    private const int Regions = 12;

    private static CasemixTable Region(int seed, double spread)
    {
        var random = new Random(seed);
        return MadeContacts.Table(Enumerable.Range(1, 40).SelectMany(unit =>
            MadeContacts.LogNormal(random, 400 + (60 * unit), MadeContacts.Unit($"H{unit:00}"), 50_000, Math.Exp(spread * MadeContacts.Normal(random)))));
    }

    internal static double Beyond(double spread, Overdispersion method) =>
        Enumerable.Range(1, Regions).Average(seed => (double)Funnel.CostPerPoint(Region(seed, spread), Side.All, method).Count(point => point.Beyond != 0));

    [Trait("lane", "slow")]
    [Fact]
    public void Units_that_differ_as_units_do_are_not_singled_out()
    {
        var (alike, additive, multiplicative, none) = (Beyond(0, Overdispersion.Additive), Beyond(0.05, Overdispersion.Additive), Beyond(0.05, Overdispersion.Multiplicative), Beyond(0.05, Overdispersion.None));
        TestContext.Current.SendDiagnosticMessage($"{alike:0.0} {additive:0.0} {multiplicative:0.0} {none:0.0}");
        Assert.InRange(alike, 0, 0.3);
        Assert.InRange(additive, 0, 1);
        Assert.InRange(multiplicative, 0, 1.5);
        Assert.InRange(none, 5, 20);
    }

    /// <summary>One unit far from the others is found among units that differ: it does not widen its own limits, for scores are winsorised.</summary>
    [Fact]
    public void A_unit_far_from_all_others_is_found_though_these_differ()
    {
        var random = new Random(4);
        var table = MadeContacts.Table(Enumerable.Range(1, 40).SelectMany(unit => MadeContacts.LogNormal(
            random, 1500, MadeContacts.Unit($"H{unit:00}"), 50_000, unit == 7 ? 1.35 : Math.Exp(0.05 * MadeContacts.Normal(random)))));
        Assert.Equal(["H07"], Funnel.CostPerPoint(table, Side.All).Where(point => point.Beyond != 0).Select(point => point.Unit.ToString()));
    }

    /// <summary>By hand on shares: arc sines, the tenth part of scores at each end drawn in, DerSimonian and Laird.</summary>
    [Fact]
    public void Phi_and_tau_are_those_of_the_formulas()
    {
        var random = new Random(9);
        var units = Enumerable.Range(0, 21).Select(unit => (Name: $"U{unit:00}", N: 300 + (20 * unit), P: 0.3 + (0.06 * MadeContacts.Normal(random))))
            .Select(unit => (unit.Name, unit.N, K: Enumerable.Range(0, unit.N).Count(_ => random.NextDouble() < unit.P))).ToList();
        var points = Funnel.Complicated(MadeContacts.Table(units.SelectMany(unit => Enumerable.Range(0, unit.N).Select(i => MadeContacts.Contact(i < unit.K ? "B02C" : "B02E", unit: MadeContacts.Unit(unit.Name))))));
        var middle = Math.Asin(Math.Sqrt((double)units.Sum(unit => unit.K) / units.Sum(unit => unit.N)));
        var z = units.Select(unit => (Math.Asin(Math.Sqrt((double)unit.K / unit.N)) - middle) * 2 * Math.Sqrt(unit.N)).ToArray();
        var sorted = z.Order().ToArray();
        var drawn = z.Select(score => Math.Min(Math.Max(score, sorted[2]), sorted[18])).ToArray(); // the quantiles 0.1 and 0.9 of 21
        var phi = drawn.Average(score => score * score);
        var weights = units.Select(unit => 4.0 * unit.N).ToArray();
        var tau2 = ((21 * phi) - 20) / (weights.Sum() - (weights.Sum(weight => weight * weight) / weights.Sum()));
        var spread = points[0].Dispersion!;
        Assert.Equal((phi, Math.Sqrt(tau2)), (spread.Phi, spread.Tau), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9));
        Assert.True(spread.IsShown);
        Assert.Equal(Math.Pow(Math.Sin(middle + (1.959963984540054 * Math.Sqrt((1 / (4.0 * units[3].N)) + tau2))), 2), points[3].High95, 1e-9);
    }

    /// <summary>40 units whose logits of complicated share differ by a standard deviation: how many are said to code more or less, at 99.8 %.</summary>
    [Trait("lane", "slow")]
    [Theory]
    [InlineData(0, 0, 0.3, 0, 0.3)]
    [InlineData(0.25, 0, 1, 4, 25)]
    public void Coding_beside_others_is_held_against_what_units_differ_by(double spread, double least, double most, double leastAlone, double mostAlone)
    {
        var (additive, none) = (Coding(spread, Overdispersion.Additive), Coding(spread, Overdispersion.None));
        Assert.InRange(additive, least, most);
        Assert.InRange(none, leastAlone, mostAlone);
    }

    internal static double Coding(double spread, Overdispersion method) => Enumerable.Range(1, Regions).Average(seed =>
        {
            var random = new Random(seed);
            return (double)CodingComparison.Of(MadeContacts.Table(Enumerable.Range(1, 40).SelectMany(unit =>
            {
                var own = spread * MadeContacts.Normal(random);
                return Enumerable.Range(0, 300 + (40 * unit)).Select(i => MadeContacts.Contact(
                    random.NextDouble() < 1 / (1 + Math.Exp((i % 3 == 0 ? 0.5 : 1.2) - own)) ? i % 3 == 0 ? "A01A" : "B02C" : i % 3 == 0 ? "A01E" : "B02E", unit: MadeContacts.Unit($"H{unit:00}"))).ToArray();
            })), method).Count(each => each.Beyond != 0);
        });
}
