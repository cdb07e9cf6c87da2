using System.Diagnostics;
using Gruppera.Compilation;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Reach;

namespace Gruppera.Tests.Exploration;

/// <summary>Reachability on sets of national size: every rule is decided, what cases get to is reachable, and witnesses hold.</summary>
[Trait("lane", "licensed")]
public class RealReachTests(ITestOutputHelper output)
{
    private const int Principals = 40;

    [Theory]
    [InlineData("com-2012-cc", 3)]
    [InlineData("den-2009-full", 0)]
    [InlineData("eng-2008-full", 1)]
    [InlineData("ice-2009-full", 2)]
    [InlineData("nor-2015-pr1c", 14)]
    [InlineData("nor-2017-pr1a", 15)]
    [InlineData("swe-2013-pr1", 4)]
    [InlineData("swe-2014-pr1", 19)]
    public void Every_rule_is_decided_and_what_a_case_gets_to_is_reachable(string pack, int unreachable)
    {
        var set = DefinitionReader.Read(Licensed.Pack(pack + ".zip"), new() { TestCases = TestCases.Read }).Set!;
        var definition = CompiledDefinition.Compile(set);
        var grouper = new Grouper(definition);
        var clock = Stopwatch.StartNew();
        var reachability = new Reachability(definition);
        var made = clock.ElapsedMilliseconds;
        var reaches = Enumerable.Range(0, set.Rules.Length).Select(reachability.ToRule).ToList();
        output.WriteLine($"{pack}: {string.Join(", ", reaches.CountBy(reach => reach.Verdict))}; made in {made} ms, all after {clock.ElapsedMilliseconds} ms");
        Assert.Equal(unreachable, reaches.Count(reach => reach.Verdict == Verdict.Unreachable));
        Assert.DoesNotContain(reaches, reach => reach.Verdict == Verdict.Undecided);
        Assert.All(reaches.Index().Where(each => each.Item.Witness is not null), each => Assert.Equal(each.Index, grouper.Group(each.Item.Witness!).Rank));
        Assert.All(set.TestCases.Select(each => grouper.Group(each.Contact).Rank).Distinct(), rank => Assert.Equal(Verdict.Reachable, reaches[rank].Verdict));

        foreach (var cases in set.TestCases.Where(each => each.Contact.Diagnoses.Length > 0).GroupBy(each => each.Contact.Diagnoses[0]).Take(Principals))
        {
            var groups = reachability.DrgsOf(cases.Key);
            Assert.Empty(groups.Undecided);
            Assert.Empty(cases.Select(each => grouper.Group(each.Contact).Rank).Except(groups.Groups.SelectMany(group => group.Rules)));
        }
    }
}
