using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Weights from one list to the next: differences beyond chance, caps, and what they are worth to units.</summary>
public class StabilityTest
{
    /// <summary>120 groups of 60 to 400 contacts and 60 of 3 to 8; a tenth of the large ones cost more by a share, or less by as much.</summary>
    private static (WeightList Before, WeightList After, HashSet<string> Changed) Lists(int seed, double change)
    {
        var random = new Random(seed);
        var means = Enumerable.Range(0, 180).ToDictionary(i => $"{(char)('A' + (i % 20))}{i / 20:00}N", i => (Mean: 10_000 * Math.Exp(0.6 * MadeContacts.Normal(random)), Count: i < 120 ? random.Next(60, 400) : random.Next(3, 9)));
        var changed = means.Where(group => group.Value.Count >= 60).Where((_, i) => i % 10 == 0).Select(group => group.Key).ToHashSet();
        WeightList List(string name, double times) => WeightCalculator.Compute(
            new(Contacts.Table(means.SelectMany(group => Enumerable.Range(0, group.Value.Count).Select(_ => Contacts.Of(
                group.Key, group.Value.Mean * (!changed.Contains(group.Key) ? 1 : group.Value.Count % 2 == 0 ? times : 2 - times) * Math.Exp((0.7 * MadeContacts.Normal(random)) - 0.245))))), TrimRules.None), new())
            is var computed ? computed.ToList(new() { Id = name, Kronor = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("", computed.Materials[0].MeanCost) }, _ => "") : throw new InvalidOperationException();
        return (List("then", 1), List("now", change), changed);
    }

    /// <summary>Share of planted changes that are found, and of others among those found.</summary>
    internal static readonly Lazy<(double Found, double Wrong)> Study = new(() =>
    {
        var (found, all, wrong) = (0, 0, 0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var (before, after, changed) = Lists(seed, 1.5);
            var diff = WeightDiff.Of(before, after);
            var certain = diff.Changed.TakeWhile(change => change.FalseRate <= 0.05).ToList();
            Assert.DoesNotContain(diff.Changed.Skip(certain.Count), change => change.FalseRate <= 0.05);
            Assert.All(diff.Changed.Take(5), change => Assert.True(change.Contacts > 8));
            Assert.Equal(certain.OrderByDescending(change => Math.Abs(change.Kronor!.Value)), certain);
            found += certain.Count(change => changed.Contains(change.Drg));
            wrong += certain.Count(change => !changed.Contains(change.Drg));
            all += changed.Count;
        }

        // The mean of all moves a little with the planted ones, and with it the other weights: a change too, but not one to be told.
        return ((double)found / all, (double)wrong / (found + wrong));
    });

    [Fact]
    public void Changes_beyond_chance_come_first_and_a_handful_does_not()
    {
        Assert.InRange(Study.Value.Found, 0.8, 1);
        Assert.InRange(Study.Value.Wrong, 0, 0.12);
    }

    /// <summary>Two years of the same care, with limits made anew for each: nothing has changed, and intervals that take limits as known are too
    /// narrow.</summary>
    [Fact]
    public void Limits_made_anew_are_no_changes()
    {
        var finds = 0;
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var groups = Enumerable.Range(0, 200).Select(i => ($"{(char)('A' + (i % 20))}{i / 20:00}N", Mean: 10_000 * Math.Exp(MadeContacts.Normal(random)), Count: random.Next(15, 200))).ToList();
            WeightList List(string name) => WeightCalculator.Compute(
                new(Contacts.Table(groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(_ => Contacts.Of(group.Item1, group.Mean * Math.Exp(MadeContacts.Normal(random)))))), TrimRule.Parse("iqr:5%")!.Value), new())
                .ToList(new() { Id = name }, _ => "");
            var diff = WeightDiff.Of(List("then"), List("now"));
            Assert.InRange(diff.Spread, 1.1, 2);
            finds += diff.Changed.Count(change => change.FalseRate <= 0.05);
        }

        Assert.InRange(finds, 0, 3);
    }

    [Fact]
    public void Z_is_the_difference_of_logarithms_over_both_errors()
    {
        DrgWeight Row(double weight, double low, double high, int contacts) => new("A01N", weight) { Basis = new(contacts, contacts, 1, low, high, WeightOrigin.Computed, Text.None) };
        var change = WeightDiff.Of(new("a", [Row(1, 0.9, 1.1, 50)]), new("b", [Row(1.3, 1.2, 1.4, 60)], new() { Kronor = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("", 50_000) })).Changed.Single();
        var error = Math.Sqrt(Math.Pow(Math.Log(1.1 / 0.9), 2) + Math.Pow(Math.Log(1.4 / 1.2), 2)) / (2 * 1.959963984540054);
        Assert.Equal(Math.Log(1.3) / error, change.Z!.Value, 1e-9);
        Assert.Equal(0.3 * 60 * 50_000, change.Kronor!.Value, 1e-6);
        Assert.Equal(2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, change.Z!.Value)), change.FalseRate!.Value, 1e-9);
    }

    [Fact]
    public void A_cap_holds_and_leaves_the_points_as_they_were()
    {
        var (before, _, _) = Lists(1, 1);
        var random = new Random(2);
        var contacts = before.Rows().SelectMany(row => Enumerable.Range(0, 20 + random.Next(100)).Select(_ => Contacts.Of(row.Drg, 30_000 * row.Weight * Math.Exp((0.6 * MadeContacts.Normal(random)) - 0.18)))).ToArray();
        var free = WeightCalculator.Compute(new(Contacts.Table(contacts), TrimRules.None), new() { Previous = before });
        var held = WeightCalculator.Compute(new(Contacts.Table(contacts), TrimRules.None), new() { Previous = before, Cap = 0.1 });
        var (cap, scale) = (held.Caps.Single(), free.Rows.Sum(row => row.Contacts!.All.Count * row.Weight!.Value) / free.Rows.Sum(row => row.Contacts!.All.Count * before.Of(row.Drg)!.Value));
        Assert.Equal(free.Rows.Sum(row => row.Contacts!.All.Count * row.Weight!.Value), held.Rows.Sum(row => row.Contacts!.All.Count * row.Weight!.Value), 1e-6);
        Assert.All(held.Rows, row => Assert.InRange(row.Weight!.Value / (before.Of(row.Drg)!.Value * scale), 0.9 - 1e-9, 1.1 + 1e-9));
        Assert.InRange(cap.Capped, 5, 150);
        Assert.Equal(cap.Capped, held.Rows.Count(row => row.Origin == WeightOrigin.Capped));
        Assert.All(held.Rows.Zip(free.Rows).Where(pair => pair.First.Origin != WeightOrigin.Capped), pair => Assert.Equal(pair.Second.Weight!.Value * cap.Factor, pair.First.Weight!.Value, 1e-9));
    }

    [Fact]
    public void A_list_is_worth_to_a_unit_its_contacts_times_the_difference()
    {
        var after = new WeightList("later", [new("A01A", 4.4), new("B02E", 0.9)]);
        var table = new Gruppera.Casemix.Indices.CasemixTable(after);
        table.Add(new[] { ("A01A", "North"), ("A01A", "North"), ("B02E", "North"), ("B02E", "South"), ("C03N", "South") }.Select(each => MadeContacts.Contact(each.Item1, unit: MadeContacts.Unit(each.Item2))).ToArray());
        var stakes = WeightStake.Of(table, MadeContacts.List, 50_000);
        Assert.Equal(["North", "South", ""], stakes.Select(stake => stake.Unit.ToString()));
        Assert.Equal([(3L, 9.0, 9.7), (1L, 1.0, 0.9)], stakes.Take(2).Select(stake => (stake.Contacts, stake.Before, Math.Round(stake.After, 9))));
        Assert.Equal(35_000, stakes[0].Kronor, 1e-6);
        Assert.Equal(stakes[2].Kronor, stakes[0].Kronor + stakes[1].Kronor, 1e-6);
    }
}
