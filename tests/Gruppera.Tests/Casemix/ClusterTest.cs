using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Intervals of weights where a patient's contacts are not independent.</summary>
public class ClusterTest
{
    private static GroupedContact[] Region(int seed, int patients, int perPatient, double ofPatient)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 40).SelectMany(group => Enumerable.Range(0, patients).SelectMany(patient =>
            {
                var unit = MadeContacts.Unit($"{group}-{patient}");
                var own = Math.Exp((ofPatient * MadeContacts.Normal(random)) - (ofPatient * ofPatient / 2));
                return Enumerable.Range(0, perPatient).Select(_ => Contacts.Of($"A{group:00}N", 1000 * (group + 10) * own * Math.Exp((0.3 * MadeContacts.Normal(random)) - 0.045), unit: unit)).ToArray();
            })),
        ];
    }

    private static ComputedWeights Compute(GroupedContact[] contacts, bool hasClusters, MeanMethod means = MeanMethod.Inliers, string trim = "none") => WeightCalculator.Compute(
        new TrimmedTable(Contacts.Table(contacts), TrimRule.Parse(trim)!.Value).With(means), new() { HasClusters = hasClusters, SmallGroups = SmallGroups.Borrow });

    internal static readonly Lazy<(double Plain, double Clustered)> OfMeans = new(() =>
    {
        var (plain, clustered, all) = (0, 0, 0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var contacts = Region(seed, 60, 8, 0.5);
            foreach (var (one, other) in Compute(contacts, hasClusters: false).Rows.Zip(Compute(contacts, hasClusters: true).Rows))
            {
                var truth = ((all % 40) + 10) / 29.5;
                Assert.Equal(one.Weight, other.Weight);
                all++;
                plain += truth >= one.Interval!.Value.Low && truth <= one.Interval.Value.High ? 1 : 0;
                clustered += truth >= other.Interval!.Value.Low && truth <= other.Interval.Value.High ? 1 : 0;
            }
        }

        return ((double)plain / all, (double)clustered / all);
    });

    [Fact]
    public void Intervals_by_patient_hold_the_truth_where_those_by_contact_do_not()
    {
        Assert.InRange(OfMeans.Value.Plain, 0, 0.7);
        Assert.InRange(OfMeans.Value.Clustered, 0.92, 0.98);
    }

    /// <summary>By hand: the ratio of two means, linearised, summed by patient, of the inliers or of winsorised costs.</summary>
    [Theory]
    [InlineData(MeanMethod.Inliers, "none")]
    [InlineData(MeanMethod.Inliers, "quantile:5%:5%")]
    [InlineData(MeanMethod.Winsorised, "quantile:5%:5%")]
    public void The_error_is_that_of_sums_by_patient(MeanMethod means, string trim)
    {
        var contacts = Region(3, 12, 4, 0.6).Take(3 * 48).ToArray();
        var computed = Compute(contacts, hasClusters: true, means, trim);
        var limits = computed.Rows.ToDictionary(row => row.Drg, row => row.Contacts!.CostLimit);
        var costs = contacts.Where(contact => means != MeanMethod.Inliers || !limits[contact.Drg].IsOutside(contact.Cost))
            .Select(contact => (contact.Drg, contact.Unit, Cost: Math.Clamp(contact.Cost, limits[contact.Drg].Low, limits[contact.Drg].High))).ToList();
        var mean = costs.Average(contact => contact.Cost);
        foreach (var row in computed.Rows)
        {
            var own = costs.Where(contact => contact.Drg == row.Drg).ToList();
            var weight = own.Average(contact => contact.Cost) / mean;
            var sums = costs.GroupBy(contact => contact.Unit).Select(patient => patient.Sum(contact =>
            {
                var away = contact.Cost - costs.Where(other => other.Drg == contact.Drg).Average(other => other.Cost);
                return ((contact.Drg == row.Drg ? away / own.Count : 0) - (weight * away / costs.Count)) / mean;
            }));
            var clusters = own.Select(contact => contact.Unit).Distinct().Count();
            Assert.Equal(Math.Sqrt(sums.Sum(sum => sum * sum) * clusters / (clusters - 1)), row.StandardError!.Value, 1e-9);
        }
    }

    /// <summary>Small groups, whose weights are of their own contacts in part: patients with four contacts each and costs of their own.</summary>
    internal static readonly Lazy<(double Plain, double Clustered, double PlainError, double ClusteredError)> OfCredibility = new(() =>
    {
        var (held, errors, all) = (new int[2], new double[2], 0);
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var (truth, contacts) = (new Dictionary<string, double>(), new List<GroupedContact>());
            for (var group = 0; group < 300; group++)
            {
                var drg = $"{(char)('A' + (group % 10))}{group / 10:00}N";
                var mean = truth[drg] = 10_000 * Math.Exp(0.25 * MadeContacts.Normal(random));
                for (var patient = 0; patient < (group < 150 ? 25 : 1 + random.Next(5)); patient++)
                {
                    var (unit, own) = (MadeContacts.Unit($"{group}-{patient}"), Math.Exp((0.6 * MadeContacts.Normal(random)) - 0.18));
                    for (var i = 0; i < 4; i++)
                        contacts.Add(Contacts.Of(drg, mean * own * Math.Exp((0.3 * MadeContacts.Normal(random)) - 0.045), unit: unit));
                }
            }

            var lists = new[] { false, true }.Select(hasClusters => WeightCalculator.Compute(new(Contacts.Table(contacts), TrimRules.None), new() { HasClusters = hasClusters }).Rows).ToArray();
            foreach (var (plain, clustered) in lists[0].Zip(lists[1]).Where(pair => pair.Second.Contacts!.Inner.Count <= 20))
            {
                all++;
                var target = truth[plain.Drg] / (contacts.Average(contact => contact.Cost));
                foreach (var (row, i) in new[] { (plain, 0), (clustered, 1) })
                {
                    Assert.Equal(WeightOrigin.Credible, row.Origin);
                    held[i] += target >= row.Interval!.Value.Low && target <= row.Interval.Value.High ? 1 : 0;
                    errors[i] += Math.Pow(Math.Log(row.Weight!.Value / target), 2);
                }

                Assert.True(clustered.Credibility!.Z < plain.Credibility!.Z);
            }
        }

        return ((double)held[0] / all, (double)held[1] / all, Math.Sqrt(errors[0] / all), Math.Sqrt(errors[1] / all));
    });

    [Trait("lane", "slow")]
    [Fact]
    public void Weights_by_credibility_count_contacts_of_a_patient_for_less()
    {
        Assert.InRange(OfCredibility.Value.Plain, 0, 0.88);
        Assert.InRange(OfCredibility.Value.Clustered, 0.92, 0.98);
        Assert.True(OfCredibility.Value.ClusteredError < OfCredibility.Value.PlainError);
    }
}
