namespace Gruppera.Casemix.Statistics;

/// <summary>What is said of a sample. Immutable; numbers that need more contacts than there are, are 0.</summary>
/// <param name="Count">Observations, n.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Median">Quantile 0.5.</param>
/// <param name="Sd">Standard deviation, with n - 1.</param>
/// <param name="Skewness">g1 = m3 / m2^1.5, with moments about the mean divided by n.</param>
public readonly record struct Sample(int Count, double Mean, double Median, double Sd, double Skewness)
{
    /// <summary>Coefficient of variation: standard deviation over mean.</summary>
    public double Cv => Mean == 0 ? 0 : Sd / Mean;

    /// <summary>Sum of the observations.</summary>
    public double Sum => Mean * Count;

    /// <summary>Describes numbers in ascending order, in two passes.</summary>
    public static Sample Of(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
            return default;
        var mean = NeumaierSum.Of(sorted) / sorted.Length;
        var (squares, cubes) = (new NeumaierSum(), new NeumaierSum());
        foreach (var number in sorted)
        {
            var difference = number - mean;
            squares.Add(difference * difference);
            cubes.Add(difference * difference * difference);
        }

        var variance = squares.Value / sorted.Length;
        return new(
            sorted.Length,
            mean,
            Quantile(sorted, 0.5),
            sorted.Length > 1 ? Math.Sqrt(squares.Value / (sorted.Length - 1)) : 0,
            variance > 0 ? cubes.Value / sorted.Length / Math.Pow(variance, 1.5) : 0);
    }

    /// <summary>The quantile of numbers in ascending order, by R's type 7 (its default): with h = (n - 1) p, the number at place
    /// floor(h) counted from 0, and of the step to the next one the part h - floor(h). 0 for no numbers.</summary>
    /// <remarks>Source: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996).</remarks>
    public static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty)
            return 0;
        var (below, part) = Place(sorted.Length, p);
        return part == 0 ? sorted[(int)below] : Between(sorted[(int)below], sorted[(int)below + 1], part);
    }

    /// <summary>The same of numbers that are counted: each in ascending order, with how many times it is there.</summary>
    /// <param name="counts">Numbers and their counts; counts of 0 are passed over.</param>
    /// <param name="count">All of the counts together.</param>
    /// <param name="p">Share, 0 to 1.</param>
    public static double Quantile(IEnumerable<KeyValuePair<int, long>> counts, long count, double p)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (count == 0)
            return 0;
        var (below, part) = Place(count, p);
        var (seen, first) = (0L, (int?)null);
        foreach (var (number, times) in counts)
        {
            seen += times;
            if (seen <= below)
                continue;
            first ??= number;
            if (part == 0 || seen > below + 1)
                return Between(first.Value, number, part);
        }

        throw new ArgumentException("There are fewer numbers than their count.", nameof(count));
    }

    private static (long Below, double Part) Place(long count, double p)
    {
        var place = (count - 1) * Math.Clamp(p, 0, 1);
        var below = (long)place;
        return below + 1 >= count ? (below, 0) : (below, place - below);
    }

    private static double Between(double below, double above, double part) => below + (part * (above - below));
}
