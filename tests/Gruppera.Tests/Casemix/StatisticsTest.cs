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

    /// <summary>R: <c>qt(0.975, 19)</c>. Every term of the expansion but the last constant shows here.</summary>
    [Fact]
    public void Student_s_quantile_has_all_its_terms() => Assert.Equal(2.093024054408263, MeanInterval.Student(19), 5e-7);

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
        Assert.Equal(1, Chances.AboveChiSquare(-x, 2));

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
        Assert.NotNull(MeanInterval.Of(100, 10, 10, 0));
    }

    /// <summary>Hall's transformation of what lies between the mean and an end gives Student's quantile, which the interval solves for.</summary>
    [Theory]
    [InlineData(30, 3)]
    [InlineData(12, -0.5)]
    [InlineData(400, 8)]
    public void The_ends_of_the_interval_solve_the_equation_of_the_source(int count, double skewness)
    {
        var (low, high) = MeanInterval.Of(100, 10, count, skewness)!.Value;
        var t = MeanInterval.Student(count - 1) / Math.Sqrt(count);
        Assert.Equal((t, -t), (Transformed((100 - low) / (10 * Math.Sqrt(count))), Transformed((100 - high) / (10 * Math.Sqrt(count)))), Within(1e-12));

        double Transformed(double x) => x + (skewness * x * x / 3) + (skewness * skewness * x * x * x / 27) + (skewness / (6 * count));
    }

    /// <summary>What needs more, or other, numbers than there are is 0, and never what is no number.</summary>
    [Fact]
    public void Few_or_equal_numbers_have_no_spread()
    {
        Assert.Equal(new(1, 5, 5, 0, 0), Sample.Of([5]));
        Assert.Equal(new(3, 5, 5, 0, 0), Sample.Of([5, 5, 5]));
        Assert.Equal((0, 0), (default(Sample).Cv, Sample.Of([0, 0]).Cv));
        Assert.Throws<ArgumentException>("count", () => Sample.Quantile([new(1, 2), new(3, 1)], 4, 1));
    }

    /// <summary>With one degree of freedom Student's distribution is Cauchy's: 1/2 - arctan(z) / pi. By hand: Benjamini and Hochberg's values.</summary>
    [Fact]
    public void Chances_know_clusters_and_many_tests()
    {
        Assert.Equal(0.025, Chances.Above(1.959963984540054), 1e-12);
        Assert.Equal((Chances.Above(2), 1), (Chances.Above(2, 0), Chances.Above(2, 1)));
        Assert.Equal(0.5 - (Math.Atan(3) / Math.PI), Chances.Above(3, 2), 1e-12);
        Assert.Equal((0, 1), (Chances.Above(double.PositiveInfinity, 5), Chances.Above(double.NegativeInfinity, 5)));
        Assert.Equal([0.04, 0.06, 0.06, 0.5], Chances.Adjust([0.01, 0.04, 0.045, 0.5]).Select(value => Math.Round(value, 12)));
    }

    private static IEqualityComparer<(double, double)> Within(double tolerance) =>
        EqualityComparer<(double, double)>.Create((one, other) => Math.Abs(one.Item1 - other.Item1) < tolerance && Math.Abs(one.Item2 - other.Item2) < tolerance);

    private static void Close(double expected, double actual, double scale = 0) =>
        Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Math.Max(scale, Math.Abs(expected)));

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)];
}
