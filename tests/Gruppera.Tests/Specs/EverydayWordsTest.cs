using Gruppera.Formats.Sets;
using Gruppera.Search;
using Gruppera.Workflows.Sets;

namespace Gruppera.Tests.Specs;

/// <summary>Runs specs/everyday-words.md: words of people in five languages, and the code that a search of the open set finds first.</summary>
public class EverydayWordsTest
{
    private const string NeedsHeading = "## What a group needs";
    private static readonly Lazy<LoadedSet> Set = new(() => new(OpenSet.Open().Set!));

    public static IEnumerable<TheoryDataRow<string, string>> Words => Rows(before: NeedsHeading)
        .SelectMany(cells => cells[1..].Distinct().Select(word => new TheoryDataRow<string, string>(word, cells[0])));

    public static IEnumerable<TheoryDataRow<string, string, string>> Needs => Rows(after: NeedsHeading)
        .Select(cells => new TheoryDataRow<string, string, string>(cells[0], cells[1], cells[2]));

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_finds_its_code_first_and_groups_that_ask_for_it(string word, string codes)
    {
        var diseases = DiseaseSearch.Of(Set.Value.Explorer, Set.Value.Search.Find(word));
        Assert.Contains(codes.Split(' '), code => diseases[0].Code.Code.StartsWith(code, StringComparison.Ordinal));
        Assert.NotEmpty(diseases[0].Groups);
    }

    /// <summary>Of the first disease that the search leads to.</summary>
    [Theory]
    [MemberData(nameof(Needs))]
    public void Each_group_says_what_else_it_needs(string word, string drg, string needs)
    {
        var disease = DiseaseSearch.Of(Set.Value.Explorer, Set.Value.Search.Find(word))[0];
        var group = Assert.Single(disease.Groups, group => group.Drg.Drg == drg);
        Assert.Equal(needs, string.Join("; ", group.Needs.Select(need => need.Text.In(Language.English))));
    }

    [Fact]
    public void What_is_needed_covers_procedures_visits_ages_and_complications()
    {
        string[] asked = ["procedure with property", "outpatient contact", "years or older", "very complicated", "dead at discharge"];
        Assert.All(asked, kind => Assert.Contains(Needs, row => row.Data.Item3.Contains(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public void All_words_are_words_of_known_codes()
    {
        Assert.True(Words.Count() > 300);
        Assert.Equal(["da", "en", "fi", "nb", "sv"], EverydayWords.All.Select(word => word.Language).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([], EverydayWords.All.Where(word => word.Codes.IsEmpty || word.Codes.Any(code => Set.Value.Explorer.Disease(code).IsEmpty)).Select(word => word.Word));
        Assert.Equal([], EverydayWords.All.GroupBy(word => (word.Language, word.Word)).Where(same => same.Count() > 1).Select(same => same.Key.Word));
    }

    [Fact]
    public void Compounds_are_parted_and_a_query_is_not_its_own_near_hit()
    {
        Assert.NotEmpty(Set.Value.Search.Find("hjärnkärl").Hits);
        Assert.DoesNotContain("KOL", Set.Value.Search.Find("KOL").Suggestions, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(Set.Value.Search.Find("KOL").Hits, hit => hit.Text.ToString().Contains("olik", StringComparison.Ordinal));
    }

    /// <summary>Rows of the tables before a heading, or after it, without those of the tables' heads.</summary>
    private static IEnumerable<string[]> Rows(string? before = null, string? after = null) => Repository.Read("specs/everyday-words.md")
        .Split(before ?? after)[before is null ? 1 : 0].Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| codes", StringComparison.Ordinal)
            && !line.StartsWith("| asked", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
