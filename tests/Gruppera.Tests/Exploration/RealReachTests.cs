using System.Diagnostics;
using Gruppera.Compilation;
using Gruppera.Exploration;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;

namespace Gruppera.Tests.Exploration;

/// <summary>Reachability on sets of national size: what cases get to is reachable, and the whole set takes seconds.</summary>
public class RealReachTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("com-2012-cc")]
    [InlineData("den-2009-full")]
    [InlineData("eng-2008-full")]
    [InlineData("ice-2009-full")]
    [InlineData("nor-2015-pr1c")]
    [InlineData("nor-2017-pr1a")]
    [InlineData("swe-2013-pr1")]
    [InlineData("swe-2014-pr1")]
    public void Every_rule_that_a_case_gets_to_is_reachable(string pack)
    {
        var set = DefinitionReader.Read(Licensed.Pack(pack + ".zip"), new() { TestCases = TestCases.Read }).Set!;
        var definition = CompiledDefinition.Compile(set);
        var clock = Stopwatch.StartNew();
        var reachability = new Reachability(definition);
        var made = clock.ElapsedMilliseconds;
        var times = new List<(long Ticks, int Rank)>();
        var reaches = Enumerable.Range(0, set.Rules.Length).Select(rank =>
        {
            var start = clock.ElapsedTicks;
            var reach = reachability.ToRule(rank);
            times.Add((clock.ElapsedTicks - start, rank));
            return reach;
        }).ToList();
        output.WriteLine($"{pack}: {string.Join(", ", reaches.CountBy(reach => reach.Verdict))}; made {made} ms, all {clock.ElapsedMilliseconds} ms");
        foreach (var (ticks, rank) in times.OrderDescending().Take(5))
            output.WriteLine($"  slow {set.Rules[rank].Id} {ticks * 1000 / Stopwatch.Frequency} ms {reaches[rank].Verdict} {string.Join(' ', reaches[rank].Winners.Select(winner => set.Rules[winner].Id))}");
        foreach (var (rank, reach) in reaches.Index().Where(each => each.Item.Verdict != Verdict.Reachable).Take(40))
            output.WriteLine($"  {set.Rules[rank].Id} {reach.Verdict} {string.Join(' ', reach.Winners.Select(winner => set.Rules[winner].Id))} {string.Join(' ', reach.Conditions)}");
        var grouper = new Grouper(definition);
        Assert.All(reaches.Index().Where(each => each.Item.Witness is not null), each => Assert.Equal(each.Index, grouper.Group(each.Item.Witness!).Rank));
        Assert.All(set.TestCases.Select(each => grouper.Group(each.Contact).Rank).Distinct(), rank => Assert.Equal(Verdict.Reachable, reaches[rank].Verdict));
    }
}
