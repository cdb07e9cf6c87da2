using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Gruppera.Casemix.Statistics;

/// <summary>Chances of the normal and the chi-square distribution, and many tests held together. Thread-safe.</summary>
internal static class Tests
{
    /// <summary>Chance that a standard normal variable lies above z.</summary>
    internal static double Above(double z) => Normal.CDF(0, 1, -z);

    /// <summary>The same of Student's distribution with a degree of freedom less than there are clusters; normal without clusters, and 1
    /// with a single one, which tells nothing.</summary>
    internal static double Above(double z, int clusters) => clusters switch
    {
        0 => Above(z),
        1 => 1,
        _ => double.IsFinite(z) ? StudentT.CDF(0, 1, clusters - 1, -z) : z > 0 ? 0 : 1,
    };

    /// <summary>Chance that a chi-square variable lies above a value: the upper tail itself, exact where it is small.</summary>
    internal static double AboveChiSquare(double value, int freedom) =>
        value <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, value / 2);

    /// <summary>P-values held together: the share of false finds where all with at most that value are taken.</summary>
    /// <remarks>Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995).</remarks>
    internal static double[] Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var least = 1.0;
        var order = Enumerable.Range(0, values.Count).OrderByDescending(i => values[i]).ToArray();
        for (var place = 0; place < order.Length; place++)
            adjusted[order[place]] = least = Math.Min(least, values[order[place]] * values.Count / (values.Count - place));
        return adjusted;
    }
}
