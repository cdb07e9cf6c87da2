using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Statistics;
using Chances = Gruppera.Casemix.Statistics.Tests;

namespace Gruppera.Tests.Casemix;

/// <summary>Statistics against exact fractions, and against what R documents.</summary>
public class StatisticsTest
{
    /// <summary>R: <c>quantile(x, p)</c>, type 7.</summary>
    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.25, 3.25)]
    [InlineData("1 2 3 4 5 6 7 8 9 10", 0.75, 7.75)]
    [InlineData("15 20 35 40 50", 0.4, 29)]
    [InlineData("15 20 35 40 50", 0, 15)]
    [InlineData("15 20 35 40 50", 1, 50)]
    [InlineData("3 6 7 8 8 10 13 15 16 20", 0.5, 9)]
    [InlineData("7", 0.3, 7)]
    [InlineData("", 0.5, 0)]
    public void Quantiles_are_those_of_type_7(string numbers, double p, double quantile) => Assert.Equal(quantile, Sample.Quantile(Numbers(numbers), p), 1e-12);

    /// <summary>R: <c>qt(0.975, df)</c>.</summary>
    [Theory]
    [InlineData(9, 2.262157)]
    [InlineData(29, 2.045230)]
    [InlineData(100, 1.983972)]
    [InlineData(100_000, 1.959988)]
    public void Student_s_quantile_is_right_to_a_ten_thousandth(int freedom, double quantile) => Assert.Equal(quantile, MeanInterval.Student(freedom), quantile / 10_000);

    /// <summary>With 2, 4 and 6 degrees of freedom the tail is e^-x/2 times 1, 1 + x/2 and 1 + x/2 + x²/8; with 1 it is that of a normal variable on
    /// both sides: R's <c>pchisq(qchisq(p, 1, lower = FALSE), 1, lower = FALSE)</c>.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(400)]
    public void Chi_square_tails_are_exact_however_small(double x)
    {
        var tail = Math.Exp(-x / 2);
        Close(tail, Chances.AboveChiSquare(x, 2));
        Close(tail * (1 + (x / 2)), Chances.AboveChiSquare(x, 4));
        Close(tail * (1 + (x / 2) + (x * x / 8)), Chances.AboveChiSquare(x, 6));
        Assert.Equal(0.001, Chances.AboveChiSquare(10.827566170662733, 1), 1e-12);
        Assert.Equal(0.05, Chances.AboveChiSquare(3.841458820694124, 1), 1e-12);

        static void Close(double expected, double actual) => Assert.Equal(1, actual / expected, 1e-9);
    }

    [Fact]
    public void A_sum_keeps_what_large_terms_hide() => Assert.Equal(2, NeumaierSum.Of([1, 1e100, 1, -1e100]));

    [Fact]
    public void Mean_deviation_and_skewness_are_the_exact_fractions() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Choose(1, 100_000_000)).Where(numbers => numbers.Length > 1 && numbers.Distinct().Skip(1).Any())), costs =>
        {
            var sample = Sample.Of(Array.ConvertAll(costs, cost => (double)cost).Order().ToArray());
            BigInteger n = costs.Length, sum = 0, squares = 0;
            foreach (var cost in costs)
                (sum, squares) = (sum + cost, squares + ((BigInteger)cost * cost));
            var cubes = costs.Aggregate(BigInteger.Zero, (total, cost) => total + BigInteger.Pow((n * cost) - sum, 3));
            var spread = (n * squares) - (sum * sum);
            Close((double)sum / costs.Length, sample.Mean);
            Close(Math.Sqrt((double)spread / ((double)n * ((double)n - 1))), sample.Sd);
            Close((double)cubes / Math.Pow((double)n, 4), sample.Skewness * Math.Pow((double)spread / Math.Pow((double)n, 2), 1.5), sample.Sd * sample.Sd * sample.Sd);
            return true;
        }));

    /// <summary>The interval is Student's where there is no skewness, and reaches further up where there is.</summary>
    [Fact]
    public void The_interval_leans_with_the_skewness()
    {
        var (low, high) = MeanInterval.Of(100, 10, 30, 0)!.Value;
        Assert.Equal((100 - 20.45230, 100 + 20.45230), (low, high), Within(0.001));
        (low, high) = MeanInterval.Of(100, 10, 30, 3)!.Value;
        Assert.True(high - 100 > 100 - low && low < 100);
        Assert.Null(MeanInterval.Of(100, 10, 9, 0));
    }

    private static IEqualityComparer<(double, double)> Within(double tolerance) =>
        EqualityComparer<(double, double)>.Create((one, other) => Math.Abs(one.Item1 - other.Item1) < tolerance && Math.Abs(one.Item2 - other.Item2) < tolerance);

    private static void Close(double expected, double actual, double scale = 0) =>
        Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Math.Max(scale, Math.Abs(expected)));

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)];
}
