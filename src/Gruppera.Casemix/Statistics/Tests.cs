namespace Gruppera.Casemix.Statistics;

/// <summary>Chances of the normal and the chi-square distribution, and many tests held together. Thread-safe.</summary>
internal static class Tests
{
    /// <summary>Chance that a standard normal variable lies above z, right to a relative error of 1.2e-7.</summary>
    /// <remarks>Source: W. H. Press and others, Numerical Recipes (1992), 6.2, erfcc.</remarks>
    internal static double Above(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        ReadOnlySpan<double> terms =
        [
            0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
        ];
        var sum = 0.0;
        foreach (var term in terms)
            sum = (sum * t) + term;
        var tail = t * Math.Exp((-x * x) + sum) / 2;
        return z >= 0 ? tail : 1 - tail;
    }

    /// <summary>Chance that a chi-square variable lies above a value. Source: E. B. Wilson and M. M. Hilferty (1931).</summary>
    internal static double AboveChiSquare(double value, int freedom)
    {
        var spread = 2.0 / (9 * freedom);
        return Above((Math.Cbrt(value / freedom) - (1 - spread)) / Math.Sqrt(spread));
    }

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
