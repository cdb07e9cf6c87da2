using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Trimming;

/// <summary>A group with its limits, and what is said of all its contacts and of its inliers (those that are not outliers).</summary>
/// <param name="Group">The group.</param>
/// <param name="CostLimit">Limits of cost, kronor.</param>
/// <param name="DaysLimit">Limits of care days.</param>
/// <param name="All">Costs of all contacts.</param>
/// <param name="Inner">Costs of the inliers.</param>
/// <param name="MeanDays">Mean care days of all contacts.</param>
/// <param name="InnerDays">Mean care days of the inliers.</param>
public sealed record TrimmedGroup(
    CaseGroup Group, TrimLimit CostLimit, TrimLimit DaysLimit, Sample All, Sample Inner, double MeanDays, double InnerDays)
{
    /// <summary>The costs that its mean is of, by <see cref="MeanMethod"/>: of its inliers unless another was asked for.</summary>
    public Sample Basis { get => field.Count > 0 ? field : Inner; init; }

    /// <summary>What costs of outliers are of their limits in <see cref="Basis"/>; null where it is of inliers.</summary>
    internal (double Low, double High)? Factors { get; init; }

    /// <summary>True for an outlier, by cost or, of an inpatient contact, by care days.</summary>
    public bool IsOutside(double cost, int days) => CostLimit.IsOutside(cost) || (days > 0 && DaysLimit.IsOutside(days));
}

/// <summary>Contacts with limits laid on them, one material at a time; visits that led to unplanned admission have none and count for
/// no share. Immutable, thread-safe.</summary>
public sealed class TrimmedTable
{
    /// <summary>Lays limits on a table.</summary>
    /// <param name="table">The contacts.</param>
    /// <param name="cost">How limits of cost are set.</param>
    /// <param name="days">How limits of care days of inpatient contacts are set; null for none.</param>
    public TrimmedTable(CaseTable table, TrimRules cost, TrimRules? days = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(cost);
        days ??= TrimRules.None;
        (Table, CostRule, DaysRule) = (table, cost, days);
        var groups = new TrimmedGroup[table.Groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            if (table.Groups[i].Drg == CaseGroup.JoinedVisit)
                groups[i] = Describe(table, table.Groups[i], TrimLimit.None, TrimLimit.None);
        }

        foreach (var material in table.Groups.Select((group, i) => (group, i)).Where(pair => pair.group.Drg != CaseGroup.JoinedVisit)
            .GroupBy(pair => pair.group.Material, pair => pair.i))
        {
            var places = material.ToArray();
            var (ofCost, ofDays) = (cost.Of(material.Key), days.Of(material.Key));
            var costs = LimitSolver.Solve(ofCost, [.. places.Select(i => table.CostsOf(table.Groups[i]))]);
            var daysSorted = new ReadOnlyMemory<double>[places.Length];
            if (ofDays.Method != TrimMethod.None)
                Parallel.For(0, places.Length, i => daysSorted[i] = table.Days(table.Groups[places[i]]));
            var lengths = LimitSolver.Solve(ofDays, daysSorted, areDays: true);
            Parallel.For(0, places.Length, i => groups[places[i]] = Describe(table, table.Groups[places[i]], costs[i], lengths[i]));
        }

        Groups = [.. groups];
    }

    /// <summary>Lays limits that are known on a table, those of a list say; visits that led to unplanned admission have none.</summary>
    /// <param name="table">The contacts.</param>
    /// <param name="limits">Limits of cost and of care days of a group.</param>
    public TrimmedTable(CaseTable table, Func<CaseGroup, (TrimLimit Cost, TrimLimit Days)> limits)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(limits);
        (Table, CostRule, DaysRule) = (table, TrimRules.None, TrimRules.None);
        Groups = [.. table.Groups.Select(group =>
        {
            var (cost, days) = group.Drg == CaseGroup.JoinedVisit ? (TrimLimit.None, TrimLimit.None) : limits(group);
            return Describe(table, group, cost, days);
        })];
    }

    /// <summary>Into how many parts groups are put by how much their costs vary; tails are alike within one.</summary>
    private const int TailClasses = 5;

    private TrimmedTable(TrimmedTable table, ImmutableArray<TrimmedGroup> groups) =>
        (Table, CostRule, DaysRule, Groups) = (table.Table, table.CostRule, table.DaysRule, groups);

    /// <summary>The same with the means of groups made in another way. Limits of care days have no part in means of all
    /// contacts.</summary>
    /// <param name="method">What means are of.</param>
    public TrimmedTable With(MeanMethod method)
    {
        if (method == MeanMethod.Inliers)
            return this;
        var winsorised = Groups.Select(group => group with { Basis = Sample.Of(Replaced(group, 1, 1)), Factors = (1, 1) }).ToArray();
        if (method == MeanMethod.Winsorised)
            return new(this, [.. winsorised]);
        foreach (var material in Enumerable.Range(0, winsorised.Length).GroupBy(i => winsorised[i].Group.Material, StringComparer.Ordinal))
        {
            var places = material.OrderBy(i => winsorised[i].Basis.Cv).ToArray();
            foreach (var alike in places.Chunk(Math.Max(1, (places.Length + TailClasses - 1) / TailClasses)))
            {
                var (low, high) = Factors(alike.Select(i => Groups[i]));
                foreach (var i in alike)
                    winsorised[i] = Groups[i] with { Basis = Sample.Of(Replaced(Groups[i], low, high)), Factors = (low, high) };
            }
        }

        return new(this, [.. winsorised]);
    }

    /// <summary>Costs of a group, an outlier's being its limit times a factor.</summary>
    private double[] Replaced(TrimmedGroup group, double low, double high)
    {
        var costs = Table.Costs(group.Group).ToArray();
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = costs[i] < group.CostLimit.Low ? group.CostLimit.Low * low
                : costs[i] > group.CostLimit.High ? group.CostLimit.High * high
                : costs[i];
        }

        return costs;
    }

    /// <summary>For each cluster that a group has contacts of: how many its mean is of, and how far their costs lie from that mean,
    /// summed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="clusters">Number of the cluster of each unit.</param>
    internal Dictionary<int, (int Count, double Sum)> Deviations(TrimmedGroup group, int[] clusters)
    {
        var sums = new Dictionary<int, (int Count, double Sum)>();
        var others = Table.Others(group.Group);
        var costs = group.Factors is { } factors ? Replaced(group, factors.Low, factors.High) : Table.Costs(group.Group);
        for (var i = 0; i < costs.Length; i++)
        {
            if (group.Factors is null && group.IsOutside(costs[i], others[i].Days))
                continue;
            var cluster = clusters[others[i].Unit];
            var (count, sum) = sums.GetValueOrDefault(cluster);
            sums[cluster] = (count + 1, sum + costs[i] - group.Basis.Mean);
        }

        return sums;
    }

    /// <summary>Cost of outliers over their limits, on each side, some groups together.</summary>
    private (double Low, double High) Factors(IEnumerable<TrimmedGroup> groups)
    {
        var (low, lowLimits, high, highLimits) = (new NeumaierSum(), 0.0, new NeumaierSum(), 0.0);
        foreach (var group in groups)
        {
            foreach (var cost in Table.Costs(group.Group))
            {
                if (cost < group.CostLimit.Low)
                {
                    low.Add(cost);
                    lowLimits += group.CostLimit.Low;
                }
                else if (cost > group.CostLimit.High)
                {
                    high.Add(cost);
                    highLimits += group.CostLimit.High;
                }
            }
        }

        return (lowLimits > 0 ? low.Value / lowLimits : 1, highLimits > 0 ? high.Value / highLimits : 1);
    }

    /// <summary>The contacts.</summary>
    public CaseTable Table { get; }

    /// <summary>How limits of cost were set.</summary>
    public TrimRules CostRule { get; }

    /// <summary>How limits of care days were set.</summary>
    public TrimRules DaysRule { get; }

    /// <summary>Groups, in the order of the table's.</summary>
    public ImmutableArray<TrimmedGroup> Groups { get; }

    private static TrimmedGroup Describe(CaseTable table, CaseGroup group, TrimLimit cost, TrimLimit days)
    {
        var costs = table.Costs(group);
        var others = table.Others(group);
        var all = Sample.Of(costs);
        var from = LimitSolver.CountBelow(costs, cost.Low);
        var to = Math.Max(from, LimitSolver.CountUpTo(costs, cost.High));
        var sum = 0L;
        foreach (var other in others)
            sum += other.Days;
        var inner = costs[from..to];
        var innerDays = 0L;
        if (days == TrimLimit.None)
        {
            foreach (var other in others[from..to])
                innerDays += other.Days;
        }
        else
        {
            var kept = new double[to - from];
            var count = 0;
            for (var i = from; i < to; i++)
            {
                if (others[i].Days > 0 && days.IsOutside(others[i].Days))
                    continue;
                kept[count++] = costs[i];
                innerDays += others[i].Days;
            }

            inner = kept.AsSpan(0, count);
        }

        return new(
            group, cost, days, all, inner.Length == costs.Length ? all : Sample.Of(inner), Mean(sum, costs.Length),
            Mean(innerDays, inner.Length));
    }

    private static double Mean(long sum, int count) => count == 0 ? 0 : (double)sum / count;
}
