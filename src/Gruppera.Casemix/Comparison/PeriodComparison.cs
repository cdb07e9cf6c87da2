using System.Collections.Immutable;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>What changed between two periods for a unit or an MDC.</summary>
/// <param name="Unit">The unit; that of all where it is about an MDC or everything.</param>
/// <param name="Mdc">The MDC; empty if it is about all of them.</param>
/// <param name="Before">First period.</param>
/// <param name="After">Second period.</param>
/// <param name="Cost">The change in cost, in kronor.</param>
/// <param name="Points">The change in points.</param>
public sealed record Change(ReportingUnit Unit, string Mdc, PeriodSums Before, PeriodSums After, ChangeParts Cost, ChangeParts Points)
{
    /// <summary>The change of the casemix index, split into patients and complicated coding; null if a period has no contacts.</summary>
    public IndexParts? Index { get; init; }

    internal static Change Of(ReportingUnit unit, string mdc, IEnumerable<PricedCell> before, IEnumerable<PricedCell> after, Side side)
    {
        var (first, second) = (PeriodSums.Of(before, side), PeriodSums.Of(after, side));
        return new(unit, mdc, first, second, ChangeParts.Cost(first, second), ChangeParts.Points(first, second))
        {
            Index = IndexParts.Of(before, after, side),
        };
    }
}

/// <summary>Two periods compared: everything, each unit, each MDC. Immutable. Parts of units do not add up to those of everything, for
/// what is volume to two units can be casemix to both together.</summary>
/// <param name="All">Everything.</param>
/// <param name="Units">Each unit of either period.</param>
/// <param name="Mdcs">Each MDC of either period.</param>
/// <remarks>Source: docs/casemix/compare.md.</remarks>
public sealed record PeriodComparison(Change All, ImmutableArray<Change> Units, ImmutableArray<Change> Mdcs)
{
    /// <summary>Compares two periods that are weighted by the same list.</summary>
    /// <param name="before">First period.</param>
    /// <param name="after">Second period.</param>
    /// <param name="side">Which contacts.</param>
    /// <param name="prices">Price level of each year; null leaves prices in productivity. The last part of units is then the year.</param>
    public static PeriodComparison Of(CasemixTable before, CasemixTable after, Side side, PeriodPrices? prices = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (first, second) = (CellsOf(before, prices), CellsOf(after, prices));
        var (units, mdcs) = (By(first, second, cell => cell.Unit), By(first, second, cell => cell.Cell.Mdc ?? ""));
        return new(
            Change.Of(ReportingUnit.All, "", first, second, side),
            [.. units.OrderBy(each => each.Key.ToString(), StringComparer.Ordinal)
                .Select(each => Change.Of(each.Key, "", each.Value.Before, each.Value.After, side))],
            [.. mdcs.OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => Change.Of(ReportingUnit.All, each.Key, each.Value.Before, each.Value.After, side))]);
    }

    /// <summary>The cells of both periods by what they have in common, in the order in which that is met.</summary>
    private static Dictionary<TKey, Cells> By<TKey>(
        List<PricedCell> before, List<PricedCell> after, Func<PricedCell, TKey> keyOf)
        where TKey : class
    {
        var all = new Dictionary<TKey, Cells>();
        foreach (var cell in before)
            Of(keyOf(cell)).Before.Add(cell);
        foreach (var cell in after)
            Of(keyOf(cell)).After.Add(cell);
        return all;

        Cells Of(TKey key)
        {
            if (!all.TryGetValue(key, out var cells))
                all.Add(key, cells = new([], []));
            return cells;
        }
    }

    private sealed record Cells(List<PricedCell> Before, List<PricedCell> After);

    private static List<PricedCell> CellsOf(CasemixTable table, PeriodPrices? prices) =>
        [.. table.Units.SelectMany(unit =>
            table.Of(unit).Select(cell => prices is null ? new PricedCell(unit, cell, null) : prices.Of(unit, cell)))];
}

/// <summary>What moves the costs of each year to one price level. Immutable.</summary>
/// <param name="Index">Level of each year.</param>
/// <param name="Year">The year whose level is meant.</param>
/// <param name="YearPart">Which part of a unit is the year; parts from it on are no parts of the unit that is compared.</param>
public sealed record PeriodPrices(Weights.PriceIndex Index, int Year, int YearPart)
{
    /// <summary>What costs of a unit are multiplied by; null if the index lacks its year.</summary>
    public decimal? FactorOf(ReportingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return int.TryParse(
            unit.Parts[YearPart], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year)
            && Index.Factor(year, Year) is { } factor ? (decimal)factor : null;
    }

    internal PricedCell Of(ReportingUnit unit, CasemixCell cell) => new(new(unit.Parts[..YearPart]), cell, FactorOf(unit));
}
