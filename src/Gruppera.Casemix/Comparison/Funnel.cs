using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>A unit in a funnel plot.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts that its value is made from.</param>
/// <param name="Value">Its value.</param>
/// <param name="Target">The value of all units together, which chance scatters around.</param>
/// <param name="Low95">Lower limit: 2.5 % of units that are like all others fall below it by chance, or of units that differ as units do
/// where that is shown.</param>
/// <param name="High95">Upper limit at 95 %.</param>
/// <param name="Low998">Lower limit at 99.8 %: one unit in a thousand falls below it by chance.</param>
/// <param name="High998">Upper limit at 99.8 %.</param>
public sealed record FunnelPoint(
    ReportingUnit Unit, long Contacts, double Value, double Target, double Low95, double High95, double Low998, double High998)
{
    /// <summary>How much more the units of the plot differ than by chance, the same for all of them.</summary>
    [JsonIgnore]
    public FunnelDispersion? Dispersion { get; init; }

    /// <summary>-1 below and 1 above the limits at 99.8 %; 0 within, where chance is reason enough.</summary>
    public int Beyond => Value < Low998 ? -1 : Value > High998 ? 1 : 0;
}

/// <summary>Funnel plots: how far the value of a unit of this size can lie from that of all by chance. Thread-safe.</summary>
/// <remarks>Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005);
/// docs/casemix/compare.md.</remarks>
public static class Funnel
{
    /// <summary>Cost per point. The limits are those of a gamma distribution whose variance is that of the unit's own contacts: the
    /// variance of cost within each group, over all units.</summary>
    /// <param name="table">Contacts.</param>
    /// <param name="side">Which of them.</param>
    /// <param name="overdispersion">What limits do where units differ by more than chance.</param>
    public static ImmutableArray<FunnelPoint> CostPerPoint(
        CasemixTable table, Side side, Overdispersion overdispersion = Overdispersion.Additive)
    {
        ArgumentNullException.ThrowIfNull(table);
        var variances = table.Cells.GroupBy(cell => cell.Drg).ToDictionary(cells => cells.Key, cells => Variance(cells, side));
        if (PeriodSums.Of(table.Cells, side).CostPerPoint is not { } target)
            return [];
        var units = table.Units.Select(unit => Describe(unit)).Where(unit => unit.Points > 0).ToList();
        var spread = FunnelDispersion.Of(
            [.. units.Select(unit => (
                Distributions.GammaScore(unit.Mean, unit.Variance, (double)unit.Value * unit.Points),
                Math.Sqrt(unit.Variance) / unit.Points))],
            overdispersion);
        return [.. units.Select(unit =>
        {
            var variance = spread.Widen(unit.Variance / unit.Points / unit.Points) * unit.Points * unit.Points;
            double Limit(double z) => Distributions.GammaQuantile(unit.Mean, variance, z) / unit.Points;
            return new FunnelPoint(
                unit.Unit, unit.Contacts, (double)unit.Value, (double)target, Limit(-Distributions.Z95), Limit(Distributions.Z95),
                Limit(-Distributions.Z998), Limit(Distributions.Z998))
            {
                Dispersion = spread,
            };
        })];

        (ReportingUnit Unit, long Contacts, decimal Value, double Points, double Mean, double Variance) Describe(ReportingUnit unit)
        {
            var cells = table.Of(unit).Where(cell => cell.Weight is not null).ToList();
            var sums = PeriodSums.Of(cells, side);
            return sums.CostPerPoint is not { } value
                ? (unit, 0, 0, 0, 0, 0)
                : (unit, sums.Contacts, value, (double)sums.Points, (double)(sums.Points * target),
                    cells.Sum(cell => cell.Of(side).Costed * variances[cell.Drg]));
        }
    }

    /// <summary>Share of complicated groups among contacts in divided groups. The limits lie around the share of all on the scale of its
    /// arc sine.</summary>
    /// <param name="table">Contacts.</param>
    /// <param name="overdispersion">What limits do where units differ by more than chance.</param>
    public static ImmutableArray<FunnelPoint> Complicated(
        CasemixTable table, Overdispersion overdispersion = Overdispersion.Additive)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (complicated, divided) = Count(table.Cells);
        if (divided == 0)
            return [];
        var target = (double)complicated / divided;
        var units = table.Units.Select(unit => (Unit: unit, Counts: Count(table.Of(unit)))).Where(each => each.Counts.Divided > 0).ToList();

        // Transformed by the arc sine, a share varies alike everywhere, and its limits stay within 0 and 1.
        var middle = Math.Asin(Math.Sqrt(target));
        var spread = FunnelDispersion.Of(
            [.. units.Select(each => (
                Z: 2 * Math.Sqrt(each.Counts.Divided)
                    * (Math.Asin(Math.Sqrt((double)each.Counts.Complicated / each.Counts.Divided)) - middle),
                Error: 1 / (2 * Math.Sqrt(each.Counts.Divided))))],
            overdispersion);
        return [.. units.Select(each =>
        {
            var (part, n) = each.Counts;
            return new FunnelPoint(
                each.Unit, n, (double)part / n, target, Limit(n, -Distributions.Z95), Limit(n, Distributions.Z95),
                Limit(n, -Distributions.Z998), Limit(n, Distributions.Z998))
            {
                Dispersion = spread,
            };
        })];

        double Limit(long n, double z) =>
            Math.Pow(Math.Sin(Math.Clamp(middle + (z * Math.Sqrt(spread.Widen(1 / (4.0 * n)))), 0, Math.PI / 2)), 2);
    }

    private static (long Complicated, long Divided) Count(IEnumerable<CasemixCell> cells)
    {
        var (complicated, divided) = (0L, 0L);
        foreach (var cell in cells)
        {
            if (ComplicationFamily.Of(cell.Drg) is not { } family)
                continue;
            divided += cell.All.Contacts;
            complicated += family.IsComplicated ? cell.All.Contacts : 0;
        }

        return (complicated, divided);
    }

    /// <summary>Variance of cost within a group, in kronor²; that of an exponential cost (the square of the mean) for a single
    /// contact.</summary>
    private static double Variance(IEnumerable<CasemixCell> cells, Side side)
    {
        var sums = new ContactSums();
        foreach (var cell in cells)
            sums.Add(cell.Of(side));
        if (sums.Costed == 0)
            return 0;
        var mean = (double)sums.Cost / 100 / sums.Costed;
        return sums.Costed == 1
            ? mean * mean
            : Math.Max(0, ((double)sums.SquaredCost / 1e4) - (sums.Costed * mean * mean)) / (sums.Costed - 1);
    }
}
