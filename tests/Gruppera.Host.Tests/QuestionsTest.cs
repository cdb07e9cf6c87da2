using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Questions to the logic, asked of the open set.</summary>
[Collection(CommandLineCollection.Name)]
public class QuestionsTest : Home
{
    private static readonly string Grouped = Gruppera.Tests.Repository.PathOf("samples/population-grouped.csv");

    [Fact]
    public void A_group_is_told()
    {
        var said = Run("drg", "f05e");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("F05E Major operation on small and large intestine, not complicated\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("\ntype           procedure group: its only rule asks for a procedure\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nby its code    MDC 06; inpatient care; not complicated\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nlevel 1 or 2  F05C  Major", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("\nPRINCIPAL DIAGNOSES THAT LEAD HERE AS THE ONLY CODE\nNone.\n", said.Out, StringComparison.Ordinal);
        var swedish = Run("drg", "E41E", "--lang", "sv").Out;
        Assert.Contains("konservativ grupp: dess enda regel kräver ingen åtgärd\n", swedish, StringComparison.Ordinal);
        Assert.Contains("\nHUVUDDIAGNOSER SOM LEDER HIT SOM ENDA KOD\n12 diagnoser, slutenvård; ", swedish, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_stand_beside_groups()
    {
        var list = Write("w.csv", "DRG;Vikt\nF05A;3,5\nF05E;1,25\n");
        Assert.Contains("\nvikt            1,2500\n", Run("drg", "F05E", "--weights", list, "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.Contains("\nlevel 2       F05A  3.5000  Major", Run("drg", "F05E", "--weights", list).Out, StringComparison.Ordinal);
        Assert.Equal(3.5, Json("drg", "F05E", "--weights", list).GetProperty("weights").GetProperty("F05A").GetDouble());
        Expect(Run("rule", "F05E01", "--weights", PathOf("none")), 1, "", $"There is no weight list {PathOf("none")}\n");
    }

    [Fact]
    public void A_code_is_told_and_what_it_is_taken_for()
    {
        var said = Run("code", "I21.9");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("I21.9 Acute myocardial infarction, unspecified (diagnosis)\n", said.Out, StringComparison.Ordinal);
        var longer = Run("code", "I21.95").Out;
        Assert.Contains("\nThe code is not in the definition tables: it is read as I21.9, the longest code\nthat it begins with.\n", longer, StringComparison.Ordinal);
        Assert.StartsWith("JFB30 Öppen borttagning av höger tjocktarmshalva (åtgärd)\n", Run("code", "JFB30", "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.Contains("> I63.9  Cerebral infarction, unspecified\n", Run("code", "i63.9", "--set", Tables).Out, StringComparison.Ordinal);
        Assert.Equal(2, Run("code", "I21", "--as", "procedure").ExitCode);
    }

    [Fact]
    public void A_property_and_a_rule_are_told()
    {
        var said = Run("property", "05x01");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("05X01 Acute myocardial infarction (diagnosis property)\n\nDIAGNOSES THAT GIVE IT (12)\n  I21    Acute myocardial infarction\n", said.Out, StringComparison.Ordinal);
        Assert.Equal(2, Run("property", "05X01", "--type", "compl").ExitCode);
        said = Run("rule", "595000", "--lang", "sv");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("Regel F05E01 → F05E ", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nF05C01  F05C  icd +, mdc 06, compl 1, procpro 06S02, dur >0\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_set_lacks_ends_with_2_and_names_what_is_near()
    {
        var said = Run("drg", "F05X");
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.StartsWith("open-se has no DRG F05X; near:\n  F05A  Major operation on small and large intestine, very complicated\n  F05C  ", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("open-se har inte regel F05E09; liknande:\n  F05A01  Stor ", Run("rule", "F05E09", "--lang", "sv").Error, StringComparison.Ordinal);
        Expect(Run("code", "QQQ99"), 2, "", "open-se has no code QQQ99; near:\n  Q97  Other sex chromosome defects of the female\n  Q98  Other sex chromosome defects of the male\n  Q99  Other chromosome defects\n  QDV\n  QDW  Other operation of skin of leg and foot\n  QDX\n");
        Assert.StartsWith("open-se has no property 14X77; near:\n  14S02  ", Run("property", "14X77").Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("property", "05X01", "--type", "none").ExitCode);
    }

    [Fact]
    public void What_occurs_in_a_file_is_counted()
    {
        var found = Json("drg", "E41E", "--contacts", Grouped).GetProperty("contacts");
        Assert.Equal((300, 1, true), (found.GetProperty("read").GetInt32(), found.GetProperty("contacts").GetInt32(), found.GetProperty("groupsOfFile").GetBoolean()));
        Assert.Equal("I211", found.GetProperty("principal")[0].GetProperty("code").GetString());
        var text = Run("code", "I10.9", "--contacts", Grouped, "--lang", "sv").Out;
        Assert.Contains("\nI FILEN MED VÅRDKONTAKTER\n", text, StringComparison.Ordinal);
        Assert.Contains(" av 300 kontakter; grupper ur filens kolumn drg\nDRG   kontakter  huvuddiagn  bidiagn  åtgärd  namn\n", text, StringComparison.Ordinal);
        var said = Run("property", "05X01", "--contacts", Mistakes, "--issues", PathOf("i.csv"));
        Assert.Equal((3, "5 rows of contacts-with-mistakes.csv could not be read and were not counted\n"), (said.ExitCode, said.Error));
        Assert.Equal(6, File.ReadAllLines(PathOf("i.csv")).Length);
        Assert.Equal(1, Run("drg", "F05E", "--contacts", PathOf("none.csv")).ExitCode);
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("drg", "E41E")]
    [InlineData("drg", "E99O")]
    [InlineData("code", "I21")]
    [InlineData("code", "JFB30")]
    [InlineData("code", "G94.0*A50.3")]
    [InlineData("property", "05C08")]
    [InlineData("property", "99V20")]
    [InlineData("rule", "F05E01")]
    public void Every_answer_fits_a_terminal_and_is_JSON_too(string command, string asked)
    {
        foreach (var language in new[] { "en", "sv" })
        {
            var said = Run(command, asked, "--lang", language, "--contacts", Grouped);
            if (command == "rule")
                said = Run(command, asked, "--lang", language);
            Assert.Equal((0, ""), (said.ExitCode, said.Error));
            Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
            Assert.StartsWith("# ", Run(command, asked, "--lang", language, "--format", "markdown").Out, StringComparison.Ordinal);
            Assert.Equal("open-se", Json(command, asked, "--lang", language).GetProperty("set").GetString());
        }
    }

    [Fact]
    public void JSON_has_all_of_a_list()
    {
        var group = Json("drg", "E99O").GetProperty("group");
        Assert.True(group.GetProperty("leading").GetArrayLength() > 40);
        Assert.Equal(("conservative", "outpatient", "05"), (
            group.GetProperty("steering").GetProperty("inTheDocumentsSense").GetString(),
            group.GetProperty("codeMeaning").GetProperty("careForm").GetString(),
            group.GetProperty("mdc").GetProperty("value").GetString()));
        Assert.Contains("\n  and ", Run("drg", "E99O", "--first", "1").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_the_document_are_what_the_program_prints()
    {
        var examples = Gruppera.Tests.Repository.Read("docs/questions.md").Split("```\n").Where(block => block.StartsWith("$ gruppera ", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, examples.Count);
        foreach (var example in examples)
        {
            var lines = example.Split('\n', 2);
            var args = lines[0]["$ gruppera ".Length..].Split(' ').Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Gruppera.Tests.Repository.PathOf(word) : word);
            Assert.Equal(lines[1], Run([.. args, "--lang", "en"]).Out);
        }
    }

    private static JsonElement Json(params string[] args) => JsonDocument.Parse(Run([.. args, "--format", "json"]).Out).RootElement;
}
