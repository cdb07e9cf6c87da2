using System.Diagnostics;
using Gruppera.Compilation;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Lint;

namespace Gruppera.Tests.Exploration;

/// <summary>What the linter finds in sets of national size: few of each kind, and each looked at.</summary>
[Trait("lane", "licensed")]
public class RealLintTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("com-2012-cc", "GRP2014:3 GRP2018:2 GRP2022:22 GRP2036:1")]
    [InlineData("den-2009-full", "GRP2018:2 GRP2021:39 GRP2022:21 GRP2030:33 GRP2036:1")]
    [InlineData("eng-2008-full", "GRP2014:1 GRP2018:24 GRP2021:18 GRP2022:4 GRP2036:1")]
    [InlineData("ice-2009-full", "GRP2014:2 GRP2018:2 GRP2021:46 GRP2022:12 GRP2036:1")]
    [InlineData("nor-2015-pr1c", "GRP2014:12 GRP2015:2 GRP2018:2 GRP2022:17 GRP2030:34 GRP2031:23 GRP2032:8")]
    [InlineData("nor-2017-pr1a", "GRP2014:12 GRP2015:2 GRP2018:5 GRP2022:17 GRP2030:45 GRP2031:38 GRP2032:7 GRP2034:1")]
    [InlineData("swe-2013-pr1", "GRP2014:4 GRP2018:1 GRP2022:11 GRP2030:35 GRP2032:1 GRP2033:2 GRP2035:178 GRP2036:3")]
    [InlineData("swe-2014-pr1", "GRP2014:18 GRP2016:1 GRP2018:1 GRP2022:11 GRP2030:34 GRP2032:5 GRP2033:2 GRP2035:112 GRP2036:1")]
    public void A_real_pack_has_only_explained_findings(string pack, string findings)
    {
        var definition = CompiledDefinition.Compile(DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!);
        var clock = Stopwatch.StartNew();
        var found = DefinitionLint.Run(definition);
        output.WriteLine($"{pack}: {clock.ElapsedMilliseconds} ms");
        Assert.Equal(findings, string.Join(' ', found.CountBy(issue => issue.Code.Id).Select(code => $"{code.Key}:{code.Value}")));
    }

    /// <summary>What the owners of the tables found by hand: as many of them.</summary>
    [Fact]
    public void Faults_that_experts_found_are_found()
    {
        var sweden = Of("swe-2014-pr1");
        var lists = sweden.Where(issue => issue.Code == IssueCodes.SubCodesNotExcluded).ToList();
        Assert.Equal((34, 43), (lists.Count, lists.Sum(issue => issue.Detail.Split(' ').Length - 1)));
        Assert.Equal(2, Values(sweden, IssueCodes.PrincipalNotRequired).Count);
        Assert.All(sweden.Where(issue => issue.Code == IssueCodes.InactiveCodeSteers), issue => Assert.True(issue.Row > 0));

        var norway = Of("nor-2017-pr1a");
        Assert.Equal(38, norway.Count(issue => issue.Code == IssueCodes.NotOnOwnList));
        Assert.Single(Values(norway, IssueCodes.SeveralOrValues));

        // Whether the year before had it.
        var earlier = Of("nor-2015-pr1c");
        Assert.Equal(23, earlier.Count(issue => issue.Code == IssueCodes.NotOnOwnList));
        var before = new EarlierFindings(earlier);
        Assert.Equal(
            (15, 23), (Count(FindingStanding.Fresh), Count(FindingStanding.Known)));

        int Count(FindingStanding standing) =>
            norway.Count(issue => issue.Code == IssueCodes.NotOnOwnList && before.Of(issue) == standing);

        static HashSet<string> Values(IEnumerable<Issue> issues, IssueCode code) =>
            [.. issues.Where(issue => issue.Code == code).Select(issue => issue.Value)];

        static IReadOnlyList<Issue> Of(string pack) =>
            DefinitionLint.Run(CompiledDefinition.Compile(DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!));
    }

    /// <summary>Properties that no rule asks for, ready for changes: of diagnoses, functions and medicines, and of a procedure that keeps a
    /// narrower code out of a wider group.</summary>
    [Fact]
    public void The_open_set_has_only_unused_values() => Assert.Equal(
        [
            .. new[]
            {
                "00X11", "00X14", "00X15", "00X45", "00X47", "00X61", "00X62", "00X63", "00X64", "00X65", "00X67", "00X68", "02S09",
            }.Select(value => "GRP2018 " + value),
        ],
        DefinitionLint.Run(CompiledDefinition.Compile(OpenSet.Open().Set!)).Select(issue => $"{issue.Code.Id} {issue.Value}").Order());
}
