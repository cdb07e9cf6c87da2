using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Tests;

/// <summary>Texts with named holes in languages.</summary>
public class TextTests
{
    private static readonly Language Other = new("xx", new Dictionary<string, Translation>
    {
        ["{rows} contacts in {seconds} s"] = new("{seconds} s: {rows}"),
        ["verb|share"] = new("dela"),
        ["share"] = new("andel"),
        ["{count} rules"] = new("{count} regler", "en regel"),
        ["because {cause}"] = new("ty {cause}"),
        ["a rule"] = new("regel"),
        ["decimal separator|."] = new(","),
    });

    [Fact]
    public void Holes_are_named_by_variable_property_or_name()
    {
        var summary = (Rows: 3, Name: "x");
        var _seconds = 1.5;
        Text text = $"{summary.Rows} contacts in {_seconds} s";
        Assert.Equal("{rows} contacts in {seconds} s", text.Key);
        Assert.Equal(("3 contacts in 1.5 s", "1.5 s: 3"), (text.ToString(), text.In(Other)));
        Assert.Equal("{count} of {name}", ((Text)$"{1 + 1:count} of {summary.Name.Trim():name}").Key);
    }

    [Fact]
    public void A_context_tells_words_apart_and_is_not_said()
    {
        Text verb = "verb|share", noun = "share";
        Assert.Equal(("share", "dela", "share", "andel"), (verb.ToString(), verb.In(Other), noun.ToString(), noun.In(Other)));
    }

    [Theory]
    [InlineData(0, "0 rules", "0 regler")]
    [InlineData(1, "1 rule", "en regel")]
    [InlineData(2, "2 rules", "2 regler")]
    public void A_number_has_its_form(int count, string english, string other)
    {
        var text = Text.Count(count, $"{count} rule", $"{count} rules");
        Assert.Equal((english, other), (text.ToString(), text.In(Other)));
        Assert.Equal("0 regler", Text.Count(0, $"{0:count} rule", $"{0:count} rules").In(new("yy", new Dictionary<string, Translation> { ["{count} rules"] = new("{count} regler") })));
    }

    [Fact]
    public void Texts_and_texts_of_tables_in_holes_are_said_in_the_language()
    {
        Text cause = "a rule";
        Assert.Equal(("because a rule", "ty regel"), (((Text)$"because {cause}").ToString(), ((Text)$"because {cause}").In(Other)));
        var name = new TableText("lunga", "lung");
        Assert.Equal(("because lung", "ty lunga"), (((Text)$"because {name:cause}").ToString(), ((Text)$"because {name:cause}").In(Other)));
    }

    [Theory]
    [InlineData("sv", "lunga")]
    [InlineData("en", "lung")]
    [InlineData("fi", "keuhko")]
    [InlineData("da", "lung")]
    public void A_text_of_the_tables_is_in_the_readers_language_or_English_or_the_sets_own(string language, string shown)
    {
        var reader = language == "en" ? Language.English : new Language(language, ImmutableDictionary<string, Translation>.Empty);
        var text = new TableText("lunga", "lung") { NationalLanguage = "sv", Catalogues = [new("fi", "keuhko"), new("sv", "lungan")] };
        Assert.Equal(shown, text.In(reader));
        Assert.Equal(shown, (text with { Combined = "", Catalogues = [.. text.Catalogues, new("en", "lung")] }).In(reader));
        Assert.Equal("lunga", (text with { Combined = "", Catalogues = [] }).In(reader));
    }

    [Fact]
    public void Texts_of_a_set_know_the_language_of_its_country()
    {
        DefinitionSet Of(string country) => new(new() { Id = "x", Country = country }, [], texts: () => new() { Values = [new(FeatureType.Mdc, "01", new("namn", ""), false, default)] })
        {
            DrgNames = [new("1A", "", "01", new("namn", ""), TableText.None, default)],
        };
        Assert.Equal(["sv", "nb", "fi", "da", "is", "et", "lv", "en", null], "swe nor fin den ice est lat eng xyz".Split(' ').Select(country => Of(country).DrgNames[0].Text.NationalLanguage));
        Assert.Equal("fi", Of("fin").Texts.Values[0].Text.NationalLanguage);
        Assert.Null(Of("fin").DrgNames[0].ShortText.NationalLanguage);
    }

    [Fact]
    public void What_stands_in_a_hole_is_not_read_again()
    {
        var (rows, seconds) = ("{seconds}", "{rows}");
        Assert.Equal("{rows} s: {seconds}", ((Text)$"{rows} contacts in {seconds} s").In(Other));
        Assert.Equal("{x} {", ((Text)"{x} {").ToString());
    }

    [Fact]
    public void What_a_language_lacks_is_said_in_English_and_counted()
    {
        var language = new Language("zz", ImmutableDictionary<string, Translation>.Empty);
        Assert.Equal(["b", "b", "a", "data", ""], new[] { (Text)"b", "b", "context|a", Text.Verbatim("data"), Text.None }.Select(language.Say));
        Assert.Equal(["b", "context|a"], language.Missing);
        Assert.Equal((".", ","), (language.DecimalSeparator, Other.DecimalSeparator));
        Assert.Empty(Language.English.Missing);
    }

    [Fact]
    public void A_stored_text_reads_back()
    {
        var list = "2024";
        Text text = $"from {list}";
        Assert.Equal(text, Text.Stored(text.Key, text.Holes.ToDictionary()));
        Assert.NotEqual(text, Text.Stored(text.Key, new Dictionary<string, string> { ["list"] = "2025" }));
        Assert.NotEqual(Text.Verbatim("a"), (Text)"a");
    }
}
