using Gruppera.Benchmarks;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The official packs come out as their owners say. Skipped where the licensed tables are not here.</summary>
[Trait("lane", "licensed")]
[Collection(CommandLineCollection.Name)]
public class PacksTest : Home
{
    [Theory]
    [InlineData("eng-2008-full", 13_907)]
    [InlineData("com-2012-cc", 21_040)]
    [InlineData("ice-2009-full", 14_314)]
    public void A_pack_is_identical_on_all_its_cases(string pack, int cases)
    {
        var report = Certify(pack);
        Assert.Equal((cases, cases, 0), (report.Cases, report.Rule.Same, report.Mismatches.Length));
        Assert.InRange(report.Drg.Same, cases - 5, cases);
    }

    [Fact]
    public void The_Danish_pack_differs_on_five_known_cases()
    {
        var report = Certify("den-2009-full");
        Assert.Equal(17_205, report.Cases);
        Assert.Equal(["TEST  2569", "TEST 11874", "TEST 16892", "TEST 18570", "TEST 18596"], report.Mismatches.Select(mismatch => mismatch.Case.Contact.Id));
    }

    [Fact]
    public void The_Norwegian_gold_cases_have_their_groups_and_rules()
    {
        var said = Run("certify", Licensed.Pack("nor-2015-pr1c.zip"), "--cases", Licensed.Pack("nor-2015-gold.csv"));
        Assert.Equal("", said.Error);
        var report = Certifier.Run(new(Read("nor-2015-pr1c")), TestCases.Read(ContactReader.Read(Licensed.Pack("nor-2015-gold.csv"), LayoutCatalog.Find("norwegian")!)));
        Assert.Equal(((697, 697), (697, 697), 697), (report.Drg, report.Rule, report.Cases));
        Assert.All(report.Mismatches, mismatch => Assert.Contains(mismatch.Result.Rule.Id, new[] { "000D00004", "000D004010" }));
        Assert.Equal(report.IsIdentical ? 0 : 4, said.ExitCode);
    }

    [Theory]
    [InlineData("nor-2017-pr1a", 15)]
    [InlineData("swe-2014-pr1", 19)]
    public void Cases_made_for_every_rule_come_out_the_same(string pack, int unreachable)
    {
        var made = Run("certify", Licensed.Pack(pack + ".zip"), "--make-cases", PathOf("cases.csv"));
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        var cases = File.ReadLines(PathOf("cases.csv")).Count() - 1;
        Assert.Equal(Read(pack).Rules.Length - unreachable, cases);
        var said = Run("certify", Licensed.Pack(pack + ".zip"), "--cases", PathOf("cases.csv"));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains($"Rules that no contact can reach: {unreachable}\n", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Rules that no case reaches", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("com-2012-cc")]
    [InlineData("den-2009-full")]
    [InlineData("eng-2008-full")]
    [InlineData("ice-2009-full")]
    public void A_pack_imported_exported_and_read_back_groups_the_same(string pack)
    {
        var original = Run("dump", Licensed.Pack(pack + ".zip"), "-o", PathOf("a.txt"));
        Assert.Equal((0, ""), (original.ExitCode, original.Error));
        Assert.Equal(0, Run("tables", "import", Licensed.Pack(pack + ".zip"), "--id", "pack").ExitCode);
        Expect(Run("dump", "pack", "-o", PathOf("b.txt")), 0, original.Out, "");
        Expect(Run("tables", "export", "pack", "-o", PathOf("out")), 0, PathOf("out") + "\n", "");
        Expect(Run("dump", PathOf("out"), "-o", PathOf("c.txt")), 0, original.Out, "");
        Assert.True(File.ReadLines(PathOf("a.txt")).Count() > 13_000);
    }

    [Theory]
    [InlineData("nor-2015-pr1c")]
    [InlineData("nor-2017-pr1a")]
    [InlineData("swe-2013-pr1")]
    [InlineData("swe-2014-pr1")]
    public void A_pack_without_cases_imported_and_exported_groups_the_same(string pack)
    {
        var generator = new ContactGenerator(Read(pack), seed: 3);
        using (var writer = new StreamWriter(PathOf("contacts.csv")))
            ContactGenerator.Write(writer, Enumerable.Range(0, 5_000).Select(_ => generator.Next()));
        string[] cases = ["--cases", PathOf("contacts.csv"), "-o", PathOf("dump.txt")];
        var original = Run(["dump", Licensed.Pack(pack + ".zip"), .. cases]);
        Assert.Equal((0, ""), (original.ExitCode, original.Error));
        Assert.Equal(0, Run("tables", "import", Licensed.Pack(pack + ".zip"), "--id", "pack").ExitCode);
        Assert.Equal(0, Run("tables", "info", "pack").ExitCode);
        Expect(Run(["dump", "pack", .. cases]), 0, original.Out, "");
        Expect(Run("tables", "export", "pack", "--format", "xlsx", "-o", PathOf("out.xlsx")), 0, PathOf("out.xlsx") + "\n", "");
        Expect(Run(["dump", PathOf("out.xlsx"), .. cases]), 0, original.Out, "");
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
    public void Both_matchers_agree_on_made_up_contacts(string pack)
    {
        var definition = CompiledDefinition.Compile(Read(pack));
        var (linear, indexed) = (new Grouper(definition, Matcher.Linear), new Grouper(definition));
        var generator = new ContactGenerator(definition.Set, seed: 20_26);
        var reached = new HashSet<int>();
        for (var i = 0; i < 2000; i++)
        {
            var contact = generator.Next();
            var result = indexed.Group(contact);
            Assert.Equal(linear.Group(contact), result);
            reached.Add(result.Rank);
        }

        Assert.True(reached.Count > 300);
    }

    private static CertificationReport Certify(string pack)
    {
        var set = Read(pack);
        return Certifier.Run(new(set), set.TestCases);
    }

    private static DefinitionSet Read(string pack) =>
        DefinitionReader.Read(Licensed.Pack(pack + ".zip"), new() { TestCases = TestCases.Read }).Set!;
}
