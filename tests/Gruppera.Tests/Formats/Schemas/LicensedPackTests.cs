using System.Diagnostics;
using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Tests.Formats.Sets;

namespace Gruppera.Tests.Formats.Schemas;

[Trait("lane", "licensed")]
public class LicensedPackTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("com-2012-cc", 2081, "")]
    [InlineData("den-2009-full", 2069, "GRP2013:1")]
    [InlineData("eng-2008-full", 2028, "GRP2013:1")]
    [InlineData("ice-2009-full", 2213, "")]
    [InlineData("nor-2015-pr1c", 2203, "")]
    [InlineData("nor-2017-pr1a", 2206, "")]
    [InlineData("swe-2013-pr1", 2529, "")]
    [InlineData("swe-2014-pr1", 3191, "")]
    public void A_real_pack_reads_usable(string pack, int rules, string issues)
    {
        var reading = DefinitionReader.Read(Licensed.Pack(pack + ".zip"));
        Assert.True(reading.IsUsable);
        Assert.Equal(issues, Counts(reading.Issues));
        var set = reading.Set!;
        Assert.Equal(rules, set.Rules.Length);
        Assert.Equal(set.Rules.OrderBy(rule => rule.Ord, StringComparer.Ordinal).Select(rule => rule.Id), set.Rules.Select(rule => rule.Id));
        Assert.Equal((RuleOrder.Text, pack, pack[..3], int.Parse(pack.AsSpan(4, 4))), (set.Order, set.Version.Id, set.Version.Country, set.Version.Year));
    }

    [Theory]
    [InlineData("com-2012-cc", "")]
    [InlineData("den-2009-full", "")]
    [InlineData("eng-2008-full", "")]
    [InlineData("ice-2009-full", "")]
    [InlineData("nor-2015-pr1c", "")]
    [InlineData("nor-2017-pr1a", "GRP2003:1 GRP2008:1")]
    [InlineData("swe-2013-pr1", "")]
    [InlineData("swe-2014-pr1", "")]
    public void The_content_of_a_real_pack_has_only_explained_findings(string pack, string findings)
    {
        var found = DefinitionChecks.Run(DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!);
        foreach (var group in found.GroupBy(issue => issue.Code))
            output.WriteLine(string.Join('\n', group.Take(12)));
        Assert.Equal(findings, Counts(found));
    }

    [Fact]
    public void A_mixed_working_delivery_is_ambiguous_until_one_prefers()
    {
        var path = Licensed.Pack("swe-2013-pr0c-mixed.zip");
        var reading = DefinitionReader.Read(path);
        Assert.False(reading.IsUsable);
        Assert.Equal("GRP1003:1 GRP1004:1 GRP1005:4", Counts(reading.Issues));
        Assert.Equal("kompkat.dbf, kompkat.csv, kompkat.xlsx", reading.Issues.Single(issue => issue.Code == FormatIssues.AmbiguousFile).Detail);

        // One procedure code there ends in byte 0xFF, in five rows.
        reading = DefinitionReader.Read(path, new() { Prefer = "dbase" });
        Assert.Equal(("GRP1003:1 GRP2007:5", 2529), (Counts(reading.Issues), reading.Set!.Rules.Length));
    }

    [Fact]
    public void A_table_of_names_is_no_delivery()
    {
        var reading = DefinitionReader.Read(Licensed.Pack("drg-names-2024-all-countries.xlsx"));
        Assert.False(reading.IsUsable);
        Assert.Equal("GRP1001:1 GRP1013:1", Counts(reading.Issues));
    }

    [Theory]
    [InlineData("com-2012-cc")]
    [InlineData("den-2009-full")]
    [InlineData("eng-2008-full")]
    [InlineData("ice-2009-full")]
    [InlineData("nor-2015-pr1c")]
    [InlineData("nor-2017-pr1a")]
    [InlineData("swe-2013-pr1")]
    [InlineData("swe-2014-pr1")]
    public void A_real_pack_reads_back_the_same_from_the_store(string pack)
    {
        using var home = new Fixture();
        var set = DefinitionReader.Read(Licensed.Pack(pack + ".zip")).Set!;
        var store = new SetStore(home.Root);
        store.Import(set);
        store.Open(pack);
        var watch = Stopwatch.StartNew();
        var reading = store.Open(pack);
        output.WriteLine($"opened in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(set.Version, reading.Set!.Version);
        SameSet.Assert(set, reading);
    }

    [Fact]
    public void A_real_pack_reads_back_the_same_from_Excel()
    {
        using var home = new Fixture();
        var set = DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!;
        var path = Path.Combine(home.Root, "set.xlsx");
        using (var stream = File.Create(path))
            ModernExcelWriter.Write(set, stream);
        SameSet.Assert(set, DefinitionReader.Read(path));
    }

    private static string Counts(IEnumerable<Issue> issues) => string.Join(
        ' ', issues.GroupBy(issue => issue.Code.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}:{group.Count()}"));
}
