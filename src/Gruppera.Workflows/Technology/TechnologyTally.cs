using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Gruppera.Workflows.Technology;

/// <summary>What is counted of contacts while they are read. Not thread-safe.</summary>
internal sealed class TechnologyTally
{
    internal Dictionary<int, long> Masks { get; } = [];

    internal Dictionary<(int Part, string Code), CodeTally> Codes { get; } = [];

    internal Dictionary<string, GroupTally> Groups { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, long[]> Units { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, List<int>> Whole { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, List<int>> Coded { get; } = new(StringComparer.Ordinal);

    internal List<(string Patient, int Day)> Medicine { get; } = [];

    internal double MeanCost => Groups.Values.Sum(group => group.Cost.Sum()) / Groups.Values.Sum(group => group.Costed.Sum());

    /// <summary>Cost of the contacts whose groups have weights, per point.</summary>
    internal double CostPerPoint(Func<string, double?> weightOf)
    {
        var weighed = Groups.Select(group => (Weight: weightOf(group.Key), group.Value)).Where(group => group.Weight is not null).ToList();
        return weighed.Sum(group => group.Value.Cost.Sum())
            / weighed.Sum(group => group.Value.Costed.Sum() * group.Weight!.Value) is var cost && double.IsFinite(cost) ? cost : double.NaN;
    }
}

/// <summary>Contacts with a code, those of them with every part, and the groups of the others.</summary>
internal sealed class CodeTally
{
    private readonly Dictionary<string, long> _elsewhere = new(StringComparer.Ordinal);

    internal long All { get; private set; }

    internal long Whole { get; private set; }

    internal ImmutableArray<TechnologyGroupCount> Elsewhere =>
        [.. _elsewhere.OrderByDescending(group => group.Value).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(TechnologyCode.MostGroups).Select(group => new TechnologyGroupCount(group.Key, group.Value))];

    internal void Add(string drg, bool isWhole)
    {
        (All, Whole) = (All + 1, Whole + (isWhole ? 1 : 0));
        if (!isWhole)
            CollectionsMarshal.GetValueRefOrAddDefault(_elsewhere, drg, out _)++;
    }
}

/// <summary>Contacts of a group, those with the technology first.</summary>
internal sealed class GroupTally
{
    internal long All { get; set; }

    internal Dictionary<int, long> Years { get; } = [];

    internal double[] Cost { get; } = new double[2];

    internal long[] Costed { get; } = new long[2];

    internal double Mean(int at) => Costed[at] == 0 ? double.NaN : Cost[at] / Costed[at];
}
