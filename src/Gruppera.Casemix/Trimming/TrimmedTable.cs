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
