using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Trimming;

/// <summary>Numbers of each group, in ascending order -> the limits of each group.</summary>
/// <remarks>Source: docs/specification/casemix.md, "Outliers and trimming"; docs/casemix/trimming.md has the formulas.</remarks>
public static class LimitSolver
{
    /// <summary>Of a normal distribution, the distance between quartiles in standard deviations.</summary>
    private const double QuartilesOfSd = 1.3489795003921634;

    private const double ÖrePerKrona = 100;

    /// <summary>The limits by a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="groups">Numbers by group, each in ascending order, greater than 0 for methods on the logarithm.</param>
    /// <param name="areDays">True for care days: limits are whole days; those of cost are whole öre.
    /// Contacts on a limit are inside.</param>
    public static TrimLimit[] Solve(TrimRule rule, IReadOnlyList<ReadOnlyMemory<double>> groups, bool areDays = false)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var limits = new TrimLimit[groups.Count];
        var whole = new Whole(areDays ? 1 : ÖrePerKrona, areDays);
        switch (rule.Method)
        {
            case TrimMethod.None:
                Array.Fill(limits, TrimLimit.None);
                break;
            case TrimMethod.Quantile:
                Parallel.For(0, limits.Length, i => limits[i] = new(
                    rule.HasLeft ? whole.Low(Sample.Quantile(groups[i].Span, rule.LeftShare)) : double.NegativeInfinity,
                    whole.High(Sample.Quantile(groups[i].Span, 1 - rule.Share))));
                break;
            case TrimMethod.Ndms:
                Parallel.For(0, limits.Length, i => limits[i] = whole.Of(TwoPasses(groups[i].Span)));
                break;
            default:
                var shapes = new Shape[limits.Length];
                Parallel.For(0, limits.Length, i => shapes[i] = Shape.Of(rule.Method, groups[i].Span, whole));
                var total = groups.Sum(group => (long)group.Length);
                var high = rule.K ?? Nearest(
                    total * rule.Share, k => Sum(groups, (numbers, i) => numbers.Length - CountUpTo(numbers, shapes[i].High(k))));
                var low = rule.LeftK
                    ?? (rule.HasLeft
                        ? Nearest(total * rule.LeftShare, k => Sum(groups, (numbers, i) => CountBelow(numbers, shapes[i].Low(k))))
                        : 0);
                for (var i = 0; i < limits.Length; i++)
                    limits[i] = new(rule.HasLeft ? shapes[i].Low(low) : double.NegativeInfinity, shapes[i].High(high));
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

    /// <summary>The k for which as many contacts as wanted lie outside. Where equal numbers at the limit go in or out together, the nearest
    /// that can be had, the fewer of two as near, and never a k below 0 instead of one from 0 on. Halves the distance until no number
    /// lies between.</summary>
    private static double Nearest(double wanted, Func<double, long> outside)
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
                return low >= 0 && outside(low) - wanted < wanted - outside(high) ? low : high;
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

    /// <summary>Limits as they are written: whole öre, or whole care days. A limit that a rounding in its last bits moved past a number
    /// goes back to it.</summary>
    private readonly record struct Whole(double PerUnit, bool AreDays)
    {
        private const double Tolerance = 1e-3;

        internal TrimLimit Of(TrimLimit limit) => new(Low(limit.Low), High(limit.High));

        internal double High(double limit) =>
            AreDays ? Math.Floor(limit + Tolerance) : Math.Ceiling((limit * PerUnit) - Tolerance) / PerUnit;

        /// <summary>Costs and care days are above 0: a lower limit that is not is none.</summary>
        internal double Low(double limit) =>
            (AreDays ? Math.Ceiling(limit - Tolerance) : Math.Floor((limit * PerUnit) + Tolerance) / PerUnit) is var low and > 0
                ? low
                : double.NegativeInfinity;
    }

    /// <summary>Where limits start on either side, and what k is a multiple of; no spread, no outliers.</summary>
    private readonly record struct Shape(double From, double FromLow, double Spread, bool IsLog, Whole Whole)
    {
        internal static Shape Of(TrimMethod method, ReadOnlySpan<double> sorted, Whole whole)
        {
            if (method is TrimMethod.Sd or TrimMethod.Gm)
            {
                var sample = Sample.Of(method == TrimMethod.Sd ? sorted : Logs(sorted));
                return new(sample.Mean, sample.Mean, sample.Sd, method == TrimMethod.Gm, whole);
            }

            var isLog = method == TrimMethod.LogIqr;
            var (q1, q3) = (Sample.Quantile(sorted, 0.25), Sample.Quantile(sorted, 0.75));
            if (isLog)
                (q1, q3) = (Math.Log(q1), Math.Log(q3));
            return new(q3, q1, q3 > q1 ? q3 - q1 : Sample.Of(isLog ? Logs(sorted) : sorted).Sd * QuartilesOfSd, isLog, whole);
        }

        internal double High(double k) => Spread > 0 ? Whole.High(Back(From + (k * Spread))) : double.PositiveInfinity;

        internal double Low(double k) => Spread > 0 ? Whole.Low(Back(FromLow - (k * Spread))) : double.NegativeInfinity;

        private static double[] Logs(ReadOnlySpan<double> sorted)
        {
            var logs = new double[sorted.Length];
            for (var i = 0; i < logs.Length; i++)
                logs[i] = Math.Log(sorted[i]);
            return logs;
        }

        private double Back(double number) => IsLog ? Math.Exp(number) : number;
    }
}
