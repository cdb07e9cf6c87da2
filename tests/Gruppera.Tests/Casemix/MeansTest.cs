using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>What trimming does to weights whose truth is known, and means that keep their expectation.</summary>
public class MeansTest
{
    private sealed record Made(double Mean, double[] Costs);

    /// <summary>Log-normal groups of 60 to 400 contacts, from little to much skewed.</summary>
    private static Dictionary<string, Made> Groups(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, 300).ToDictionary(i => $"{(char)('A' + (i / 20))}{i % 20:00}N", i =>
        {
            var (mean, sigma) = (20_000 * Math.Exp(0.6 * MadeContacts.Normal(random)), 0.35 + (0.75 * i / 300));
            return new Made(mean, [.. Enumerable.Range(0, 60 + random.Next(340)).Select(_ => mean * Math.Exp((sigma * MadeContacts.Normal(random)) - (sigma * sigma / 2)))]);
        });
    }

    /// <summary>For each method: the bias of weights in the least and the most skewed third of groups, and the share of intervals that hold the truth.</summary>
    internal static readonly Lazy<(double Least, double Most, double Held)[]> Study = new(() =>
    {
        var (bias, held, all) = (new double[3, 3], new int[3], 0);
        for (var seed = 1; seed <= 3; seed++)
        {
            var groups = Groups(seed);
            var table = new TrimmedTable(Contacts.Table(groups.SelectMany(group => group.Value.Costs.Select(cost => Contacts.Of(group.Key, cost)))), TrimRule.Parse("iqr:5%")!.Value);
            var one = groups.Sum(group => group.Value.Mean * group.Value.Costs.Length) / groups.Sum(group => group.Value.Costs.Length);
            foreach (var method in Enum.GetValues<MeanMethod>())
            {
                var computed = WeightCalculator.Compute(table.With(method), new() { SmallGroups = SmallGroups.Borrow });
                var place = 0;
                foreach (var row in computed.Rows)
                {
                    var truth = groups[row.Drg].Mean / one;
                    bias[(int)method, place++ / 100] += ((row.Weight!.Value / truth) - 1) / 300;
                    held[(int)method] += truth >= row.Interval!.Value.Low && truth <= row.Interval.Value.High ? 1 : 0;
                }
            }

            var corrected = WeightCalculator.Compute(table.With(MeanMethod.Corrected), new() { SmallGroups = SmallGroups.Borrow });
            Assert.Equal(groups.Sum(group => group.Value.Costs.Sum()), corrected.Rows.Sum(row => row.Weight!.Value * corrected.Materials[0].MeanCost * row.Contacts!.All.Count), 1e-3);
            all += groups.Count;
            Told(WeightCalculator.Compute(table, new()).Materials[0].Bias!, groups, table);
        }

        return [.. Enumerable.Range(0, 3).Select(method => (bias[method, 0], bias[method, 2], (double)held[method] / all))];
    });

    [Fact]
    public void Corrected_means_hold_the_truth_where_means_of_inliers_do_not()
    {
        var (inliers, winsorised, corrected) = (Study.Value[0], Study.Value[1], Study.Value[2]);
        Assert.InRange(inliers.Least, 0.08, 0.14);
        Assert.InRange(inliers.Most, -0.15, -0.09);
        Assert.True(Math.Abs(winsorised.Least) < 0.6 * inliers.Least && Math.Abs(winsorised.Most) < 0.6 * -inliers.Most);
        Assert.True(Math.Abs(corrected.Least) < 0.01 && Math.Abs(corrected.Most) < 0.01);
        Assert.InRange(inliers.Held, 0, 0.6);
        Assert.InRange(corrected.Held, 0.925, 0.97);
    }

    /// <summary>By hand: what is told of trimming is the mean move of weights in the thirds.</summary>
    private static void Told(TrimBias told, Dictionary<string, Made> groups, TrimmedTable table)
    {
        var limits = table.Groups.ToDictionary(group => group.Group.Drg, group => group.CostLimit.High);
        var inside = groups.ToDictionary(group => group.Key, group => group.Value.Costs.Where(cost => cost <= limits[group.Key]).ToArray());
        var (trimmed, plain) = (inside.Values.SelectMany(costs => costs).Average(), groups.Values.SelectMany(group => group.Costs).Average());
        double Skewness(double[] costs) => costs.Average(cost => Math.Pow(cost - costs.Average(), 3)) / Math.Pow(costs.Average(cost => Math.Pow(cost - costs.Average(), 2)), 1.5);
        var moves = groups.OrderBy(group => Skewness(group.Value.Costs)).Select(group => (inside[group.Key].Average() / trimmed / (group.Value.Costs.Average() / plain)) - 1).ToList();
        Assert.Equal((moves.Take(100).Average(), moves.Skip(200).Average()), (told.Least, told.Most), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9));
    }
}
