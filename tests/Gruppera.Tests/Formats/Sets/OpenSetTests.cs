using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Generator;
using Gruppera.Grouping;

namespace Gruppera.Tests.Formats.Sets;

/// <summary>The open definition set is complete in structure, is what its sources say, and proves itself.</summary>
public class OpenSetTests
{
    private const string Sources = "definitions/open/sources";
    private const string Tables = "definitions/open/tables";
    private static readonly DefinitionReading Reading = OpenSet.Open(TestCases.Read);
    private static readonly DefinitionSet Set = Reading.Set!;

    [Trait("lane", "slow")]
    [Fact]
    public void The_sources_give_the_committed_tables()
    {
        using var fresh = new Fixture();
        ModernCsvWriter.Write(OpenSetMaker.Make(Repository.PathOf(Sources)), fresh.Root);
        var names = Directory.GetFiles(fresh.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(names, Directory.GetFiles(Repository.PathOf(Tables)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.True(
            File.ReadAllBytes(Path.Combine(fresh.Root, name!)).AsSpan().SequenceEqual(File.ReadAllBytes(Repository.PathOf($"{Tables}/{name}"))),
            $"{name} is not what the sources give: run dotnet run --project definitions/open/generator -- make {Sources} {Tables}"));
    }

    [Fact]
    public void The_embedded_set_is_the_committed_one()
    {
        SameSet.Assert(Set, DefinitionReader.Read(Repository.PathOf(Tables), new() { TestCases = TestCases.Read }));
        Assert.Equal("open-se", Set.Version.Id);
        Assert.Equal("swe", Set.Version.Country);
        Assert.Equal(CodeLookup.LongestPrefix, Set.CodeLookup);
    }

    [Fact]
    public void It_has_no_issues()
    {
        Assert.Empty(Reading.Issues);
        Assert.Empty(DefinitionChecks.Run(Set));
        Assert.Empty(new Grouper(Set).Definition.Issues);
    }

    [Fact]
    public void Every_rule_has_a_case_that_it_groups()
    {
        var report = Certifier.Run(new Grouper(Set), Set.TestCases);
        Assert.True(report.IsIdentical);
        Assert.Equal(Set.Rules.Length, report.RuleCoverage.Reached);
        Assert.Equal(Set.DrgNames.Length - 1, report.DrgCoverage.Reached); // Z72 was abolished in 2016 and has its name only.
        Assert.DoesNotContain(Set.Rules, rule => rule.Drg.StartsWith("Z72", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_as_large_as_promised()
    {
        Assert.InRange(Set.Rules.Length, 1200, 5000);
        Assert.InRange(Set.DrgNames.Length, 350, 5000);
        var listed = Set.ComplicationExclusions.Select(row => row.Category).ToHashSet();
        Assert.InRange(Set.ComplicationCategories.Select(row => row.Category).Distinct().Count(listed.Contains), 60, 1000);
    }

    [Fact]
    public void Every_category_of_ICD_10_leads_to_one_MDC_and_category()
    {
        var codes = new HashSet<string>(Categories());
        Assert.InRange(codes.Count, 2000, 2700);
        var given = Set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgcat).ToLookup(row => $"{row.Code}", row => row.Value);
        var mdcs = Set.Texts.Values.Where(value => value.Type == FeatureType.Mdc).Select(value => value.Value).ToHashSet();
        Assert.All(codes, code => Assert.Contains(Assert.Single(given[code])[..2], mdcs));
    }

    [Theory]
    [InlineData("ABCDEFGHJKLMNPQUY")]
    public void Every_chapter_of_procedures_has_OR_values_and_properties(string chapters)
    {
        var byChapter = Set.ProcedureFeatures.Where(row => row.Value != "0").ToLookup(row => $"{row.Code}"[0]);
        Assert.All(chapters, chapter => Assert.Contains(byChapter[chapter], row => row.Type == FeatureType.Or));
        Assert.All(chapters.Replace("Y", "", StringComparison.Ordinal), chapter => Assert.Contains(byChapter[chapter], row => row.Type == FeatureType.Procprop));
    }

    [Fact]
    public void Complications_come_in_all_kinds()
    {
        var categories = Set.ComplicationCategories.ToLookup(row => row.Category[2]);
        Assert.Equal("CGIJ", string.Concat(categories.Select(kind => kind.Key).Order()));
        Assert.All(categories['I'].Concat(categories['J']), row => Assert.NotEmpty(row.Activator));
        Assert.All(categories['C'].Concat(categories['G']), row => Assert.Empty(row.Activator));
        // Grouping joins the exclusion lists of categories that differ by letter alone; here they are meant apart.
        Assert.DoesNotContain(categories['C'], c => categories['G'].Any(g => g.Category.Remove(2, 1) == c.Category.Remove(2, 1)));
        var given = Set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Compl).Select(row => row.Value).ToHashSet();
        Assert.All(Set.ComplicationCategories, row => Assert.Contains(row.Category, given));
        Assert.True(new Grouper(Set).Group(Stay("I71.4 F03.9 T81.8") with { Procedures = [] }).ComplicationLevel >= 1);
    }

    [Fact]
    public void An_inactive_complication_needs_what_activates_it()
    {
        var grouper = new Grouper(Set);
        Assert.Equal(0, grouper.Group(Stay("J45.9 F03.9")).ComplicationLevel);
        Assert.Equal(1, grouper.Group(Stay("J45.9 F03.9 T80.9")).ComplicationLevel);
        Assert.Equal(0, grouper.Group(Stay("G30.9 F03.9 T80.9")).ComplicationLevel);
    }

    [Fact]
    public void Letters_and_numbers_mean_what_the_document_says()
    {
        Assert.Equal("ACELNOPQRSTUVWXYZ", string.Concat(Set.DrgNames.Select(name => name.Drg[3]).Distinct().Order()));
        Assert.Equal(27, Set.DrgNames.Select(name => name.Mdc).Distinct().Count());
        Assert.DoesNotContain(Set.DrgNames, name => name.Drg.Contains('I', StringComparison.Ordinal));
        Assert.All(Set.DrgNames.Where(name => name.Drg[0] is 'R' or 'U'), name =>
        {
            var number = int.Parse(name.Drg.AsSpan(1, 2), CultureInfo.InvariantCulture);
            var isFirst = name.Drg[0] == 'R' ? number is <= 19 or (>= 75 and <= 84) or 98 : number is <= 49 or (>= 75 and <= 90) or 98;
            Assert.Equal((name.Drg[0], isFirst) switch { ('R', true) => "16", ('R', _) => "17", (_, true) => "21", _ => "24" }, name.Mdc);
        });
        Assert.Equal("0123456789AB", string.Concat(Set.Rules.Select(rule => rule.ReturnCode.ToString()).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(Set.ReturnCodes.Select(text => text.Code).Distinct().Count(), Set.ReturnCodes.Length);
    }

    /// <summary>Source: the document "DRG - grundläggande begrepp" (2017), pages 3, 4, 8 and 11.</summary>
    [Theory]
    [InlineData("D31O", " >17 O")]
    [InlineData("F26E", " <18 U")]
    [InlineData("L40O", " >35 O")]
    [InlineData("L45O", " <36 O")]
    [InlineData("F05A", "Större tarmoperation M")]
    [InlineData("F05C", "Större tarmoperation K")]
    [InlineData("F05E", "Större tarmoperation U")]
    public void Short_names_are_whole_and_end_as_the_document_says(string drg, string end) =>
        Assert.EndsWith(end, Set.Index.DrgOf(drg).ShortText.National, StringComparison.Ordinal);

    [Fact]
    public void Every_code_and_value_has_a_text_in_both_languages()
    {
        var categories = Set.DiagnosisFeatures.Where(row => row.Code.ToString().Length == 3).Select(row => new Diagnosis(row.Code)).Distinct();
        Assert.All(categories.Select(code => Set.Index.TextOf(code)).Concat(Set.Texts.Values.Select(value => value.Text))
            .Concat(Set.ComplicationCategories.Select(row => row.Text)), text => Assert.All([text.National, text.Combined], Assert.NotEmpty));
        Assert.Equal("Matsmältningsorganens sjukdomar", Set.Index.NameOf(FeatureType.Mdc, "06").National);
    }

    [Fact]
    public void Every_group_has_names_in_both_languages() => Assert.All(Set.DrgNames, name => Assert.All(
        new[] { name.Text.National, name.Text.Combined, name.ShortText.National, name.ShortText.Combined }, text => Assert.NotEmpty(text)));

    [Fact]
    public void No_imported_set_may_take_its_id()
    {
        using var home = new Fixture();
        Assert.Throws<InvalidOperationException>(() => new SetStore(home.Root).Import(Set, overwrite: true));
        Assert.Empty(new SetStore(home.Root).List());
    }

    private static CareContact Stay(string diagnoses) => CareContact.Of(diagnoses) with { Sex = Sex.Female, Age = new(20000), Duration = new(4) };

    /// <summary>The categories that the sources name, read here without the generator.</summary>
    private static IEnumerable<string> Categories() =>
        from line in File.ReadLines(Repository.PathOf(Sources + "/icd-categories.csv")).Skip(1)
        from word in line.Split(',')[1].Split(' ')
        let ends = word.Split('-')
        from number in Enumerable.Range(int.Parse(ends[0].AsSpan(1), CultureInfo.InvariantCulture), int.Parse(ends[^1].AsSpan(1), CultureInfo.InvariantCulture) - int.Parse(ends[0].AsSpan(1), CultureInfo.InvariantCulture) + 1)
        select $"{word[0]}{number:00}";
}
