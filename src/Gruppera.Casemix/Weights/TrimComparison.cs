using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>What a way of trimming does to the same contacts. Immutable.</summary>
/// <param name="Cost">How limits of cost were set.</param>
/// <param name="Days">How limits of care days were set.</param>
/// <param name="Contacts">Contacts of groups with a weight.</param>
/// <param name="Outside">Outliers.</param>
/// <param name="CostShare">Share of the cost that outliers have.</param>
/// <param name="CvBefore">Coefficient of variation within groups before, the mean over contacts.</param>
/// <param name="CvAfter">The same of the inliers.</param>
/// <param name="SkewnessBefore">Skewness within groups before, the mean over contacts.</param>
/// <param name="SkewnessAfter">The same of the inliers.</param>
/// <param name="MeanMove">How much weights differ from untrimmed ones, without regard to sign, as a share of these;
/// mean over contacts.</param>
/// <param name="LargestMove">The largest such difference among groups with enough contacts, with its sign.</param>
/// <param name="LargestMoveOf">Its group.</param>
/// <param name="Indices">Casemix index of each unit by these weights, all its contacts counting.</param>
public sealed record TrimEffect(
    TrimRules Cost, TrimRules Days, long Contacts, long Outside, double CostShare, double CvBefore, double CvAfter, double SkewnessBefore,
    double SkewnessAfter,
    double MeanMove, double LargestMove, string LargestMoveOf, ImmutableArray<(ReportingUnit Unit, long Contacts, double Index)> Indices);

/// <summary>Ways of trimming on the same contacts, side by side. Thread-safe.</summary>
public static class TrimComparison
{
    /// <summary>Compares; the first of the effects is that of no trimming, then those of the rules, in their order.</summary>
    /// <param name="table">Contacts, distinguished by the units that indices are wanted for.</param>
    /// <param name="rules">Rules for cost and for care days.</param>
    /// <param name="minContacts">Contacts below which a group is not looked at for the largest difference.</param>
    public static ImmutableArray<TrimEffect> Of(CaseTable table, IEnumerable<(TrimRules Cost, TrimRules Days)> rules, int minContacts = 30)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(table);
        var counts = Counts(table);
        var plain = new TrimmedTable(table, TrimRules.None);
        var before = Weights(plain);
        return [.. rules.Prepend((Cost: TrimRules.None, Days: TrimRules.None))
            .Select(rule => Effect(new(table, rule.Cost, rule.Days), before, counts, minContacts))];
    }

    private static double[] Weights(TrimmedTable table)
    {
        var means = table.Groups.GroupBy(group => group.Group.Material, StringComparer.Ordinal).ToDictionary(
            groups => groups.Key,
            groups => NeumaierSum.Of(groups.Where(IsWeighed).Select(group => group.Inner.Sum).ToArray())
                / Math.Max(1, groups.Where(IsWeighed).Sum(group => (long)group.Inner.Count)),
            StringComparer.Ordinal);
        return [.. table.Groups.Select(group => IsWeighed(group) ? group.Inner.Mean / means[group.Group.Material] : 0)];
    }

    private static bool IsWeighed(TrimmedGroup group) => group.Group.Drg != CaseGroup.JoinedVisit;

    private static TrimEffect Effect(TrimmedTable table, double[] before, long[,] counts, int minContacts)
    {
        var weights = Weights(table);
        var moves = weights.Select((weight, i) => before[i] > 0 ? (weight / before[i]) - 1 : 0).ToArray();
        var groups = table.Groups.Select((group, i) => (group, i)).Where(pair => IsWeighed(pair.group)).ToList();
        var contacts = groups.Sum(pair => (long)pair.group.All.Count);
        var cost = NeumaierSum.Of(groups.Select(pair => pair.group.All.Sum).ToArray());
        var largest = groups.Where(pair => pair.group.All.Count >= minContacts).OrderByDescending(pair => Math.Abs(moves[pair.i]))
            .FirstOrDefault();
        return new(
            table.CostRule,
            table.DaysRule,
            contacts,
            groups.Sum(pair => (long)pair.group.All.Count - pair.group.Inner.Count),
            cost == 0 ? 0 : 1 - (NeumaierSum.Of(groups.Select(pair => pair.group.Inner.Sum).ToArray()) / cost),
            Mean((group, _) => group.All.Cv),
            Mean((group, _) => group.Inner.Cv),
            Mean((group, _) => group.All.Skewness),
            Mean((group, _) => group.Inner.Skewness),
            Mean((_, i) => Math.Abs(moves[i])),
            largest.group is null ? 0 : moves[largest.i],
            largest.group?.Group.Drg ?? "",
            Indices(table.Table, weights, counts));

        double Mean(Func<TrimmedGroup, int, double> of) =>
            contacts == 0 ? 0 : NeumaierSum.Of(groups.Select(pair => of(pair.group, pair.i) * pair.group.All.Count).ToArray()) / contacts;
    }

    private static ImmutableArray<(
        ReportingUnit Unit, long Contacts, double Index)> Indices(CaseTable table, double[] weights, long[,] counts) =>
    [
        .. table.Units.Select((unit, number) =>
        {
            var (contacts, points) = (0L, new NeumaierSum());
            for (var i = 0; i < weights.Length; i++)
            {
                contacts += counts[number, i];
                points.Add(counts[number, i] * weights[i]);
            }

            return (unit, contacts, contacts == 0 ? 0 : points.Value / contacts);
        }).OrderBy(each => each.unit.ToString(), StringComparer.Ordinal),
    ];

    private static long[,] Counts(CaseTable table)
    {
        var counts = new long[table.Units.Length, table.Groups.Length];
        for (var i = 0; i < table.Groups.Length; i++)
        {
            foreach (var other in table.Others(table.Groups[i]))
                counts[other.Unit, i]++;
        }

        return counts;
    }
}
