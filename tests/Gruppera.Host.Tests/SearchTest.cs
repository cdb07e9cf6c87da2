using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public partial class SearchTest : Home
{
    [Fact]
    public void The_document_shows_what_the_program_says()
    {
        var examples = Example().Matches(Repository.Read("docs/search.md")).ToList();
        Assert.InRange(examples.Count, 4, 10);
        Assert.All(examples, example =>
        {
            var said = Run(example.Groups["args"].Value.Split(' '));
            Assert.Equal(example.Groups["text"].Value, said.Out + said.Error);
        });
    }

    [Fact]
    public void Swedish_is_spoken_where_it_is_asked_for()
    {
        Expect(Run("search", "blindtarm", "operation", "--kind", "drg", "--limit", "1", "--lang", "sv"), 0,
            "typ  kod   text\nDRG  F12C  Blindtarmsoperation, komplicerat\n... och 2 till (--limit)\n", "");
        Expect(Run("search", "qqqqqq", "--lang", "sv"), 2, "", "Inget hittades för qqqqqq.\n");
    }

    [Fact]
    public void A_code_that_the_set_takes_for_a_shorter_one_is_found_as_that()
    {
        var said = Run("search", "I71.45");
        Assert.StartsWith("I71.4 Aneurysm of the abdominal aorta without rupture as principal diagnosis", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n\ntype       code   text\ndiagnosis  I71.4  Aneurysm of the abdominal aorta without rupture [as i714]\n", said.Out, StringComparison.Ordinal);
        Expect(Run("search", " "), 1, "", "Give words to search for\n");
    }

    [Fact]
    public void JSON_says_how_each_word_was_found()
    {
        using var json = JsonDocument.Parse(Run("search", "hjartinfarkt", "--format", "json", "--kind", "drg", "--kind", "property", "--set", Tables).Out);
        var hits = json.RootElement.GetProperty("hits").EnumerateArray().ToList();
        Assert.All(hits, hit => Assert.Contains(hit.GetProperty("kind").GetString(), new[] { "drg", "category", "property" }));
        var word = hits[0].GetProperty("words")[0];
        Assert.Equal(("hjartinfarkt", "hjärtinfarkt", "accents"), (word.GetProperty("asked").GetString(), word.GetProperty("found").GetString(), word.GetProperty("how").GetString()));
        var nothing = Run("search", "qqqqqq", "--format", "json");
        Assert.Equal(2, nothing.ExitCode);
        Assert.Equal(0, JsonDocument.Parse(nothing.Out).RootElement.GetProperty("total").GetInt32());
    }

    [Fact]
    public void It_is_a_table_in_Markdown_and_fits_a_terminal()
    {
        Assert.StartsWith("| type | code | text |\n| --- | --- | --- |\n| DRG | ", Run("search", "hjärta", "--kind", "drg", "--format", "markdown").Out, StringComparison.Ordinal);
        foreach (var language in new[] { "en", "sv" })
            Assert.All(Run("search", "komplicerat", "--limit", "200", "--lang", language).Lines, line => Assert.InRange(line.Length, 0, 80));
        Expect(Run("search", "x", "--limit", "0"), 1, "", "--limit 0: give 1 or more\n");
    }

    [GeneratedRegex("```\n\\$ gruppera (?<args>.*)\n(?<text>(?s:.*?))```", RegexOptions.None, 1000)]
    private static partial Regex Example();
}
