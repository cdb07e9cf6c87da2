using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Weights of small groups on a made-up region whose true weights are known.</summary>
public class CredibilityTest
{
    private static readonly (int From, int To)[] Sizes = [(1, 5), (6, 14), (15, 29), (30, 59)];

    private sealed record Region(
        Dictionary<string, double> Truth, Dictionary<string, (string Stem, double Centre, double Sigma)> Plan, GroupedContact[] Contacts, GroupedContact[] YearBefore)
    {
        /// <summary>Groups of 20 MDCs, most base groups divided by level, sizes as in a region: many with few contacts. Costs are log-normal.</summary>
        public static Region Made(int seed)
        {
            var random = new Random(seed);
            var (truth, made, now, before) = (new Dictionary<string, double>(), new Dictionary<string, (string, double, double)>(), new List<GroupedContact>(), new List<GroupedContact>());
            for (var mdc = 'A'; mdc <= 'T'; mdc++)
            {
                var ofMdc = 0.3 * MadeContacts.Normal(random);
                for (var stem = 1; stem <= 25; stem++)
                {
                    var ofBase = 10 + ofMdc + (0.6 * MadeContacts.Normal(random));
                    var size = Math.Exp(3.2 + (1.9 * MadeContacts.Normal(random)));
                    foreach (var (letter, level, share) in random.Next(10) < 7 ? new[] { ('E', 0.0, 0.6), ('C', 0.3, 0.3), ('A', 0.75, 0.1) } : [('N', 0.1, 1.0)])
                    {
                        var drg = $"{mdc}{stem:00}{letter}";
                        var mean = truth[drg] = Math.Exp(ofBase + level + (0.15 * MadeContacts.Normal(random)));
                        var sigma = 0.65 + (0.2 * random.NextDouble());
                        made[drg] = ($"{mdc}{stem:00}", 10 + ofMdc + level, sigma);
                        Fill(now, drg, mean, sigma, size * share);
                        Fill(before, drg, mean * Math.Exp(0.06 * MadeContacts.Normal(random)), sigma, size * share);
                    }
                }
            }

            return new(truth, made, [.. now], [.. before]);

            void Fill(List<GroupedContact> contacts, string drg, double mean, double sigma, double count)
            {
                for (var i = (int)Math.Floor(count + random.NextDouble()); i > 0; i--)
                    contacts.Add(Casemix.Contacts.Of(drg, mean * Math.Exp((sigma * MadeContacts.Normal(random)) - (sigma * sigma / 2))));
            }
        }
    }

    private static ComputedWeights Compute(GroupedContact[] contacts, SmallGroups small, WeightList? previous = null, int min = 30) =>
        WeightCalculator.Compute(new(Contacts.Table(contacts), TrimRules.None), new() { SmallGroups = small, Previous = previous, MinContacts = min });

    /// <summary>Logarithms of weights by one who knows how the region was made: the means of MDCs, the variances of base groups, levels and costs; Bayes' rule.</summary>
    private static Dictionary<string, double> Oracle(Region region, ComputedWeights own)
    {
        var known = new Dictionary<string, double>();
        foreach (var stem in own.Rows.Where(row => row.Contacts is not null).GroupBy(row => region.Plan[row.Drg].Stem))
        {
            var rows = stem.ToList();
            var away = rows.Select(row => Math.Log(row.Weight!.Value * own.Materials[0].MeanCost) - region.Plan[row.Drg].Centre).ToArray();
            var inverse = ClusterReviewTest.Inverse([.. rows.Select((row, i) => rows.Select((_, j) => 0.36 + (i == j ? 0.0225 + ((Math.Exp(Math.Pow(region.Plan[row.Drg].Sigma, 2)) - 1) / row.Contacts!.Inner.Count) : 0)).ToArray())]);
            double[] part = [.. inverse.Select(each => each.Zip(away, (a, b) => a * b).Sum())];
            for (var i = 0; i < rows.Count; i++)
                known[rows[i].Drg] = region.Plan[rows[i].Drg].Centre + (0.36 * part.Sum()) + (0.0225 * part[i]);
        }

        return known;
    }

    /// <summary>Errors of logarithms of weights by size: own mean, borrowed, credible, credible with the list before, and by one who knows all; and the share of
    /// credible intervals that hold the truth.</summary>
    internal static readonly Lazy<(double[][] Rmse, double Held)> Study = new(() =>
    {
        var (errors, held, all) = (new double[5, 4], 0, 0);
        var counts = new int[4];
        for (var seed = 1; seed <= 4; seed++)
        {
            var region = Region.Made(seed);
            var previous = Compute(region.YearBefore, SmallGroups.Borrow, min: 1).ToList(new() { Id = "before" }, _ => "");
            ComputedWeights[] lists =
            [
                Compute(region.Contacts, SmallGroups.Borrow, min: 1), Compute(region.Contacts, SmallGroups.Borrow),
                Compute(region.Contacts, SmallGroups.Credibility), Compute(region.Contacts, SmallGroups.Credibility, previous),
            ];
            var oracle = Oracle(region, lists[0]);
            for (var list = 0; list < lists.Length; list++)
            {
                foreach (var row in lists[list].Rows.Where(row => row.Contacts is not null))
                {
                    var size = Array.FindIndex(Sizes, each => row.Contacts!.Inner.Count >= each.From && row.Contacts.Inner.Count <= each.To);
                    var truth = region.Truth[row.Drg] / lists[list].Materials[0].MeanCost;
                    if (list == 2 && row.Origin == WeightOrigin.Credible)
                        (held, all) = (held + (truth >= row.Interval!.Value.Low && truth <= row.Interval.Value.High ? 1 : 0), all + 1);
                    if (size < 0)
                        continue;
                    errors[list, size] += Math.Pow(Math.Log(row.Weight!.Value / truth), 2);
                    counts[size] += list == 0 ? 1 : 0;
                    errors[4, size] += list == 0 ? Math.Pow(oracle[row.Drg] - Math.Log(region.Truth[row.Drg]), 2) : 0;
                }
            }
        }

        return ([.. Enumerable.Range(0, 5).Select(list => Enumerable.Range(0, 4).Select(size => Math.Sqrt(errors[list, size] / counts[size])).ToArray())], (double)held / all);
    });

    [Fact]
    public void Nearer_to_the_truth_than_own_means_and_than_borrowing()
    {
        // Own mean, the rule that borrows below 30 contacts, credibility without and with the list of the year before, and the best that can be had.
        var (rmse, held) = Study.Value;
        var (own, borrowed, credible, withPrevious, best) = (rmse[0], rmse[1], rmse[2], rmse[3], rmse[4]);
        Assert.All(credible.Zip(own.Zip(borrowed)), each => Assert.True(each.First < 0.9 * each.Second.First && each.First < each.Second.Second));
        Assert.All(withPrevious.Zip([0.54, 0.21, 0.17, 0.105]), each => Assert.InRange(each.First, 0, each.Second));
        Assert.All(credible.Zip([0.54, 0.22, 0.17, 0.13]), each => Assert.InRange(each.First, 0, each.Second));
        Assert.All(credible.Zip(best), each => Assert.InRange(each.First, 0.97 * each.Second, 1.1 * each.Second));
        Assert.InRange(held, 0.93, 0.97);
    }

    /// <summary>By hand, where only the parent tells: undivided groups of one MDC. The variance between true means is found by the iteration of Paule and
    /// Mandel's paper, from both ends.</summary>
    [Fact]
    public void Share_prior_and_weight_are_those_of_the_formulas()
    {
        var random = new Random(3);
        var costs = Enumerable.Range(0, 25).ToDictionary(i => $"A{i:00}N", i =>
        {
            var mean = 10_000 * Math.Exp(0.5 * MadeContacts.Normal(random));
            return Enumerable.Range(0, i < 20 ? 40 + (7 * i) : i - 19).Select(_ => mean * Math.Exp(0.7 * MadeContacts.Normal(random))).ToArray();
        });
        var computed = Compute([.. costs.SelectMany(group => group.Value.Select(cost => Contacts.Of(group.Key, cost)))], SmallGroups.Credibility);
        double Cv2(double[] of) => of.Length < 2 ? 0 : of.Sum(cost => Math.Pow(cost - of.Average(), 2)) / (of.Length - 1) / of.Average() / of.Average();
        var large = costs.Where(group => group.Value.Length >= 30).ToDictionary();
        var pooled = large.Values.Sum(group => Cv2(group) * (group.Length - 1)) / large.Values.Sum(group => group.Length - 1);
        double Within(double[] of) => ((Math.Max(0, of.Length - 1) * Cv2(of)) + (30 * pooled)) / (Math.Max(0, of.Length - 1) + 30);
        double Prior(string drg) => large.Where(group => group.Key != drg).Average(group => Math.Log(group.Value.Average()));
        var (squares, errors) = (large.Select(group => Math.Pow(Math.Log(group.Value.Average()) - Prior(group.Key), 2)).ToArray(), large.Values.Select(group => Within(group) / group.Length).ToArray());
        var between = 0.0;
        for (var i = 0; i < 200; i++)
        {
            var (f, slope) = (squares.Zip(errors, (square, error) => square / (error + between)).Sum() - squares.Length, squares.Zip(errors, (square, error) => square / Math.Pow(error + between, 2)).Sum());
            between += f / slope;
        }

        var one = costs.Values.SelectMany(group => group).Average();
        foreach (var row in computed.Rows)
        {
            var own = costs[row.Drg];
            var z = own.Length / (own.Length + (Within(own) / between));
            if (z >= 0.95)
            {
                Assert.Equal((WeightOrigin.Computed, own.Average() / one), (row.Origin, row.Weight!.Value), Near);
                continue;
            }

            var prior = Math.Exp(Prior(row.Drg)) / one;
            Assert.Equal((WeightOrigin.Credible, (z * own.Average() / one) + ((1 - z) * prior)), (row.Origin, row.Weight!.Value), Near);
            Assert.Equal((z, prior), (row.Credibility!.Z, row.Credibility.Prior), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-6 && Math.Abs(x.Item2 - y.Item2) < 1e-6));
        }

        Assert.Contains(computed.Rows, row => row.Origin == WeightOrigin.Credible && row.Contacts!.Inner.Count < 10);
        Assert.Contains(computed.Rows, row => row.Origin == WeightOrigin.Computed);
    }

    private static readonly EqualityComparer<(WeightOrigin, double)> Near = EqualityComparer<(WeightOrigin, double)>.Create((x, y) => x.Item1 == y.Item1 && Math.Abs(x.Item2 - y.Item2) < 1e-6);
}
