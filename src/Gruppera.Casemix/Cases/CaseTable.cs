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
