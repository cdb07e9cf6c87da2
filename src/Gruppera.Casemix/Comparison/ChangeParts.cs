using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>A change between two periods in its parts, which add up exactly.</summary>
/// <param name="Volume">Because there are more or fewer contacts.</param>
/// <param name="Casemix">Because they weigh more or less.</param>
/// <param name="Productivity">Because a point costs more or less; 0 for a change in points.</param>
public readonly record struct ChangeParts(decimal Volume, decimal Casemix, decimal Productivity)
{
    private const int PointDecimals = 6;

    /// <summary>The whole change.</summary>
    public decimal Total => Volume + Casemix + Productivity;

    /// <summary>The change in cost: cost = contacts x index x cost per point, each factor's part being its mean over all orders in
    /// which the three could have changed (Shapley); volume and casemix are rounded to öre and productivity is the rest.</summary>
    /// <param name="before">First period.</param>
    /// <param name="after">Second period.</param>
    public static ChangeParts Cost(PeriodSums before, PeriodSums after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var total = after.Cost - before.Cost;
        if (before.Index is not { } i0 || after.Index is not { } i1 || before.CostPerPoint is not { } r0 || after.CostPerPoint is not { } r1)
            return new(total, 0, 0);
        decimal n0 = before.Contacts, n1 = after.Contacts;
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

    /// <summary>What one factor is multiplied by on average over the orders in which the other two change.</summary>
    private static decimal Mean(decimal a0, decimal a1, decimal b0, decimal b1) => (((a0 * b0) + (a1 * b1)) / 3) + (((a0 * b1) + (a1 * b0)) / 6);
}

/// <summary>Contacts of one period that have both a weight and a cost, exactly summed.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Points">DRG points.</param>
/// <param name="Cost">Cost in kronor.</param>
public sealed record PeriodSums(long Contacts, decimal Points, decimal Cost)
{
    /// <summary>Points per contact; null without contacts.</summary>
    public decimal? Index => Contacts > 0 ? Points / Contacts : null;

    /// <summary>Kronor per point; null without points.</summary>
    public decimal? CostPerPoint => Points > 0 ? Cost / Points : null;

    /// <summary>The sums of some cells.</summary>
    public static PeriodSums Of(IEnumerable<CasemixCell> cells, Side side)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (contacts, points, cost) = (0L, 0m, (Int128)0);
        foreach (var cell in cells)
        {
            if (cell.Weight is not { } weight)
                continue;
            var sums = cell.Of(side);
            contacts += sums.Costed;
            points += (decimal)weight.Weight * sums.Costed;
            cost += sums.Cost;
        }

        return new(contacts, points, (decimal)cost / 100);
    }
}
