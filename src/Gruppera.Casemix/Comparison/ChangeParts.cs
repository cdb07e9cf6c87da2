using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>A change between two periods in its parts, which add up exactly.</summary>
/// <param name="Volume">Because there are more or fewer contacts.</param>
/// <param name="Casemix">Because they weigh more or less.</param>
/// <param name="Productivity">Because a point costs more or less; 0 for a change in points.</param>
/// <param name="Price">Because prices and wages are others, where a price index tells it:
/// <paramref name="Productivity"/> is then without it. Otherwise 0.</param>
public readonly record struct ChangeParts(decimal Volume, decimal Casemix, decimal Productivity, decimal Price = 0)
{
    private const int PointDecimals = 6;

    /// <summary>The whole change.</summary>
    public decimal Total => Volume + Casemix + Productivity + Price;

    /// <summary>The change in cost: cost = contacts x index x cost per point, each factor's part being its mean over all orders in
    /// which the three could have changed (Shapley); volume and casemix are rounded to öre and productivity is the rest.</summary>
    /// <param name="before">First period.</param>
    /// <param name="after">Second period.</param>
    public static ChangeParts Cost(PeriodSums before, PeriodSums after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var total = after.Cost - before.Cost;
        if (before.Index is not { } i0 || after.Index is not { } i1 || before.CostPerPoint is not { } r0
            || after.CostPerPoint is not { } r1)
            return new(total, 0, 0);
        decimal n0 = before.Contacts, n1 = after.Contacts;
        if (before is { RealCost: > 0 and var real0 } && after is { RealCost: > 0 and var real1 })
            return WithPrice(before, after, (real0, real1), total);
        var volume = Math.Round((n1 - n0) * Mean(i0, i1, r0, r1), 2, MidpointRounding.AwayFromZero);
        var casemix = Math.Round((i1 - i0) * Mean(n0, n1, r0, r1), 2, MidpointRounding.AwayFromZero);
        return new(volume, casemix, total - volume - casemix);
    }

    /// <summary>The change in points: points = contacts x index, in the same way.</summary>
    /// <param name="before">First period.</param>
    /// <param name="after">Second period.</param>
    public static ChangeParts Points(PeriodSums before, PeriodSums after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var total = after.Points - before.Points;
        if (before.Index is not { } i0 || after.Index is not { } i1)
            return new(total, 0, 0);
        var volume = Math.Round((after.Contacts - before.Contacts) * (i0 + i1) / 2, PointDecimals, MidpointRounding.AwayFromZero);
        return new(volume, total - volume, 0);
    }

    /// <summary>Four factors: contacts x index x cost per point at one price level x price level.</summary>
    private static ChangeParts WithPrice(PeriodSums before, PeriodSums after, (decimal Before, decimal After) real, decimal total)
    {
        (decimal Before, decimal After) n = (before.Contacts, after.Contacts), i = (before.Index!.Value, after.Index!.Value);
        (decimal Before, decimal After) r = (real.Before / before.Points, real.After / after.Points),
            p = (before.Cost / real.Before, after.Cost / real.After);
        var volume = Part(n, i, r, p);
        var casemix = Part(i, n, r, p);
        var price = Part(p, n, i, r);
        return new(volume, casemix, total - volume - casemix - price, price);

        static decimal Part((decimal Before, decimal After) own, params (decimal Before, decimal After)[] others) =>
            Math.Round((own.After - own.Before) * Mean(others), 2, MidpointRounding.AwayFromZero);
    }

    /// <summary>The mean over all orders of what three factors are when the fourth changes:
    /// those before it changed, those after it not.</summary>
    private static decimal Mean((decimal Before, decimal After)[] others)
    {
        var sum = 0m;
        for (var changed = 0; changed < 8; changed++)
        {
            var product = 1m;
            for (var at = 0; at < 3; at++)
                product *= (changed & (1 << at)) == 0 ? others[at].Before : others[at].After;
            sum += product / (System.Numerics.BitOperations.PopCount((uint)changed) is 0 or 3 ? 4 : 12);
        }

        return sum;
    }

    /// <summary>What one factor is multiplied by on average over the orders in which the other two change.</summary>
    private static decimal Mean(decimal a0, decimal a1, decimal b0, decimal b1) =>
        (((a0 * b0) + (a1 * b1)) / 3) + (((a0 * b1) + (a1 * b0)) / 6);
}

/// <summary>Contacts of one period that have both a weight and a cost, exactly summed.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Points">DRG points.</param>
/// <param name="Cost">Cost in kronor.</param>
/// <param name="RealCost">The same at the price level of another year; null if no price index was given.</param>
public sealed record PeriodSums(long Contacts, decimal Points, decimal Cost, decimal? RealCost = null)
{
    /// <summary>Points per contact; null without contacts.</summary>
    public decimal? Index => Contacts > 0 ? Points / Contacts : null;

    /// <summary>Kronor per point; null without points.</summary>
    public decimal? CostPerPoint => Points > 0 ? Cost / Points : null;

    /// <summary>The sums of some cells.</summary>
    public static PeriodSums Of(IEnumerable<CasemixCell> cells, Side side)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return Of(cells.Select(cell => new PricedCell(ReportingUnit.All, cell, null)), side);
    }

    internal static PeriodSums Of(IEnumerable<PricedCell> cells, Side side)
    {
        var (contacts, points, cost, real, isPriced) = (0L, 0m, (Int128)0, 0m, false);
        foreach (var (_, cell, factor) in cells)
        {
            if (cell.Weight is not { } weight)
                continue;
            var sums = cell.Of(side);
            contacts += sums.Costed;
            points += (decimal)weight.Weight * sums.Costed;
            cost += sums.Cost;
            real += (decimal)sums.Cost * (factor ?? 0);
            isPriced |= factor is not null;
        }

        return new(contacts, points, (decimal)cost / 100, isPriced ? real / 100 : null);
    }
}

/// <summary>A cell of a unit of the comparison, and what its cost is multiplied by to be at the price level of the comparison.</summary>
internal readonly record struct PricedCell(ReportingUnit Unit, CasemixCell Cell, decimal? Factor);
