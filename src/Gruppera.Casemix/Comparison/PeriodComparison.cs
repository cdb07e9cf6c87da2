using System.Collections.Immutable;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>What changed between two periods for a unit or an MDC.</summary>
/// <param name="Unit">The unit; that of all where it is about an MDC or everything.</param>
/// <param name="Mdc">The MDC; empty where it is about all of them.</param>
/// <param name="Before">First period.</param>
/// <param name="After">Second period.</param>
/// <param name="Cost">The change in cost, in kronor.</param>
/// <param name="Points">The change in points.</param>
public sealed record Change(ReportingUnit Unit, string Mdc, PeriodSums Before, PeriodSums After, ChangeParts Cost, ChangeParts Points)
{
    internal static Change Of(ReportingUnit unit, string mdc, IEnumerable<CasemixCell> before, IEnumerable<CasemixCell> after, Side side)
    {
        var (first, second) = (PeriodSums.Of(before, side), PeriodSums.Of(after, side));
        return new(unit, mdc, first, second, ChangeParts.Cost(first, second), ChangeParts.Points(first, second));
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
    public static PeriodComparison Of(CasemixTable before, CasemixTable after, Side side)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var mdcs = before.Cells.Concat(after.Cells).Select(cell => cell.Mdc).Distinct().Order(StringComparer.Ordinal);
        return new(
            Change.Of(ReportingUnit.All, "", before.Cells, after.Cells, side),
            [.. before.Units.Union(after.Units).OrderBy(unit => unit.ToString(), StringComparer.Ordinal).Select(unit => Change.Of(unit, "", before.Of(unit), after.Of(unit), side))],
            [.. mdcs.Select(mdc => Change.Of(ReportingUnit.All, mdc, Where(before, mdc), Where(after, mdc), side))]);

        static IEnumerable<CasemixCell> Where(CasemixTable table, string mdc) => table.Cells.Where(cell => cell.Mdc == mdc);
    }
}
