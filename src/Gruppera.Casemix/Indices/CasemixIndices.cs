using System.Collections.Immutable;

namespace Gruppera.Casemix.Indices;

/// <summary>The indices of a unit, on all contacts and on inliers side by side.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="All">On all contacts.</param>
/// <param name="Inliers">On contacts within the limits of the list; the same as <paramref name="All"/> where the list has none.</param>
/// <param name="Outliers">Share of contacts that are outliers.</param>
/// <param name="OutlierCost">Their share of the cost, 0 to 1; not a number without costs.</param>
/// <param name="IsSmall">True if chance decides too much: see <see cref="CasemixIndices.FewestContacts"/>.</param>
public sealed record UnitIndices(
    ReportingUnit Unit, CasemixFigures All, CasemixFigures Inliers, Estimate Outliers, double OutlierCost, bool IsSmall);

/// <summary>Casemix indices by unit. Immutable.</summary>
/// <remarks>Sources: Socialstyrelsen, "DRG - grundläggande begrepp och principer" (2017); docs/casemix/indices.md.</remarks>
public sealed class CasemixIndices
{
    /// <summary>With fewer contacts a unit is not compared: Socialstyrelsen warns that DRG does not fit units as small as a clinic and
    /// gives no number; this one is ours.</summary>
    public const long FewestContacts = 200;

    /// <summary>Nor is it where the interval of its cost per point is wider than this share of it to either side.</summary>
    public const double WidestInterval = 0.10;

    private CasemixIndices(UnitIndices all, ImmutableArray<UnitIndices> units) => (All, Units) = (all, units);

    /// <summary>All units together.</summary>
    public UnitIndices All { get; }

    /// <summary>Each unit, in the order of their names.</summary>
    public ImmutableArray<UnitIndices> Units { get; }

    /// <summary>Makes the indices of a table.</summary>
    public static CasemixIndices Of(CasemixTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var all = Unit(ReportingUnit.All, [.. table.Cells], double.NaN, double.NaN);
        return new(all, [.. table.Units.Select(unit => Unit(unit, [.. table.Of(unit)], all.All.Index.Value, all.Inliers.Index.Value))]);
    }

    private static UnitIndices Unit(ReportingUnit unit, CasemixCell[] cells, double indexOfAll, double indexOfInliers)
    {
        var all = CasemixFigures.Of(cells, Side.All, indexOfAll);
        var inliers = CasemixFigures.Of(cells, Side.Inliers, indexOfInliers);
        var width =
            Math.Max(inliers.CostPerPoint.High / inliers.CostPerPoint.Value, inliers.CostPerPoint.Value / inliers.CostPerPoint.Low) - 1;
        return new(
            unit, all, inliers, Estimate.Share(all.Contacts - inliers.Contacts, all.Contacts),
            all.Cost > 0 ? (double)((all.Cost - inliers.Cost) / all.Cost) : double.NaN,
            all.Contacts < FewestContacts || width > WidestInterval);
    }
}
