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
    [InlineData("com-2012-cc", "GRP2014:3 GRP2018:2 GRP2022:22")]
    [InlineData("den-2009-full", "GRP2018:2 GRP2021:39 GRP2022:21")]
    [InlineData("eng-2008-full", "GRP2014:1 GRP2018:24 GRP2021:18 GRP2022:4")]
    [InlineData("ice-2009-full", "GRP2014:2 GRP2018:2 GRP2021:46 GRP2022:12")]
    [InlineData("nor-2015-pr1c", "GRP2014:12 GRP2015:2 GRP2018:2 GRP2022:17")]
    [InlineData("nor-2017-pr1a", "GRP2014:12 GRP2015:2 GRP2018:5 GRP2022:17")]
    [InlineData("swe-2013-pr1", "GRP2014:4 GRP2018:1 GRP2022:11")]
    [InlineData("swe-2014-pr1", "GRP2014:18 GRP2016:1 GRP2018:1 GRP2022:11")]
    public void A_real_pack_has_only_explained_findings(string pack, string findings)
    {
        var definition = CompiledDefinition.Compile(DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!);
        var clock = Stopwatch.StartNew();
        var found = DefinitionLint.Run(definition);
        output.WriteLine($"{pack}: {clock.ElapsedMilliseconds} ms");
        Assert.Equal(findings, string.Join(' ', found.CountBy(issue => issue.Code.Id).Select(code => $"{code.Key}:{code.Value}")));
    }

    /// <summary>Three properties that no rule asks for: diabetes, dementia, and dependence on a stoma or a respirator.</summary>
    [Fact]
    public void The_open_set_has_only_unused_values() => Assert.Equal(
        ["GRP2018 00X11", "GRP2018 00X14", "GRP2018 00X15"],
        DefinitionLint.Run(CompiledDefinition.Compile(OpenSet.Open().Set!)).Select(issue => $"{issue.Code.Id} {issue.Value}"));
}
