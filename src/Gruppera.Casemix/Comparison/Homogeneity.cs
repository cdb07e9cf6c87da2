using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Comparison;

/// <summary>How alike contacts are within groups. Immutable.</summary>
/// <param name="Name">What they have in common: the column and its value; empty for all.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Explained">R²: share of the variance of cost that lies between groups, all contacts.</param>
/// <param name="ExplainedTrimmed">The same where outliers cost what their limit is.</param>
/// <param name="ExplainedInliers">The same of inliers.</param>
/// <param name="Cv">Coefficient of variation within groups, the mean over contacts, all contacts.</param>
/// <param name="CvInliers">The same of inliers.</param>
/// <param name="ShareHomogeneous">Share of contacts in groups whose coefficient of variation is below 1, all contacts.</param>
/// <remarks>R² = 1 - Σ (y - mean of its group)² / Σ (y - mean of all)². Standard errors are those of the influence of each contact; the
/// interval of R² is symmetric on the logit of R² adjusted for the number of groups, that of the coefficient of variation about its
/// jackknife. Source: A. W. van der Vaart, Asymptotic Statistics (1998), 20; what countries publish: R.
/// Busse and others (eds), Diagnosis-Related Groups in Europe (2011), 6. docs/casemix/homogeneity.md has the formulas.</remarks>
public sealed record Homogeneity(
    string Name, int Groups, Estimate Explained, Estimate ExplainedTrimmed, Estimate ExplainedInliers, Estimate Cv, Estimate CvInliers,
    double ShareHomogeneous)
{
    private const int FewestContacts = 30;

    /// <summary>The same figures as estimates of what they are in the long run, which the intervals are about.</summary>
    public required HomogeneityCorrected Corrected { get; init; }

    /// <summary>The figures of all contacts, and of those of each value of each part of their unit.</summary>
    /// <param name="table">Contacts with limits.</param>
    /// <param name="columns">Names of the parts of units.</param>
    public static ImmutableArray<Homogeneity> Of(TrimmedTable table, ImmutableArray<string> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        var units = table.Table.Units;
        return
        [
            Of(table, "", _ => true),
            .. columns.SelectMany((column, part) => units.Select(unit => unit.Parts[part]).Distinct().Order(StringComparer.Ordinal)
                .Select(value => Of(table, $"{column} {(value.Length > 0 ? value : "-")}", unit => units[unit].Parts[part] == value))),
        ];
    }

    private static Homogeneity Of(TrimmedTable table, string name, Func<int, bool> isOf)
    {
        var (all, trimmed, inliers) = (new List<double[]>(), new List<double[]>(), new List<double[]>());
        foreach (var group in table.Groups.Where(group => group.Group.Drg != Cases.CaseGroup.JoinedVisit))
        {
            var costs = table.Table.Costs(group.Group);
            var others = table.Table.Others(group.Group);
            var (own, held, inner) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < costs.Length; i++)
            {
                if (!isOf(others[i].Unit))
                    continue;
                own.Add(costs[i]);
                held.Add(Math.Clamp(costs[i], group.CostLimit.Low, group.CostLimit.High));
                if (!group.IsOutside(costs[i], others[i].Days))
                    inner.Add(costs[i]);
            }

            if (own.Count == 0)
                continue;
            all.Add([.. own]);
            trimmed.Add([.. held]);
            inliers.Add([.. inner]);
        }

        var count = all.Sum(group => (long)group.Length);
        var alike = all.Where(group => group.Length > 1 && Moments(group) is var (mean, sd) && sd < mean).Sum(group => (long)group.Length);
        var (explained, held2, inner2) = (R2(all), R2(trimmed), R2(inliers));
        var (cv, cvInliers) = (WithinCv(all), WithinCv(inliers));
        return new(
            name, all.Count, explained.Plain, held2.Plain, inner2.Plain, cv.Plain, cvInliers.Plain,
            count == 0 ? double.NaN : (double)alike / count)
        {
            Corrected = new(explained.Corrected, held2.Corrected, inner2.Corrected, cv.Corrected, cvInliers.Corrected),
        };
    }

    private static (Estimate Plain, double Corrected) R2(List<double[]> groups)
    {
        var count = groups.Sum(group => (long)group.Length);
        var (total, squares, within) = (new NeumaierSum(), new NeumaierSum(), new NeumaierSum());
        foreach (var cost in groups.SelectMany(group => group))
            total.Add(cost);
        var mean = total.Value / Math.Max(1, count);
        var means = groups.Select(group => group.Length > 0 ? group.Average() : 0).ToArray();
        foreach (var (group, own) in groups.Zip(means))
        {
            foreach (var cost in group)
            {
                squares.Add((cost - mean) * (cost - mean));
                within.Add((cost - own) * (cost - own));
            }
        }

        if (count < 2 || squares.Value <= 0)
            return (Estimate.None(count), double.NaN);
        var rest = within.Value / squares.Value;
        var explained = 1 - rest;
        var influence = new NeumaierSum();
        foreach (var (group, own) in groups.Zip(means))
        {
            foreach (var cost in group)
                influence.Add(Math.Pow((((cost - own) * (cost - own)) - (rest * (cost - mean) * (cost - mean))) / squares.Value, 2));
        }

        var freedom = count - groups.Count(group => group.Length > 0);
        if (freedom == 0)
            return (new(count, explained, double.NaN, double.NaN), double.NaN);
        var adjusted = 1 - (rest * (count - 1) / freedom);
        if (count < FewestContacts || adjusted is <= 0 or >= 1)
            return (new(count, explained, double.NaN, double.NaN), adjusted);
        var (logit, half) = (
            Math.Log(adjusted / (1 - adjusted)), Distributions.Z95 * Math.Sqrt(influence.Value) / (adjusted * (1 - adjusted)));
        return (new(count, explained, 1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit))), adjusted);
    }

    private static (Estimate Plain, double Corrected) WithinCv(List<double[]> groups)
    {
        var known = groups.Where(group => group.Length > 1).Select(group => (Costs: group, Of: Moments(group))).ToList();
        var count = known.Sum(group => (long)group.Costs.Length);
        if (count == 0)
            return (Estimate.None(), double.NaN);
        var cv = known.Sum(group => group.Costs.Length * group.Of.Sd / group.Of.Mean) / count;
        var unbiased = known.Sum(group => group.Costs.Length * Jackknife(group.Costs, group.Of)) / count;
        var influence = new NeumaierSum();
        foreach (var (costs, (mean, sd)) in known)
        {
            var own = sd / mean;
            foreach (var cost in costs)
            {
                var z = sd > 0 ? (cost - mean) / sd : 0;
                influence.Add(Math.Pow((own * ((((z * z) - 1) / 2) - (z * own))) + own - cv, 2));
            }
        }

        var half = count < FewestContacts ? double.NaN : Distributions.Z95 * Math.Sqrt(influence.Value) / count;
        return (new(count, cv, Math.Max(0, unbiased - half), unbiased + half), unbiased);
    }

    /// <summary>A coefficient of variation without its bias, which makes those of few contacts too small: n cv - (n - 1) x the mean of
    /// those without one contact each.</summary>
    private static double Jackknife(double[] costs, (double Mean, double Sd) of)
    {
        var n = costs.Length;
        if (n < 3)
            return of.Sd / of.Mean;
        var (squares, sum) = ((n - 1) * of.Sd * of.Sd, 0.0);
        foreach (var cost in costs)
        {
            var mean = ((n * of.Mean) - cost) / (n - 1);
            sum += Math.Sqrt(Math.Max(0, squares - ((cost - of.Mean) * (cost - mean))) / (n - 2)) / mean;
        }

        return (n * of.Sd / of.Mean) - ((n - 1.0) / n * sum);
    }

    private static (double Mean, double Sd) Moments(double[] costs)
    {
        var mean = costs.Average();
        return (mean, Math.Sqrt(costs.Sum(cost => (cost - mean) * (cost - mean)) / (costs.Length - 1)));
    }
}

/// <summary>Figures of homogeneity without the bias of few contacts in many groups; not numbers where they cannot be told.</summary>
/// <param name="Explained">R² adjusted for the number of groups: 1 - (1 - R²) (n - 1) / (n - groups).</param>
/// <param name="ExplainedTrimmed">The same where outliers cost what their limit is.</param>
/// <param name="ExplainedInliers">The same of inliers.</param>
/// <param name="Cv">Coefficient of variation within groups by the jackknife.</param>
/// <param name="CvInliers">The same of inliers.</param>
public readonly record struct HomogeneityCorrected(
    double Explained, double ExplainedTrimmed, double ExplainedInliers, double Cv, double CvInliers);
