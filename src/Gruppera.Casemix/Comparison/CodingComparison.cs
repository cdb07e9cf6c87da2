using System.Collections.Immutable;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>Complicated contacts of a unit beside those that the rates of the other units, family by family, would give it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts in divided groups of families that others have too.</param>
/// <param name="Observed">Complicated contacts among them.</param>
/// <param name="Expected">Complicated contacts that others' rates would give.</param>
/// <param name="Ratio">Observed / expected.</param>
/// <param name="Low">Lower end of its 95 % interval; both the unit's and the others' contacts are taken as samples.</param>
/// <param name="High">Upper end.</param>
/// <param name="Alone">Contacts in divided groups of families that no other unit has: compared with nothing.</param>
/// <remarks>Indirect standardisation. Source: docs/casemix/compare.md.</remarks>
public sealed record CodingComparison(
    ReportingUnit Unit, long Contacts, long Observed, double Expected, double Ratio, double Low, double High, long Alone)
{
    /// <summary>-1 if the unit has fewer, 1 if it has more than others would and chance is not reason enough (95 %).</summary>
    public int Differs => High < 1 ? -1 : Low > 1 ? 1 : 0;

    /// <summary>Compares each unit of a table with all others.</summary>
    public static ImmutableArray<CodingComparison> Of(CasemixTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var all = Families(table.Cells);
        return [.. table.Units.Select(unit => Compare(unit, Families(table.Of(unit)), all))];
    }

    private static CodingComparison Compare(
        ReportingUnit unit, Dictionary<string, (long Complicated, long All)> own, Dictionary<string, (long Complicated, long All)> all)
    {
        var (contacts, observed, alone) = (0L, 0L, 0L);
        var (expected, variance) = (0.0, 0.0);
        foreach (var (family, (complicated, count)) in own.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var others = all[family].All - count;
            if (others == 0)
            {
                alone += count;
                continue;
            }

            var rate = (double)(all[family].Complicated - complicated) / others;

            // Half a contact either way keeps a rate of 0 or 1 from being taken as certain.
            var smoothed = (all[family].Complicated - complicated + 0.5) / (others + 1);
            contacts += count;
            observed += complicated;
            expected += count * rate;
            variance += smoothed * (1 - smoothed) * count * (1 + ((double)count / others));
        }

        if (expected <= 0)
            return new(unit, contacts, observed, expected, double.NaN, double.NaN, double.NaN, alone);
        var half = Distributions.Z95 * Math.Sqrt(variance);
        return new(
            unit, contacts, observed, expected, observed / expected, Math.Max(0, (observed - half) / expected),
            (observed + half) / expected, alone);
    }

    private static Dictionary<string, (long Complicated, long All)> Families(IEnumerable<CasemixCell> cells)
    {
        var families = new Dictionary<string, (long Complicated, long All)>();
        foreach (var cell in cells)
        {
            if (ComplicationFamily.Of(cell.Drg) is not { } family)
                continue;
            var (complicated, all) = families.GetValueOrDefault(family.Base);
            families[family.Base] = (complicated + (family.IsComplicated ? cell.All.Contacts : 0), all + cell.All.Contacts);
        }

        return families;
    }
}
