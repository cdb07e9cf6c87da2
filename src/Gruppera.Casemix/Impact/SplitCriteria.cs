using System.Collections.Immutable;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Impact;

/// <summary>A criterion that a split must meet.</summary>
public enum SplitCriterion
{
    /// <summary>Contacts of the smallest new group per million contacts of the material: at least 40.</summary>
    PerMillion,

    /// <summary>Share of the group's contacts in the smallest new group: at least 3 %.</summary>
    SmallestShare,

    /// <summary>How much more the mean cost is, from one new group to the next, where it is least: at least 20 %.</summary>
    CostStep,

    /// <summary>The same from no complication to a very complicated one: at least 44 %.</summary>
    CostSpan,

    /// <summary>How much less the standard deviation of cost is in the largest new group than in the group: at least 5 %.</summary>
    SdFall,

    /// <summary>The largest coefficient of variation of a new group over that of the group: at most 1.3.</summary>
    CvRatio,
}

/// <summary>A criterion with what the contacts say.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Value">The figure: a number per million, or a share (0.2 = 20 %), or a ratio.</param>
/// <param name="Limit">What it is compared with.</param>
/// <param name="Interval">Interval within which the figure lies with 95 % confidence; null with fewer than ten contacts.</param>
/// <param name="IsMet">True if the figure meets the limit.</param>
public readonly record struct SplitFinding(
    SplitCriterion Criterion, double Value, double Limit, (double Low, double High)? Interval, bool IsMet)
{
    /// <summary>True if all of the interval is on the same side of the limit as the figure.</summary>
    public bool IsCertain => Interval is { } interval && (interval.Low >= Limit || interval.High < Limit);
}

/// <summary>A new group of a split.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Costs">Its costs, in kronor.</param>
public readonly record struct SplitPart(string Name, Sample Costs);

/// <summary>A split with its verdict. Immutable.</summary>
/// <param name="Name">What the group is split by.</param>
/// <param name="Original">The group.</param>
/// <param name="Parts">The new groups, by mean cost; by level where it is split by complication.</param>
/// <param name="Explained">Share of the variance of the logarithm of cost that the split explains, R².</param>
/// <param name="Findings">The criteria.</param>
public sealed record SplitResult(
    string Name, Sample Original, ImmutableArray<SplitPart> Parts, double Explained, ImmutableArray<SplitFinding> Findings)
{
    /// <summary>The share of the variance that the split explains of contacts that its means were not made from: tenfold
    /// cross-validation. About 0, or below, for a split that tells nothing. Not a number where it was not computed.</summary>
    public double Validated { get; init; } = double.NaN;

    /// <summary>In how many of the ten parts of a search it was the best on the other nine; 0 of a single check.</summary>
    public int Chosen { get; init; }

    /// <summary>True if every criterion is met.</summary>
    public bool IsGood => Findings.All(finding => finding.IsMet);

    /// <summary>True if that, or the contrary, is certain: every criterion met for certain, or one missed for certain.</summary>
    public bool IsCertain =>
        IsGood ? Findings.All(finding => finding.IsCertain) : Findings.Any(finding => !finding.IsMet && finding.IsCertain);
}

/// <summary>Holds a split against the criteria for a good group. Thread-safe.</summary>
/// <remarks>Shares have Wilson's interval; ratios of costs one from 400 samples drawn with replacement (percentiles 2.5 and 97.5), from a
/// fixed seed. Source: docs/specification/casemix.md, "Rules for a good group" [TC]; B. Efron and R. Tibshirani, An Introduction to the
/// Bootstrap (1993); docs/changes/split.md has the formulas.</remarks>
public static class SplitCriteria
{
    private const int Draws = 400;
    private const int FewestContacts = 10;

    /// <summary>Checks a split into two or more parts; null if it has fewer.</summary>
    /// <param name="name">What the group is split by.</param>
    /// <param name="parts">Names and costs (above 0) of the new groups; parts without contacts are passed over.</param>
    /// <param name="material">Contacts of the material that the group is one of.</param>
    /// <param name="isLevels">True if the parts are levels of complication in their order.</param>
    public static SplitResult? Check(string name, IEnumerable<(string Name, double[] Costs)> parts, long material, bool isLevels = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parts);
        var given = parts.Where(part => part.Costs.Length > 0).ToArray();
        if (given.Length < 2)
            return null;
        if (!isLevels)
            given = [.. given.OrderBy(part => part.Costs.Average())];
        var all = given.SelectMany(part => part.Costs).ToArray();
        var original = Describe(all);
        var samples = given.Select(part => Describe(part.Costs)).ToArray();
        var smallest = samples.Min(sample => sample.Count);
        var figures = Figures.Of(original, samples);
        var drawn = smallest < FewestContacts ? null : Draw([.. given.Select(part => part.Costs)]);
        List<SplitFinding> findings =
        [
            Finding(SplitCriterion.PerMillion, smallest * 1e6 / material, 40, Wilson(smallest, material, 1e6)),
            Finding(SplitCriterion.SmallestShare, (double)smallest / all.Length, 0.03, Wilson(smallest, all.Length, 1)),
            Finding(SplitCriterion.CostStep, figures.Step, 0.2, Interval(drawn, each => each.Step)),
        ];
        if (isLevels && given.Length > 2)
            findings.Add(Finding(SplitCriterion.CostSpan, figures.Span, 0.44, Interval(drawn, each => each.Span)));
        findings.Add(Finding(SplitCriterion.SdFall, figures.SdFall, 0.05, Interval(drawn, each => each.SdFall)));
        var (ratio, between) = (figures.CvRatio, Interval(drawn, each => each.CvRatio));
        findings.Add(new(SplitCriterion.CvRatio, ratio, 1.3, between, ratio <= 1.3));
        return new(
            name, original, [.. given.Zip(samples, (part, sample) => new SplitPart(part.Name, sample))], Explained(given), [.. findings]);
    }

    private static SplitFinding Finding(SplitCriterion criterion, double value, double limit, (double Low, double High)? interval) =>
        new(criterion, value, limit, interval, value >= limit);

    private static Sample Describe(double[] costs)
    {
        var sorted = (double[])costs.Clone();
        Array.Sort(sorted);
        return Sample.Of(sorted);
    }

    private static double Explained((string Name, double[] Costs)[] parts)
    {
        var logs = parts.Select(part => part.Costs.Select(cost => Math.Log(cost)).ToArray()).ToArray();
        var mean = logs.SelectMany(part => part).Average();
        var total = logs.Sum(part => part.Sum(each => (each - mean) * (each - mean)));
        return total > 0 ? logs.Sum(part => part.Length * Math.Pow(part.Average() - mean, 2)) / total : 0;
    }

    private static (double Low, double High) Wilson(long count, long of, double times)
    {
        const double z2 = 1.959963984540054 * 1.959963984540054;
        var share = (double)count / of;
        var middle = share + (z2 / (2 * of));
        var half = Math.Sqrt((z2 * share * (1 - share) / of) + (z2 * z2 / (4.0 * of * of)));
        return (times * (middle - half) / (1 + (z2 / of)), times * (middle + half) / (1 + (z2 / of)));
    }

    private static (double Low, double High)? Interval(Figures[]? drawn, Func<Figures, double> figure)
    {
        if (drawn is null)
            return null;
        var sorted = drawn.Select(figure).Order().ToArray();
        return (Sample.Quantile(sorted, 0.025), Sample.Quantile(sorted, 0.975));
    }

    /// <summary>Figures of samples drawn with replacement, part by part.</summary>
    private static Figures[] Draw(double[][] parts)
    {
        var random = new Random(1);
        var figures = new Figures[Draws];
        var samples = new Sample[parts.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (count, sum, squares) = (0, 0.0, 0.0);
            for (var i = 0; i < parts.Length; i++)
            {
                var (ownSum, ownSquares, center) = (0.0, 0.0, parts[0][0]);
                for (var k = parts[i].Length; k > 0; k--)
                {
                    var cost = parts[i][random.Next(parts[i].Length)] - center;
                    ownSum += cost;
                    ownSquares += cost * cost;
                }

                samples[i] = Moments(parts[i].Length, ownSum, ownSquares, center);
                (count, sum, squares) = (count + parts[i].Length, sum + ownSum, squares + ownSquares);
            }

            figures[draw] = Figures.Of(Moments(count, sum, squares, parts[0][0]), samples);
        }

        return figures;

        static Sample Moments(int count, double sum, double squares, double center) =>
            new(count, center + (sum / count), 0, count > 1 ? Math.Sqrt(Math.Max(0, squares - (sum * sum / count)) / (count - 1)) : 0, 0);
    }

    private readonly record struct Figures(double Step, double Span, double SdFall, double CvRatio)
    {
        internal static Figures Of(Sample original, Sample[] parts)
        {
            var (step, largest, cv) = (double.MaxValue, 0, 0.0);
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                    step = Math.Min(step, (parts[i].Mean / parts[i - 1].Mean) - 1);
                if (parts[i].Count > parts[largest].Count)
                    largest = i;
                cv = Math.Max(cv, parts[i].Cv);
            }

            return new(
                step, (parts[^1].Mean / parts[0].Mean) - 1, original.Sd > 0 ? 1 - (parts[largest].Sd / original.Sd) : 0,
                original.Cv > 0 ? cv / original.Cv : 1);
        }
    }
}
