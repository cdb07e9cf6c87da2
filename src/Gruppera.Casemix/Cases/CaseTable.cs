using System.Collections.Immutable;

namespace Gruppera.Casemix.Cases;

/// <summary>A group of a material and where its contacts stand.</summary>
/// <param name="Material">Care form, with specialty behind a slash, where these are kept apart; otherwise empty.</param>
/// <param name="Drg">The group.</param>
/// <param name="Start">Its first contact.</param>
/// <param name="Count">Its contacts.</param>
public sealed record CaseGroup(string Material, string Drg, int Start, int Count)
{
    /// <summary>The group of visits that led to unplanned admission: their cost is that of the admission, and their weight 0.</summary>
    /// <remarks>Source: the Swedish document, on XS100.</remarks>
    public const string JoinedVisit = "Z82O";
}

/// <summary>What is known of a contact besides its cost.</summary>
/// <param name="Unit">Number of its unit.</param>
/// <param name="Days">Care days of an inpatient contact, at most 65 535; 0 for a visit.</param>
public readonly record struct CaseOther(int Unit, ushort Days);

/// <summary>Contacts in order of group and, within it, of cost. The order of the rows that they came from has no part in it.
/// Immutable as its arrays are left alone; thread-safe.</summary>
public sealed class CaseTable
{
    private readonly double[] _costs;
    private readonly CaseOther[] _others;

    internal CaseTable(ImmutableArray<CaseGroup> groups, ImmutableArray<ReportingUnit> units, double[] costs, CaseOther[] others) =>
        (Groups, Units, _costs, _others) = (groups, units, costs, others);

    /// <summary>Groups, in order of material and group.</summary>
    public ImmutableArray<CaseGroup> Groups { get; }

    /// <summary>Units by their number.</summary>
    public ImmutableArray<ReportingUnit> Units { get; }

    /// <summary>Contacts.</summary>
    public int Count => _costs.Length;

    /// <summary>Materials, in order.</summary>
    public IEnumerable<string> Materials => Groups.Select(group => group.Material).Distinct();

    /// <summary>Costs of a group, in ascending order.</summary>
    public ReadOnlySpan<double> Costs(CaseGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _costs.AsSpan(group.Start, group.Count);
    }

    /// <summary>The same for methods that keep them.</summary>
    internal ReadOnlyMemory<double> CostsOf(CaseGroup group) => _costs.AsMemory(group.Start, group.Count);

    /// <summary>What else is known of the group's contacts, in the order of their costs.</summary>
    public ReadOnlySpan<CaseOther> Others(CaseGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _others.AsSpan(group.Start, group.Count);
    }

    /// <summary>As many contacts drawn from these with replacement, or as many clusters with all their contacts. Groups of which none is
    /// drawn are not in it.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="clusters">Number of the cluster of each unit, from 0; null to draw contacts.</param>
    internal CaseTable Resampled(Random random, int[]? clusters)
    {
        var times = new int[clusters is null ? Count : clusters.Max() + 1];
        for (var i = 0; i < times.Length; i++)
            times[random.Next(times.Length)]++;
        var groups = ImmutableArray.CreateBuilder<CaseGroup>(Groups.Length);
        var (costs, others) = (new List<double>(Count), new List<CaseOther>(Count));
        foreach (var group in Groups)
        {
            var start = costs.Count;
            for (var i = group.Start; i < group.Start + group.Count; i++)
            {
                for (var drawn = times[clusters is null ? i : clusters[_others[i].Unit]]; drawn > 0; drawn--)
                {
                    costs.Add(_costs[i]);
                    others.Add(_others[i]);
                }
            }

            if (costs.Count > start)
                groups.Add(group with { Start = start, Count = costs.Count - start });
        }

        return new(groups.ToImmutable(), Units, [.. costs], [.. others]);
    }

    /// <summary>Number of the cluster of each unit: equal last parts of units have the same.</summary>
    internal int[] Clusters()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Units.Select(unit =>
        {
            var name = unit.Parts.IsEmpty ? "" : unit.Parts[^1];
            return numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;
        })];
    }

    /// <summary>Care days of a group's inpatient contacts, in ascending order.</summary>
    public double[] Days(CaseGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var others = Others(group);
        var (days, count) = (new double[others.Length], 0);
        foreach (var other in others)
        {
            days[count] = other.Days;
            count += other.Days > 0 ? 1 : 0;
        }

        Array.Resize(ref days, count);
        Array.Sort(days);
        return days;
    }
}
