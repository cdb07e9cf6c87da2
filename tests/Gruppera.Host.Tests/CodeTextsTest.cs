namespace Gruppera.Host.Tests;

/// <summary>Wherever people read a code it has its point and its text, in their language.</summary>
[Collection(CommandLineCollection.Name)]
public class CodeTextsTest : Home
{
    private static readonly string[] Contact = ["--dx", "I50.9", "E11.9", "--age", "70", "--sex", "F", "--days", "4"];

    [Theory]
    [InlineData("en", "without I50.9 Heart failure, unspecified: Diabetes")]
    [InlineData("en", "with any of 198 diagnoses: I33 Acute endocarditis; I33.0 Bacterial endocarditis; I40 Acute myocarditis …: Heart failure, very complicated")]
    [InlineData("sv", "I20 Kärlkramp; I20.0 Instabil kärlkramp; I20.1 ")]
    public void What_if_names_the_codes_that_it_takes_away_and_adds(string language, string shown) =>
        Assert.Contains(shown, OneLine(Run(["what-if", .. Contact, "--lang", language]).Out), StringComparison.Ordinal);

    [Fact]
    public void Near_misses_name_the_codes_of_the_smallest_change() =>
        Assert.Contains("Smallest change: with any of 198 diagnoses: I33 Acute endocarditis", OneLine(Run(["explain", .. Contact]).Out), StringComparison.Ordinal);

    [Theory]
    [InlineData("d450", "procedure  d450  Walking\n", "Polycyth")]
    [InlineData("D450", "diagnosis  D45   Polycythaemia vera", "Walking")]
    [InlineData("D45.0", "diagnosis  D45   Polycythaemia vera", "Walking")]
    public void A_code_of_functions_is_no_diagnosis_and_a_diagnosis_no_function(string query, string found, string other)
    {
        var said = Run("search", query).Out;
        Assert.Contains(found, said, StringComparison.Ordinal);
        Assert.DoesNotContain(other, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_of_functions_keeps_its_small_letter()
    {
        Assert.StartsWith("d450 Walking (procedure)\n", Run("code", "d450").Out, StringComparison.Ordinal);
        Assert.Contains("d450 Walking: procedure", Run(["explain", .. Contact, "--proc", "d450"]).Out, StringComparison.Ordinal);
    }

    /// <summary>Codes whose text is a category's are marked so; texts of imported lists are for their readers.</summary>
    [Fact]
    public void Texts_of_a_list_in_another_language_are_for_its_readers_and_others_have_English()
    {
        Write("fi.csv", string.Join("\n", "koodi;teksti", "I509;Sydämen vajaatoiminta", "I501;Pumppausvika vasemmalla", "E119;Aikuistyypin diabetes"));
        Assert.Equal(0, Run("codes", "import", PathOf("fi.csv"), "--system", "icd-10-fi").ExitCode);
        Assert.Contains("I50.9 Sydämen vajaatoiminta", OneLine(Run(["explain", .. Contact, "--lang", "fi"]).Out), StringComparison.Ordinal);
        Assert.StartsWith("E44E Heart failure, not complicated\n", Run(["explain", .. Contact, "--lang", "fi"]).Out, StringComparison.Ordinal);
        Assert.Contains("I50.9 Heart failure, unspecified", OneLine(Run(["explain", .. Contact, "--lang", "da"]).Out), StringComparison.Ordinal);
        Assert.StartsWith("E44E Hjärtsvikt, ej komplicerat\n", Run(["explain", .. Contact, "--lang", "sv"]).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "d450  ", "Walking")]
    [InlineData("sv", "d450  ", "Gå")]
    public void The_assessment_of_a_technology_speaks_the_language_of_the_run(string language, string code, string text)
    {
        Write("tech.json", """{"name":"Robot","englishName":"Robot","start":2026,"parts":[{"icf":["d450"],"diagnoses":["I50.9"]}]}""");
        var said = Run("technology", "assess", PathOf("tech.json"), "--lang", language).Out;
        Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.Contains(text, said, StringComparison.Ordinal);
        Assert.Equal(language == "en", said.Contains("Heart failure, unspecified", StringComparison.Ordinal));
    }

    /// <summary>The earlier set knows the codes as recorded, the later one their successors.</summary>
    [Fact]
    public void Codes_are_converted_for_the_later_set_alone()
    {
        var contacts = Write("c.csv", "id,sex,age_days,duration,diagnoses,procedures\n1,M,20000,3,K358,JEA99X\n2,M,20000,3,K358,JEA00\n");
        var map = Write("m.csv", "from,to\nJEA00,FNG02\n");
        foreach (var args in new[] { new[] { "simulate", "--set", "open-se", "--versus", "open-se", "--contacts", contacts }, ["tables", "diff", "open-se", "open-se", "--cases", contacts] })
        {
            Assert.DoesNotContain("JEA00", Run(args).Out, StringComparison.Ordinal);
            var said = OneLine(Run([.. args, "--code-map", map]).Out);
            Assert.Contains("F12E", said, StringComparison.Ordinal);
            Assert.Contains("JEA00 Open appendectomy is now recorded as FNG02 ", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Quality_shows_groups_as_groups_and_codes_with_their_texts()
    {
        var contacts = Write("q.csv", "id,sex,age_days,duration,diagnoses,procedures\n1,M,20000,3,I509 K999,JEA00\n2,M,20000,3,I509 I509,\n");
        var said = OneLine(Run("quality", contacts).Out);
        Assert.Contains("K99.9", said, StringComparison.Ordinal);
        Assert.Contains("Z60N", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Z60.N", said, StringComparison.Ordinal);
        Assert.Contains("I50.9 Heart failure, unspecified", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lang en", "- I50.0 Congestive heart failure, 2 contacts: I50.1 Left ventricular failure; I50.9 Confirmed text")]
    [InlineData("--lang sv", "- I50.0 Hjärtsvikt med stockning, 2 vårdkontakter: I50.1 Vänsterkammarsvikt; I50.9 Confirmed text")]
    public void Codes_that_cannot_be_converted_have_their_texts(string language, string shown)
    {
        var contacts = Write("c.csv", "id,sex,age_days,duration,diagnoses,procedures\n1,M,20000,3,I500,\n2,F,20000,3,I500 I10,\n");
        var map = Write("m.csv", "from,to,to_text\nI500,I501,\nI500,I509,Confirmed text\n");
        Assert.Contains(shown, OneLine(Run(["codes", "convert", contacts, "--map", map, "-o", "-", .. language.Split(' ')]).Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Years_of_a_conversion_go_forward()
    {
        var contacts = Write("c.csv", "id,sex,age_days,duration,diagnoses,procedures\n1,M,20000,3,I500,\n");
        var map = Write("m.csv", "from,to,year\nI500,I501,2023\n");
        Assert.Equal(0, Run("codes", "convert", contacts, "--map", map, "--from", "2022", "--to", "2023", "-o", PathOf("new.csv")).ExitCode);
        Assert.Contains(",I501,", File.ReadAllText(PathOf("new.csv")), StringComparison.Ordinal);
        Assert.Equal(1, Run("codes", "convert", contacts, "--map", map, "--from", "2023", "--to", "2022", "-o", PathOf("old.csv")).ExitCode);
        Assert.False(File.Exists(PathOf("old.csv")));
    }

    [Fact]
    public void Splits_are_by_codes_and_properties_with_their_texts_however_they_are_written()
    {
        var rows = Enumerable.Range(1, 80).Select(i => $"{i},M,25000,{(i % 2 == 0 ? 3 : 4)},{(i % 2 == 0 ? "I509 E119" : "I501")},,{(i % 2 == 0 ? 1000 : 2000) + i}");
        var contacts = Write("s.csv", "id,sex,age_days,duration,diagnoses,procedures,cost\n" + string.Join("\n", rows));
        Assert.Contains("I50.1 Left ventricular failure", OneLine(Run("split", "find", "E44E", "--contacts", contacts).Out), StringComparison.Ordinal);
        foreach (var by in new[] { "pdx:I50.1", "PDX:i501" })
        {
            var said = OneLine(Run("split", "check", "E44E", "--by", by, "--contacts", contacts, "--lang", "sv").Out);
            Assert.Contains("På pdx:I50.1 Vänsterkammarsvikt: ", said, StringComparison.Ordinal);
            Assert.Contains("-pdx:I50.1 40 50,00 %", said, StringComparison.Ordinal);
        }

        Assert.Contains("\"by\": \"pdx:I501\",", Run("split", "check", "E44E", "--by", "pdx:I50.1", "--contacts", contacts, "--format", "json").Out, StringComparison.Ordinal);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
