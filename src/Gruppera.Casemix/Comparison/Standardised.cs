using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gruppera.Casemix.Comparison;

/// <summary>What a unit has, beside what the other units' contacts of the same groups would have. Immutable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts in groups that others have too.</param>
/// <param name="Observed">Their sum: care days, diagnoses, readmissions.</param>
/// <param name="Expected">What it would be at the means of others, group by group.</param>
/// <param name="Ratio">Observed / expected.</param>
/// <param name="Low">Lower end of its 95 % interval; the unit's and the others' contacts are taken as samples, and it holds the difference
/// that is usual between units where that is shown.</param>
/// <param name="High">Upper end.</param>
/// <param name="Alone">Contacts in groups that no other unit has: compared with nothing.</param>
/// <remarks>Indirect standardisation: variance Σ n s² (1 + n / m), n contacts of the unit, m of the others and s² the variance within the
/// group. Source: docs/casemix/expected.md; where units differ by more than chance, as in <see cref="Funnel"/>.</remarks>
public sealed record Standardised(
    ReportingUnit Unit, long Contacts, double Observed, double Expected, double Ratio, double Low, double High, long Alone)
{
    /// <summary>How much more the units differ than by chance, the same for all of them.</summary>
    [JsonIgnore]
    public FunnelDispersion? Dispersion { get; init; }

    /// <summary>Standard error of the ratio by chance alone.</summary>
    internal double Error { get; init; }

    /// <summary>-1 if the unit has less, 1 if it has more than others would, beyond what units differ by at 95 %.</summary>
    public int Differs => High < 1 ? -1 : Low > 1 ? 1 : 0;

    /// <summary>The same at 99.8 %.</summary>
    public int Beyond => FunnelDispersion.Beyond(Dispersion, Ratio, Error);

    /// <summary>Tests the units and widens their intervals if they differ by more than chance.</summary>
    internal static ImmutableArray<Standardised> Together(IReadOnlyList<Standardised> units, Overdispersion overdispersion)
    {
        var spread = FunnelDispersion.OfRatios(units.Select(unit => (unit.Ratio, unit.Error)), overdispersion);
        return [.. units.Select(unit =>
        {
            var (low, high) = spread.Interval(unit.Ratio, unit.Error);
            return unit with { Dispersion = spread, Low = low, High = high };
        })];
    }
}

/// <summary>A measure counted by unit and group. Filled, then asked; not thread-safe.</summary>
public sealed class StandardisedMeasure
{
    private readonly Dictionary<(ReportingUnit Unit, string Group), (long Count, double Sum)> _cells = [];
    private readonly Dictionary<string, (long Count, double Sum, double Squares)> _groups = new(StringComparer.Ordinal);

    /// <summary>Contacts.</summary>
    public long Contacts { get; private set; }

    /// <summary>Adds a contact.</summary>
    /// <param name="unit">Its unit.</param>
    /// <param name="group">The group that it is compared within.</param>
    /// <param name="value">What is counted.</param>
    public void Add(ReportingUnit unit, string group, double value)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(group);
        var (count, sum) = _cells.GetValueOrDefault((unit, group));
        _cells[(unit, group)] = (count + 1, sum + value);
        var all = _groups.GetValueOrDefault(group);
        _groups[group] = (all.Count + 1, all.Sum + value, all.Squares + (value * value));
        Contacts++;
    }

    /// <summary>Compares each unit with all others, in the order of their names.</summary>
    /// <param name="overdispersion">What intervals do where units differ by more than chance.</param>
    public ImmutableArray<Standardised> Units(Overdispersion overdispersion = Overdispersion.Additive) => Standardised.Together(
        [
            .. _cells.GroupBy(cell => cell.Key.Unit, cell => (cell.Key.Group, cell.Value.Count, cell.Value.Sum))
                .OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal).Select(unit => Compare(unit.Key, unit)),
        ],
        overdispersion);

    private Standardised Compare(ReportingUnit unit, IEnumerable<(string Group, long Count, double Sum)> own)
    {
        var (contacts, alone, observed, expected, variance) = (0L, 0L, 0.0, 0.0, 0.0);
        foreach (var (group, count, sum) in own.OrderBy(cell => cell.Group, StringComparer.Ordinal))
        {
            var all = _groups[group];
            var others = all.Count - count;
            if (others == 0)
            {
                alone += count;
                continue;
            }

            var mean = all.Sum / all.Count;
            (contacts, observed) = (contacts + count, observed + sum);
            expected += count * (all.Sum - sum) / others;
            variance += Math.Max(0, all.Squares - (all.Sum * mean)) / Math.Max(1, all.Count - 1) * count * (1 + ((double)count / others));
        }

        return expected <= 0
            ? new(unit, contacts, observed, expected, double.NaN, double.NaN, double.NaN, alone)
            : new(unit, contacts, observed, expected, observed / expected, double.NaN, double.NaN, alone)
            {
                Error = Math.Sqrt(variance) / expected,
            };
    }
}
