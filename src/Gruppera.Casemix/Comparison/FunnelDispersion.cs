using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Comparison;

/// <summary>How much more units differ than chance within them explains. Immutable.</summary>
/// <param name="Units">Units.</param>
/// <param name="Phi">Mean square of their winsorised z-scores: about 1 by chance alone.</param>
/// <param name="P">Chance of as much, by chi-square; 1 with fewer than five units.</param>
/// <param name="Tau">Standard deviation between units, on the scale of the limits; 0 where the test shows none.</param>
/// <param name="Method">What the limits do about it.</param>
/// <remarks>Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance" (2005), and "Handling over-dispersion of
/// performance indicators", Quality and Safety in Health Care 14 (2005); DerSimonian and Laird's moment estimator.
/// docs/casemix/compare.md has the formulas.</remarks>
public sealed record FunnelDispersion(int Units, double Phi, double P, double Tau, Overdispersion Method)
{
    private const int FewestUnits = 5;
    private const double Winsorised = 0.1;
    private const double Significant = 0.05;

    /// <summary>True if the test shows that units differ by more than chance.</summary>
    public bool IsShown => P < Significant;

    /// <summary>Tests units.</summary>
    /// <param name="scores">Of each unit its z-score and the standard error of its value.</param>
    /// <param name="method">What limits are to do.</param>
    internal static FunnelDispersion Of(IReadOnlyList<(double Z, double Error)> scores, Overdispersion method)
    {
        var known = scores.Where(score => score.Error > 0 && double.IsFinite(score.Z)).ToList();
        if (known.Count < FewestUnits)
            return new(known.Count, 1, 1, 0, method);
        double[] sorted = [.. known.Select(score => score.Z).Order()];
        var (low, high) = (Sample.Quantile(sorted, Winsorised), Sample.Quantile(sorted, 1 - Winsorised));
        var q = known.Sum(score => Math.Pow(Math.Clamp(score.Z, low, high), 2));
        var p = Tests.AboveChiSquare(q, known.Count - 1);
        var (weights, squares) = (0.0, 0.0);
        foreach (var (_, error) in known)
            (weights, squares) = (weights + (1 / error / error), squares + Math.Pow(error, -4));
        var between = Math.Max(0, (q - (known.Count - 1)) / (weights - (squares / weights)));
        return new(known.Count, q / known.Count, p, p < Significant ? Math.Sqrt(between) : 0, method);
    }

    /// <summary>Tests ratios of observed to expected.</summary>
    /// <param name="ratios">Of each unit its ratio and the standard error of it.</param>
    /// <param name="method">What limits are to do.</param>
    internal static FunnelDispersion OfRatios(IEnumerable<(double Ratio, double Error)> ratios, Overdispersion method) =>
        Of([.. ratios.Select(unit => ((unit.Ratio - 1) / unit.Error, unit.Error))], method);

    /// <summary>The 95 % interval of a ratio of observed to expected, never below 0.</summary>
    internal (double Low, double High) Interval(double ratio, double error)
    {
        var half = Distributions.Z95 * Math.Sqrt(Widen(error * error));
        return (Math.Max(0, ratio - half), ratio + half);
    }

    /// <summary>-1 or 1 if a ratio of observed to expected is less or more than 1 beyond 99.8 %; 0 otherwise.</summary>
    /// <param name="spread">How much more units differ than by chance; null for chance alone.</param>
    /// <param name="ratio">The ratio.</param>
    /// <param name="error">Its standard error by chance.</param>
    internal static int Beyond(FunnelDispersion? spread, double ratio, double error) =>
        Math.Abs(ratio - 1) > Distributions.Z998 * Math.Sqrt(spread?.Widen(error * error) ?? (error * error)) ? Math.Sign(ratio - 1) : 0;

    /// <summary>The variance of a unit's value that limits are made from.</summary>
    /// <param name="variance">Its variance by chance within it.</param>
    internal double Widen(double variance) => !IsShown ? variance : Method switch
    {
        Overdispersion.Additive => variance + (Tau * Tau),
        Overdispersion.Multiplicative => variance * Math.Max(1, Phi),
        _ => variance,
    };
}
