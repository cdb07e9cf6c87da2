using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Search;

namespace Gruppera.Tests.Exploration;

public class TextSearchTests
{
    private static readonly DefinitionSet OpenTables = OpenSet.Open().Set!;
    private static readonly TextSearch Open = new(OpenTables);

    private static readonly TextSearch Small = new(MadeUpSet.Of(
        ["E10N01 E10N mdc=05", "E11C01 E11C mdc=05"],
        ["I710 dgcat 05M01", "I714 dgcat 05M01", "G940*A503 dgcat 01M01"],
        names: ["E10N Operation_på_bukaorta Abdominal_aortic_surgery", "E11C Akut_hjärtsvikt Acute_heart_failure", "E12C Akut_hjartsvikt -", "E13N Hjärtoperationer Heart_operations", "F30C Appendektomi -"],
        texts: new()
        {
            Values = [new(FeatureType.Dgprop, "05X01", new("Aneurysm", "Aneurysm"), false, default), new(FeatureType.Mdc, "05", new("Cirkulationsorganen", "Circulation"), false, default)],
            Diagnoses = [new(DiagnosisCode.Parse("I714"), default, new("Bukaortaaneurysm utan uppgift om ruptur", "")), new(DiagnosisCode.Parse("I710"), default, new("Aortadissektion", ""))],
        }));

    [Theory]
    [InlineData("aneurysm", "Property 05X01 Exact|Diagnosis I714 LastPart")]
    [InlineData("aneurism", "Property 05X01 Misspelling")]
    [InlineData("akut hjärtsvikt", "Drg E11C Exact Exact|Drg E12C Exact Accents")]
    [InlineData("hjartsvikt", "Drg E12C Exact|Drg E11C Accents")]
    [InlineData("hjärtsvikten", "Drg E11C Inflection|Drg E12C Inflection")]
    [InlineData("hjrätsvikt", "Drg E11C Misspelling|Drg E12C Misspelling")]
    [InlineData("bukaorta", "Drg E10N Exact|Diagnosis I714 Beginning")]
    [InlineData("I71", "Diagnosis I710 CodeBeginning|Diagnosis I714 CodeBeginning")]
    [InlineData("i71.4", "Diagnosis I714 Exact")]
    [InlineData("I714 ruptur", "Diagnosis I714 Exact Exact")]
    [InlineData("E10N", "Drg E10N Exact|Rule E10N01 CodeBeginning")]
    [InlineData("G940*A503", "Diagnosis G940*A503 Exact")]
    [InlineData("sydän", "Drg E11C Synonym|Drg E12C Synonym|Drg E13N Synonym")]
    [InlineData("umpilisäke", "Drg F30C Synonym")]
    [InlineData("blindtarmen", "Drg F30C Synonym")]
    [InlineData("blindtarmsoperation", "Drg F30C Synonym")]
    [InlineData("I7149", "")]
    [InlineData("ruptur hjärtsvikt", "")]
    [InlineData("av", "")]
    [InlineData("", "")]
    [InlineData("!!", "")]
    public void What_is_found_and_how(string query, string hits) => Assert.Equal(
        hits, string.Join('|', Small.Find(query).Hits.Select(hit => $"{hit.Kind} {hit.Key} {string.Join(' ', hit.Words.Select(word => word.How))}")));

    [Fact]
    public void Kinds_and_number_are_limited()
    {
        Assert.Equal(["I714"], Small.Find("aneurysm", [SearchKind.Diagnosis]).Hits.Select(hit => hit.Key));
        var result = Small.Find("hjärt", limit: 1);
        Assert.Equal((1, 3), (result.Hits.Length, result.Total));
    }

    [Fact]
    public void Where_nothing_is_found_the_nearest_words_are_offered()
    {
        var result = Small.Find("hjärtflimmer akut");
        Assert.Equal((0, "hjärtflimmer"), (result.Total, string.Join(' ', result.Missing)));
        Assert.Contains("hjärtsvikt", result.Suggestions);
        Assert.Empty(Small.Find("zzzzzz").Suggestions);
    }

    [Theory]
    [InlineData("I71.42", "Diagnosis I714 TakenFor")]
    [InlineData("JEA09", "Procedure JEA TakenFor")]
    [InlineData("Q9X99", "")]
    public void A_code_is_found_as_the_one_it_is_taken_for(string query, string hits) =>
        Assert.Equal(hits, string.Join('|', Open.Find(query).Hits.Select(hit => $"{hit.Kind} {hit.Key} {hit.Words[0].How}")));

    [Fact]
    public void Cataract_is_not_glaucoma() =>
        Assert.DoesNotContain(Open.Find("gråstarr", [SearchKind.Drg]).Hits, hit => hit.Text.National!.Contains("Grön", StringComparison.Ordinal));

    [Fact]
    public void Inflammation_of_the_appendix_is_found_by_its_everyday_name() =>
        Assert.Equal(Open.Find("appendicit blindtarm", [SearchKind.Drg]).Total, Open.Find("blindtarmsinflammation", [SearchKind.Drg]).Total);

    [Theory]
    [InlineData("umpilisäke")]
    [InlineData("umpilisake")]
    [InlineData("appendectomy")]
    [InlineData("appendicektomi")]
    [InlineData("appendektomi")]
    [InlineData("Blindtarm operation")]
    [InlineData("blindtarmsoperationer")]
    public void Appendicectomy_is_found_in_several_languages(string query) =>
        Assert.Equal(["F12C", "F12E", "F12O"], Open.Find(query, [SearchKind.Drg], 3).Hits.Select(hit => hit.Key).Order());

    [Trait("lane", "slow")]
    [Fact]
    public void Every_group_is_found_by_its_own_full_name_first_or_tied()
    {
        foreach (var name in OpenTables.DrgNames.Where((_, i) => i % 5 == 0))
        {
            foreach (var text in new[] { name.Text.National, name.Text.Combined })
            {
                var hits = Open.Find(text, limit: 50).Hits;
                var own = Assert.Single(hits, hit => hit is { Kind: SearchKind.Drg } && hit.Key == name.Drg);
                Assert.True(own.Score >= hits[0].Score, $"{name.Drg} {text}: {own.Score} after {hits[0]}");
                Assert.Equal(1, own.Score);
            }
        }
    }

    [Fact]
    public void A_word_with_one_edit_is_still_found()
    {
        var random = new Random(11);
        foreach (var name in OpenTables.DrgNames.Where(_ => random.Next(20) == 0))
        {
            var words = name.Text.National.Split(' ', ',').Where(word => word.Length >= 4 && word.All(char.IsLetter)).ToArray();
            if (words.Length == 0)
                continue;
            var misspelled = Edit(words[random.Next(words.Length)], random);
            Assert.True(Open.Find(misspelled, [SearchKind.Drg], int.MaxValue).Hits.Any(hit => hit.Key == name.Drg), $"{misspelled}: {name.Drg}");
        }
    }

    [Trait("lane", "licensed")]
    [Fact]
    public void Everything_of_a_national_set_is_found()
    {
        var set = DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!;
        Assert.False(set.Texts.Procedures.IsEmpty);
        var search = new TextSearch(set);
        Assert.All(
            ["aneurysm", "hjärtinfarkt komplicerat", "I21", "tranplantation njure", "höftledsplastik"],
            query => Assert.NotEmpty(search.Find(query).Hits));
        Assert.All(set.DrgNames, name => Assert.Contains(name.Drg, search.Find(name.Drg, [SearchKind.Drg], int.MaxValue).Hits.Select(hit => hit.Key)));
    }

    private static string Edit(string word, Random random)
    {
        var at = random.Next(word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, "k"),
            2 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + "k" + word[(at + 1)..],
        };
    }
}
