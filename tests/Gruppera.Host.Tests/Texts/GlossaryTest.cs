using System.Text.RegularExpressions;
using Gruppera.Cli;
using Gruppera.Presentation.Words;
using Gruppera.Tests;
using Gruppera.Web;
using Gruppera.Workflows.Quality;

namespace Gruppera.Host.Tests.Texts;

/// <summary>Texts use the terms of docs/glossary.md and follow the rubric of CONTRIBUTING.md. The same is said in one place.</summary>
public class GlossaryTest(ITestOutputHelper output)
{
    private static readonly Dictionary<string, List<string>> Not = Banned(Repository.Read("docs/glossary.md"));

    [Fact]
    public void English_has_no_phrase_that_the_glossary_bans() =>
        Assert.Empty(TextsTest.Said.SelectMany(said => new[] { said, said.One }.OfType<SaidText>()).SelectMany(said => Found(said.Text.Key, "en")));

    [Fact]
    public void Swedish_has_no_phrase_that_the_glossary_bans() =>
        Assert.Empty(TextsTest.Read("sv").Values.SelectMany(text => new[] { text.Other, text.One }.OfType<string>()).SelectMany(text => Found(text, "sv")));

    [Fact]
    public void Phrases_are_found_as_whole_words_whatever_the_case()
    {
        Assert.True(Not["en"].Count > 20 && Not["sv"].Count > 20, $"{Not["en"].Count} and {Not["sv"].Count} phrases");
        Assert.Equal(["Contacts that Hang on a code: hang on"], Found("Contacts that Hang on a code", "en"));
        Assert.Empty(Found("changes once, {reckoned} shared", "en"));
        var banned = Banned("| a | b | c | not |\n|---|---|---|---|\n| a | b | c | en: x, y z; sv: å |\n| d | e | f | – |\n");
        Assert.Equal(("x|y z", "å"), (string.Join('|', banned["en"]), string.Join('|', banned["sv"])));
    }

    [Fact]
    public void Issues_say_what_happened_and_what_to_do() => Assert.All([.. AllIssues.Codes, .. ApiIssues.All, .. CommandIssues.All, .. QualityCodes.All], code =>
    {
        Assert.Matches("^([a-z]|NordDRG|[A-Z0-9]{2,}).*[^.!]$", code.Meaning.ToString());
        Assert.Matches("^[A-Z].*[.]$", code.Remedy.ToString());
    });

    [Fact]
    public void Messages_neither_shout_nor_apologise()
    {
        var texts = TextsTest.Said.Select(said => said.Text.Key).Concat(TextsTest.Read("sv").Values.Select(text => text.Other));
        Assert.DoesNotContain(texts, text => Regex.IsMatch(text, @"(?<!#SAKNAS)!|\b(?:sorry|please|oops|unfortunately|tyvärr|vänligen|ursäkta)\b", RegexOptions.IgnoreCase, Limit));
    }

    /// <summary>A sentence that is written in two places can come apart. Their number only goes down.</summary>
    [Fact]
    public void Few_sentences_are_written_twice()
    {
        const int Most = 12;
        var twice = TextsTest.Said.Where(said => said.Text.Key.Split(' ').Length >= 4).GroupBy(said => said.Text.Key).Where(same => same.Count() > 1)
            .OrderBy(same => same.Key, StringComparer.Ordinal).ToList();
        foreach (var same in twice)
            output.WriteLine($"{same.Key}\n    {string.Join(", ", same.Select(said => said.Place).Distinct())}");
        output.WriteLine($"{twice.Count} sentences stand in more than one place");
        Assert.True(twice.Count <= Most, $"{twice.Count} sentences stand in more than one place, {Most} are known: write the new ones once");
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Made once: the patterns are more than those that Regex remembers.</summary>
    private static readonly Dictionary<string, List<(string Phrase, Regex Pattern)>> Patterns = Not.ToDictionary(
        language => language.Key,
        language => language.Value.Select(phrase => (phrase, new Regex($@"(?<!\w){Regex.Escape(phrase)}(?!\w)", RegexOptions.IgnoreCase, Limit))).ToList());

    private static IEnumerable<string> Found(string text, string language)
    {
        var words = Regex.Replace(text, @"\{\w+\}", "{}", RegexOptions.None, Limit);
        return Patterns[language].Where(each => each.Pattern.IsMatch(words)).Select(each => $"{text}: {each.Phrase}");
    }

    /// <summary>Language -> phrases of the last column of the tables.</summary>
    private static Dictionary<string, List<string>> Banned(string glossary)
    {
        var found = new Dictionary<string, List<string>> { ["en"] = [], ["sv"] = [] };
        foreach (var part in glossary.Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => line.Trim('|', ' ').Split('|')[^1].Split(';', StringSplitOptions.TrimEntries)))
            if (part.Length > 4 && found.TryGetValue(part[..2], out var phrases) && part[2] == ':')
                phrases.AddRange(part[3..].Split(',', StringSplitOptions.TrimEntries));
        return found;
    }
}
