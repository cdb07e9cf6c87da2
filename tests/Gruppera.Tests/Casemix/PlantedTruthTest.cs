using System.Text.Json;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Casemix;

/// <summary>A made-up region whose true costs are known: the intervals hold them as often as they say.</summary>
public class PlantedTruthTest
{
    private const int Seeds = 4;

    [Trait("lane", "slow")]
    [Fact]
    public void Intervals_hold_the_true_mean()
    {
        var grouper = new Grouper(OpenSet.Open().Set!);
        var (held, all, credibleHeld, credible) = (0, 0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var population = new SyntheticPopulation(grouper, new() { Contacts = 120_000, Seed = seed, HasCosts = true, Faults = 0 });
            using var text = new MemoryStream();
            population.Write(text, stop: TestContext.Current.CancellationToken);
            using var truth = new MemoryStream();
            population.WriteTruth(truth);
            using var json = JsonDocument.Parse(truth.ToArray());
            var means = json.RootElement.GetProperty("groups").EnumerateArray().ToDictionary(group => group.GetProperty("drg").GetString()!, group => group.GetProperty("mean_cost").GetDouble());
            var efficiency = json.RootElement.GetProperty("hospitals").EnumerateArray().ToDictionary(unit => unit.GetProperty("hospital").GetString()!, unit => unit.GetProperty("efficiency").GetDouble());
            text.Position = 0;
            var store = new CaseStore();
            new GroupedReader(new() { By = ["hospital"], Grouper = () => grouper }).Read(text, contacts => store.Add(contacts), _ => { }, TestContext.Current.CancellationToken);
            var table = store.ToTable();
            var computed = WeightCalculator.Compute(new(table, TrimRules.None), new() { SmallGroups = SmallGroups.Borrow });
            var one = computed.Materials.Single().MeanCost;
            foreach (var row in computed.Rows.Where(row => row.Origin == WeightOrigin.Computed && means.ContainsKey(row.Drg)))
            {
                var others = table.Others(row.Contacts!.Group).ToArray();
                var mean = means[row.Drg] * others.Average(other => efficiency[table.Units[other.Unit].Parts[0]]);
                all++;
                held += mean / one >= row.Interval!.Value.Low && mean / one <= row.Interval.Value.High ? 1 : 0;
            }

            foreach (var row in WeightCalculator.Compute(new(table, TrimRules.None), new()).Rows.Where(row => row.Origin == WeightOrigin.Credible && means.ContainsKey(row.Drg)))
            {
                var mean = means[row.Drg] * table.Others(row.Contacts!.Group).ToArray().Average(other => efficiency[table.Units[other.Unit].Parts[0]]);
                credible++;
                credibleHeld += mean / one >= row.Interval!.Value.Low && mean / one <= row.Interval.Value.High ? 1 : 0;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{held} of {all}; by credibility {credibleHeld} of {credible}");
        Assert.InRange(all, Seeds * 200, int.MaxValue);
        Assert.InRange((double)held / all, 0.92, 0.98);
        Assert.InRange(credible, Seeds * 200, int.MaxValue);
        Assert.InRange((double)credibleHeld / credible, 0.92, 0.98);
    }
}
