using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>Complicated contacts of a unit beside those that the rates of the other units, family by family, would give it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts in divided groups of families that others have too.</param>
/// <param name="Observed">Complicated contacts among them.</param>
/// <param name="Expected">Complicated contacts that others' rates would give.</param>
/// <param name="Ratio">Observed / expected.</param>
/// <param name="Low">Lower end of its 95 % interval; both the unit's and the others' contacts are taken as samples, and it holds the
/// difference that is usual between units where that is shown.</param>
/// <param name="High">Upper end.</param>
/// <param name="Alone">Contacts in divided groups of families that no other unit has: compared with nothing.</param>
/// <remarks>Indirect standardisation; where units differ by more than chance, as in <see cref="Funnel"/>. Source:
/// docs/casemix/compare.md.</remarks>
public sealed record CodingComparison(
    ReportingUnit Unit, long Contacts, long Observed, double Expected, double Ratio, double Low, double High, long Alone)
{
    /// <summary>How much more the units differ than by chance, the same for all of them.</summary>
    [JsonIgnore]
    public FunnelDispersion? Dispersion { get; init; }

    /// <summary>Standard error of the ratio by chance alone.</summary>
    internal double Error { get; init; }

    /// <summary>-1 if the unit has fewer, 1 if it has more than others would, beyond what units differ by at 95 %.</summary>
    public int Differs => High < 1 ? -1 : Low > 1 ? 1 : 0;

    /// <summary>The same at 99.8 %: one unit in a thousand lies above by chance, or as units usually differ where that is shown.</summary>
    public int Beyond => FunnelDispersion.Beyond(Dispersion, Ratio, Error);

    /// <summary>Compares each unit of a table with all others.</summary>
    /// <param name="table">Contacts.</param>
    /// <param name="overdispersion">What is held against a unit where units differ by more than chance.</param>
    public static ImmutableArray<CodingComparison> Of(CasemixTable table, Overdispersion overdispersion = Overdispersion.Additive)
    {
        ArgumentNullException.ThrowIfNull(table);
        var all = Families(table.Cells);
        var units = table.Units.Select(unit => Compare(unit, Families(table.Of(unit)), all)).ToList();
        var spread = FunnelDispersion.OfRatios(units.Select(unit => (unit.Ratio, unit.Error)), overdispersion);
        return [.. units.Select(unit =>
        {
            var (low, high) = spread.Interval(unit.Ratio, unit.Error);
            return unit with { Dispersion = spread, Low = low, High = high };
        })];
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
        return new(unit, contacts, observed, expected, observed / expected, double.NaN, double.NaN, alone)
        {
            Error = Math.Sqrt(variance) / expected,
        };
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
