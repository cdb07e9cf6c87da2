namespace Gruppera.Casemix.Statistics;

/// <summary>The interval within which the mean lies with 95 % confidence. Costs are skewed to the right: the interval reaches
/// further up than down, as skewness says.</summary>
/// <remarks>Source: P. Hall, On the removal of skewness by transformation, JRSS B 54 (1992); for costs of care, X.-H. Zhou and S. Gao,
/// One-sided confidence intervals for means of positively skewed distributions, The American Statistician 54 (2000). The quantile
/// is Student's with n - 1 degrees of freedom.</remarks>
public static class MeanInterval
{
    /// <summary>Observations below which no interval is given.</summary>
    public const int MinCount = 10;

    private const double Normal = 1.959963984540054;

    /// <summary>The interval about an estimate.</summary>
    /// <param name="estimate">The mean, or a multiple of it.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="count">Observations; below <see cref="MinCount"/> there is no interval.</param>
    /// <param name="skewness">Skewness g1 of the observations.</param>
    public static (double Low, double High)? Of(double estimate, double standardError, int count, double skewness)
    {
        if (count < MinCount)
            return null;
        var root = Math.Sqrt(count);
        var t = Student(count - 1) / root;
        return (
            estimate - (standardError * root * Inverse(t, skewness, count)),
            estimate - (standardError * root * Inverse(-t, skewness, count)));
    }

    /// <summary>The 0.975 quantile of Student's distribution by its expansion in 1 / degrees of freedom: right to 0.01 % from 9 of
    /// them.</summary>
    internal static double Student(int freedom)
    {
        const double z = Normal, z2 = z * z;
        var v = (double)freedom;
        return z * (1
            + ((z2 + 1) / (4 * v))
            + (((((5 * z2) + 16) * z2) + 3) / (96 * v * v))
            + (((((((3 * z2) + 19) * z2) + 17) * z2) - 15) / (384 * v * v * v))
            + (((((((((79 * z2) + 776) * z2) + 1482) * z2) - 1920) * z2) - 945) / (92_160 * v * v * v * v)));
    }

    /// <summary>The inverse of Hall's cubic transformation; the identity where there is no skewness.</summary>
    private static double Inverse(double y, double skewness, int count) => Math.Abs(skewness) < 1e-6
        ? y
        : 3 / skewness * (Math.Cbrt(1 + (skewness * (y - (skewness / (6 * count))))) - 1);
}
