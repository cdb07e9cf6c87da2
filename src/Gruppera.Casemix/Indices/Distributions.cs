using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Indices;

/// <summary>Quantiles that intervals and control limits need. Thread-safe.</summary>
internal static class Distributions
{
    /// <summary>97.5 % quantile of the normal distribution: limits at 95 %.</summary>
    internal const double Z95 = 1.959963984540054;

    /// <summary>99.9 % quantile of the normal distribution: limits at 99.8 %.</summary>
    internal const double Z998 = 3.090232306167813;

    /// <summary>97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, within 1 % from 3 and 0.01 % from 9.</summary>
    internal static double StudentQuantile95(long freedom) => freedom switch
    {
        1 => 12.706204736432095,
        2 => 4.302652729911275,
        _ => MeanInterval.Student((int)Math.Min(freedom, int.MaxValue)),
    };

    /// <summary>Quantile of a gamma distribution of this mean and variance, for a sum of skewed costs (Wilson and Hilferty).</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="variance">Variance.</param>
    /// <param name="z">The quantile of the normal distribution at the same probability.</param>
    internal static double GammaQuantile(double mean, double variance, double z)
    {
        if (variance <= 0)
            return mean;
        var shape = mean * mean / variance;
        var root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return root > 0 ? mean * root * root * root : 0;
    }

    /// <summary>The quantile of the normal distribution at the probability of a number: the inverse of <see cref="GammaQuantile"/>; not a
    /// number without variance.</summary>
    internal static double GammaScore(double mean, double variance, double number)
    {
        if (variance <= 0 || mean <= 0)
            return double.NaN;
        var shape = mean * mean / variance;
        return (Math.Cbrt(number / mean) - (1 - (1 / (9 * shape)))) * 3 * Math.Sqrt(shape);
    }
}
