using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Trimming;

/// <summary>Numbers of each group, in ascending order -> the limits of each group.</summary>
/// <remarks>Source: casemix.md, "Outliers and trimming"; docs/casemix/trimming.md has the formulas.</remarks>
public static class LimitSolver
{
    /// <summary>Of a normal distribution, the distance between quartiles in standard deviations.</summary>
    private const double QuartilesOfSd = 1.3489795003921634;

    /// <summary>The limits by a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="groups">Numbers by group, each in ascending order, greater than 0 for <see cref="TrimMethod.LogIqr"/>.</param>
    public static TrimLimit[] Solve(TrimRule rule, IReadOnlyList<ReadOnlyMemory<double>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var limits = new TrimLimit[groups.Count];
        switch (rule.Method)
        {
            case TrimMethod.None:
                Array.Fill(limits, TrimLimit.None);
                break;
            case TrimMethod.Quantile:
                Parallel.For(0, limits.Length, i => limits[i] = new(
                    rule.LeftShare > 0 ? Sample.Quantile(groups[i].Span, rule.LeftShare) : double.NegativeInfinity,
                    Sample.Quantile(groups[i].Span, 1 - rule.Share)));
                break;
            case TrimMethod.Ndms:
                Parallel.For(0, limits.Length, i => limits[i] = TwoPasses(groups[i].Span));
                break;
            default:
                var shapes = new Shape[limits.Length];
                Parallel.For(0, limits.Length, i => shapes[i] = Shape.Of(rule.Method, groups[i].Span));
                var total = groups.Sum(group => (long)group.Length);
                var high = Smallest(total * rule.Share, k => Sum(groups, (numbers, i) => numbers.Length - CountUpTo(numbers, shapes[i].High(k))));
                var low = rule.LeftShare > 0 ? Smallest(total * rule.LeftShare, k => Sum(groups, (numbers, i) => CountBelow(numbers, shapes[i].Low(k)))) : 0;
                for (var i = 0; i < limits.Length; i++)
                    limits[i] = new(rule.LeftShare > 0 ? shapes[i].Low(low) : double.NegativeInfinity, shapes[i].High(high));
                break;
        }

        return limits;
    }

    /// <summary>How many of the numbers in ascending order are at most a limit.</summary>
    internal static int CountUpTo(ReadOnlySpan<double> sorted, double limit)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (sorted[middle] <= limit)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }

    /// <summary>How many of the numbers in ascending order are less than a limit.</summary>
    internal static int CountBelow(ReadOnlySpan<double> sorted, double limit) => CountUpTo(sorted, double.BitDecrement(limit));

    private static long Sum(IReadOnlyList<ReadOnlyMemory<double>> groups, Func<ReadOnlySpan<double>, int, long> count)
    {
        var sum = 0L;
        for (var i = 0; i < groups.Count; i++)
            sum += count(groups[i].Span, i);
        return sum;
    }

    /// <summary>The smallest k for which no more contacts than wanted lie outside: with no equal numbers at the limit, exactly as
    /// many as wanted. Halves the distance until no number lies between.</summary>
    private static double Smallest(double wanted, Func<double, long> outside)
    {
        var atMost = (long)Math.Round(wanted, MidpointRounding.AwayFromZero);
        var (low, high) = (-1.0, 1.0);
        while (outside(high) > atMost && high < 1e15)
            high *= 2;
        while (outside(low) <= atMost && low > -1e6)
            low *= 2;
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return high;
            if (outside(middle) > atMost)
                low = middle;
            else
                high = middle;
        }
    }

    private static TrimLimit TwoPasses(ReadOnlySpan<double> sorted)
    {
        var limit = TrimLimit.None;
        foreach (var width in (ReadOnlySpan<double>)[3, 1.96])
        {
            var from = CountBelow(sorted, limit.Low);
            var left = Sample.Of(sorted[from..Math.Max(from, CountUpTo(sorted, limit.High))]);
            if (left.Count > 1)
                limit = new(Math.Max(limit.Low, left.Mean - (width * left.Sd)), Math.Min(limit.High, left.Mean + (width * left.Sd)));
        }

        return limit;
    }

    /// <summary>Where limits start on either side, and what k is a multiple of; no spread, no outliers.</summary>
    private readonly record struct Shape(double From, double FromLow, double Spread, bool IsLog)
    {
        internal static Shape Of(TrimMethod method, ReadOnlySpan<double> sorted)
        {
            if (method == TrimMethod.Sd)
            {
                var sample = Sample.Of(sorted);
                return new(sample.Mean, sample.Mean, sample.Sd, false);
            }

            var isLog = method == TrimMethod.LogIqr;
            var (q1, q3) = (Sample.Quantile(sorted, 0.25), Sample.Quantile(sorted, 0.75));
            if (isLog)
                (q1, q3) = (Math.Log(q1), Math.Log(q3));
            return new(q3, q1, q3 > q1 ? q3 - q1 : SpreadOf(sorted, isLog), isLog);
        }

        internal double High(double k) => Spread > 0 ? Back(From + (k * Spread)) : double.PositiveInfinity;

        internal double Low(double k) => Spread > 0 ? Back(FromLow - (k * Spread)) : double.NegativeInfinity;

        /// <summary>Where half of the numbers are the same, the quartiles' distance is guessed from the standard deviation.</summary>
        private static double SpreadOf(ReadOnlySpan<double> sorted, bool isLog)
        {
            if (!isLog)
                return Sample.Of(sorted).Sd * QuartilesOfSd;
            var logs = new double[sorted.Length];
            for (var i = 0; i < logs.Length; i++)
                logs[i] = Math.Log(sorted[i]);
            return Sample.Of(logs).Sd * QuartilesOfSd;
        }

        private double Back(double number) => IsLog ? Math.Exp(number) : number;
    }
}
