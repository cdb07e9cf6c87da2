using Gruppera.Casemix.Impact;

namespace Gruppera.Tests.Casemix;

/// <summary>The complication review where contacts of a hospital are not independent, and pairs of diagnoses.</summary>
public class ClusterReviewTest
{
    /// <summary>Hospitals have costs of their own, and code HERE at rates of their own; HERE costs nothing, nor does EVEN.</summary>
    private static ComplicationReview Region(int seed, bool isClustered, int hospitals = 40, int contacts = 6_000)
    {
        var random = new Random(seed);
        var review = new ComplicationReview();
        var (own, rates) = (new double[hospitals], new double[hospitals]);
        for (var i = 0; i < hospitals; i++)
            (own[i], rates[i]) = (0.2 * MadeContacts.Normal(random), 0.1 + (0.6 * random.NextDouble()));
        for (var i = 0; i < contacts; i++)
        {
            var hospital = random.Next(hospitals);
            var codes = new List<SecondaryCode>();
            if (random.NextDouble() < rates[hospital])
                codes.Add(new("HERE", 0));
            if (random.NextDouble() < 0.2)
                codes.Add(new("EVEN", 0));
            review.Add($"G{random.Next(4)}", true, Math.Exp(9 + own[hospital] + (0.5 * MadeContacts.Normal(random))), codes, [], isClustered ? $"H{hospital}" : null);
        }

        return review;
    }

    private static ComplicationFindings Review(ComplicationReview review, ReviewMethod method = ReviewMethod.Highest) => review.Review(30, _ => ("", 0), method: method);

    /// <summary>Shares of intervals that hold 1: by contact and by hospital of a code that hospitals use unlike, by hospital of one that they use alike.</summary>
    internal static readonly Lazy<(double Plain, double Clustered, double Even)> Study = new(() =>
    {
        var (plain, clustered, even) = (0, 0, 0);
        const int Regions = 200;
        for (var seed = 1; seed <= Regions; seed++)
        {
            plain += Holds(Review(Region(seed, isClustered: false)), "HERE");
            var by = Review(Region(seed, isClustered: true));
            (clustered, even) = (clustered + Holds(by, "HERE"), even + Holds(by, "EVEN"));
        }

        return ((double)plain / Regions, (double)clustered / Regions, (double)even / Regions);

        static int Holds(ComplicationFindings found, string code) => found.Effects.Single(effect => effect.Code == code) is { Low: <= 1, High: >= 1 } ? 1 : 0;
    });

    [Trait("lane", "slow")]
    [Fact]
    public void Intervals_by_hospital_hold_the_truth_where_those_by_contact_do_not()
    {
        var (plain, clustered, even) = Study.Value;
        Assert.InRange(plain, 0, 0.75);
        Assert.InRange(clustered, 0.9, 0.98);
        Assert.InRange(even, 0.9, 0.98);
    }

    /// <summary>By hand: least squares on indicators of codes and groups, all of them, and the sandwich of Cameron and Miller.</summary>
    [Fact]
    public void The_error_is_that_of_the_sandwich()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 400).Select(_ => (Group: random.Next(3), Hospital: random.Next(12), A: random.Next(3) == 0, B: random.Next(4) == 0, Log: 0.0))
            .Select(row => row with { Log = 8 + (0.3 * row.Group) + (0.1 * (row.Hospital % 5)) + (row.A ? 0.2 : 0) + (0.4 * MadeContacts.Normal(random)) }).ToList();
        var review = new ComplicationReview();
        foreach (var row in rows)
            review.Add($"{row.Group}", true, Math.Exp(row.Log), new[] { row.A ? "A" : "", row.B ? "B" : "" }.Where(code => code.Length > 0).Select(code => new SecondaryCode(code)), [], $"{row.Hospital}");
        var effects = Review(review, ReviewMethod.Additive).Effects;

        var x = rows.Select(row => new[] { row.A ? 1.0 : 0, row.B ? 1 : 0, row.Group == 0 ? 1 : 0, row.Group == 1 ? 1 : 0, row.Group == 2 ? 1 : 0 }).ToList();
        var bread = Inverse(Sum(x.Select(each => Outer(each, each))));
        var slopes = Times(bread, Enumerable.Range(0, 5).Select(i => x.Zip(rows, (each, row) => each[i] * row.Log).Sum()).ToArray());
        var scores = rows.Zip(x).GroupBy(pair => pair.First.Hospital).Select(hospital => Enumerable.Range(0, 5).Select(i => hospital.Sum(pair => pair.Second[i] * (pair.First.Log - pair.Second.Zip(slopes, (one, slope) => one * slope).Sum()))).ToArray()).ToList();
        var meat = Sum(scores.Select(score => Outer(score, score)));
        foreach (var (code, place) in new[] { ("A", 0), ("B", 1) })
        {
            var part = Enumerable.Range(0, 5).Select(i => bread[place][i]).ToArray();
            var variance = Times(meat, part).Zip(part, (one, other) => one * other).Sum() * 12 / 11 * 399 / 395;
            var effect = effects.Single(each => each.Code == code);
            Assert.Equal(slopes[place], Math.Log(effect.Ratio), 1e-9);
            Assert.Equal(Math.Sqrt(variance), Math.Log(effect.High / effect.Low) / 2 / 2.200985160082949, 1e-5); // Student's quantile with 11 degrees of freedom
        }

        static double[][] Sum(IEnumerable<double[][]> all) => all.Aggregate((one, other) => [.. one.Zip(other, (a, b) => a.Zip(b, (c, d) => c + d).ToArray())]);
        static double[][] Outer(double[] one, double[] other) => [.. one.Select(a => other.Select(b => a * b).ToArray())];
        static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];
    }

    /// <summary>A and B of the same level cost half as much again together; A and C cost what the higher of them does.</summary>
    [Fact]
    public void Two_codes_that_cost_more_together_are_told_and_no_others()
    {
        var wrong = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var review = new ComplicationReview();
            for (var i = 0; i < 12_000; i++)
            {
                var codes = new[] { "A", "B", "C", "D" }.Where(_ => random.NextDouble() < 0.2).ToList();
                var effect = codes.Count == 0 ? 0 : Math.Log(1.2);
                if (codes.Contains("A") && codes.Contains("B"))
                    effect += Math.Log(1.5);
                review.Add($"G{i % 5}", true, Math.Exp(9 + effect + (0.5 * MadeContacts.Normal(random))), codes.Select(code => new SecondaryCode(code, 1)), []);
            }

            var pairs = review.Review(30, _ => ("X", 1)).Pairs;
            Assert.Equal((6, "A", "B"), (pairs.Length, pairs[0].First, pairs[0].Second));
            Assert.True(pairs[0].FalseRate < 0.001);
            Assert.InRange(pairs[0].Ratio, 1.35, 1.65);
            wrong += pairs.Skip(1).Count(pair => pair.FalseRate <= 0.05);
        }

        Assert.InRange(wrong, 0, 3);
    }

    internal static double[][] Inverse(double[][] matrix)
    {
        var n = matrix.Length;
        var work = matrix.Select((row, i) => row.Concat(Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)).ToArray()).ToArray();
        for (var i = 0; i < n; i++)
        {
            var best = Enumerable.Range(i, n - i).MaxBy(row => Math.Abs(work[row][i]));
            (work[i], work[best]) = (work[best], work[i]);
            var pivot = work[i][i];
            work[i] = [.. work[i].Select(each => each / pivot)];
            for (var row = 0; row < n; row++)
            {
                if (row != i)
                    work[row] = [.. work[row].Zip(work[i], (one, other) => one - (work[row][i] * other))];
            }
        }

        return [.. work.Select(row => row[n..])];
    }
}
