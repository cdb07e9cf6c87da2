using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Formats.Deliveries;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The sample tables against a later version of them, made here; docs/diff.md shows what comes out.</summary>
[Collection(CommandLineCollection.Name)]
public partial class DiffTest : Home
{
    /// <summary>A contact or two for each cause of moving.</summary>
    private const string Cases = """
        id,sex,age_days,duration,diagnoses,procedures
        1,F,5600,3,J159,
        2,M,5700,2,J139,
        3,M,24000,3,I209 N390,
        4,F,26000,4,I209 E119 N179,
        5,F,29000,6,I509 J159,
        6,M,28000,5,I509 J139,
        7,M,27000,0,I639,
        8,F,23000,2,I219,FNG02
        9,F,30000,4,N390 N109,
        10,M,25000,7,I489 I209,
        11,F,21000,3,K358,

        """;

    private string Later { get; }

    public DiffTest()
    {
        Later = PathOf("later");
        Run("tables", "export", Tables, "-o", Later);
        Replace("drg_logic", "10018000,01D0110,A34C", "10017500,01D0105,A33N,,A33N,0,+,01,,,,,,,01X01,,,,,,<1,,sam\n10018000,01D0110,A34C");
        Replace("drg_logic", "04M01,,,,,,,,,,<6575", "04M01,,,,,,,,,,<5479");
        Replace("drg_logic", "10062000,05D0190,E45E", "10060500,05D0190,E45E");
        Replace("drg_logic", "10049000,05D0060,E20N,Ballongvidgning av kranskärl vid hjärtinfarkt,E20N", "10049000,05D0060,E22N,,E22N");
        Replace("dg_feat", "J159,,,,,,,,COMPL,04C07", "J159,,,,,,,,COMPL,04G01");
        Replace("dg_feat", "J139,,,,,,,,COMPL,04C07", "J139,,,,,,,,COMPL,04G01");
        Replace("dg_feat", "I209,,,,,,,,COMPL,05C10,,,\n", "");
        Replace("compl_excl", "COMPL,11C06,,N390,,,,,,,,\n", "");
        Replace("drg_name", "E20N,Ballongvidgning", "E22N,Ballongvidgning");
        Replace("drg_name", "Inläggning av pacemaker", "Inläggning eller byte av pacemaker");

        void Replace(string table, string text, string with)
        {
            var path = Path.Combine(Later, table + ".csv");
            var content = File.ReadAllText(path);
            Assert.True(content.Contains(text, StringComparison.Ordinal), $"{table} has no {text}");
            File.WriteAllText(path, content.Replace(text, with, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("en", "HOW THE TABLES ARE READ\n- codes are found: by their longest known prefix -> whole\n- primary care has the properties of code: _PRIMARY -> -\n- MDC 98 where sex is missing: stays 98 -> becomes 12\n")]
    [InlineData("sv", "HUR TABELLERNA LÄSES\n- koder hittas: på sin längsta kända början -> hela\n- primärvård har egenskaperna hos kod: _PRIMARY -> -\n- MDC 98 där kön saknas: förblir 98 -> blir 12\n")]
    public void Ways_of_reading_are_said_in_words(string language, string expected) =>
        Assert.Contains(expected, Run("tables", "diff", "open-se", Tables, "--lang", language).Out, StringComparison.Ordinal);

    [Fact]
    public void The_document_shows_what_the_program_says()
    {
        var shown = Example().Matches(Repository.Read("docs/diff.md")).Select(match => match.Groups["text"].Value).ToList();
        Assert.Equal(2, shown.Count);
        Assert.Equal(shown[0], Run("tables", "diff", Tables, Later).Out);
        Assert.Equal(shown[1], Run("tables", "diff", Tables, Later, "--only", "names", "--cases", Write("made.csv", Cases), "--weights", Weights()).Out);
    }

    [Fact]
    public void Nothing_differs_between_a_set_and_itself() =>
        Expect(Run("tables", "diff", "open-se", "open-se", "--lang", "sv"), 0, "open-se -> open-se\nInga skillnader.\n", "");

    [Fact]
    public void Swedish_and_Markdown_are_written_and_fit_a_terminal()
    {
        var swedish = Run("tables", "diff", Tables, Later, "--cases", Contacts, "--lang", "sv", "--all").Out;
        Assert.Contains("\n- ändrad 04D0050: agelim <6575 -> <5479: nu yngre än 15 år", swedish, StringComparison.Ordinal);
        Assert.Contains("\n- J13.9 Pneumoni orsakad av pneumokocker, J15.9 Bakteriell pneumoni,\n  ospecificerad: komplikationskategori 04C07 Pneumonia -> 04G01 Acute\n", swedish, StringComparison.Ordinal);
        Assert.Contains("\nVÅRDKONTAKTER\n60 vårdkontakter, ", swedish, StringComparison.Ordinal);
        Assert.All(swedish.Split('\n').Concat(Run("tables", "diff", Tables, Later, "--cases", Contacts).Lines), line => Assert.InRange(line.Length, 0, 80));
        var markdown = Run("tables", "diff", Tables, Later, "--format", "markdown", "-o", PathOf("d.md"));
        Expect(markdown, 0, "", "");
        Assert.Contains("\n### MDC 05 ", File.ReadAllText(PathOf("d.md")), StringComparison.Ordinal);
        Assert.Contains("\n| can affect grouping | new | removed | changed | moved |\n", File.ReadAllText(PathOf("d.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_is_complete()
    {
        using var json = JsonDocument.Parse(Run("tables", "diff", Tables, Later, "--format", "json", "--cases", Contacts).Out);
        var root = json.RootElement;
        Assert.Equal(["added", "changed", "changed", "changed", "changed"], root.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("kind").GetString()).Order());
        Assert.Equal(["I209", "J139", "J159"], root.GetProperty("diagnoses").EnumerateArray().SelectMany(change => change.GetProperty("codes").EnumerateArray()).Select(code => code.GetString()));
        Assert.Equal(60, root.GetProperty("contacts").GetProperty("contacts").GetInt32());
        var moves = root.GetProperty("contacts").GetProperty("moves").EnumerateArray().ToList();
        Assert.Equal(root.GetProperty("contacts").GetProperty("moved").GetInt64(), moves.Sum(move => move.GetProperty("contacts").GetInt64()));
        using var names = JsonDocument.Parse(Run("tables", "diff", Tables, Later, "--format", "json", "--only", "names").Out);
        Assert.False(names.RootElement.TryGetProperty("rules", out _));
        Assert.Equal(["E10N", "E20N", "E22N"], names.RootElement.GetProperty("names").EnumerateArray().Select(name => name.GetProperty("key").GetString()));
    }

    [Fact]
    public void A_workbook_has_a_sheet_for_each_kind()
    {
        Expect(Run("tables", "diff", Tables, Later, "--format", "xlsx", "--cases", Contacts, "-o", PathOf("d.xlsx")), 0, "", "");
        Assert.Equal(["what", "can_steer", "added", "removed", "changed", "moved"], TableFile.Rows(PathOf("d.xlsx")).First().Cells);
        Expect(Run("tables", "diff", Tables, Later, "--format", "xlsx"), 1, "", "--format xlsx needs --output with a file name\n");
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_counted()
    {
        var said = Run("tables", "diff", Tables, Later, "--cases", Mistakes);
        Assert.Equal((3, ""), (said.ExitCode, said.Error));
        Assert.Contains("\n5 rows could not be read\n", said.Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("tables", "diff", Tables, PathOf("none")).ExitCode);
    }

    private string Weights() => Write("weights.csv", "DRG;Vikt\n" + string.Join('\n', File.ReadLines(Path.Combine(Tables, "drg_name.csv")).Skip(1)
        .Select((line, i) => $"{line.Split(',')[0]};{1 + (i % 7)},{i % 10}")));

    [GeneratedRegex("```\n(?<text>tables -> later\n.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Example();
}
