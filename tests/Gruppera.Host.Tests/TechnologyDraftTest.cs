using System.Globalization;
using System.Text;
using System.Text.Json;
using Gruppera.Formats.Excel;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Host.Tests;

/// <summary>A technology planted in made-up contacts is drafted as a change that other commands read, simulated, and held against the criteria.</summary>
[Collection(CommandLineCollection.Name)]
public class TechnologyDraftTest : Home
{
    private const string Question = """
        { "name": "Robotassisterad blindtarmsoperation", "englishName": "Robot-assisted appendicectomy", "start": 2025, "setting": "inpatient",
          "parts": [ { "procedures": ["JEA"] }, { "procedures": ["ZXC96"] } ] }
        """;

    /// <summary>Of 100 appendicectomies 20 are robot-assisted, ten a year, and of 20 cholecystectomies five: neither code alone is the technology.</summary>
    private static string Rows(double robotCost)
    {
        var rows = new StringBuilder("id,patient,hospital,sex,age_days,admission_date,duration,diagnoses,procedures,cost\n");
        for (var i = 0; i < 120; i++)
        {
            var (dx, procedure, isRobot) = i < 100 ? ("K35", "JEA00", i < 20) : ("K80", "JKA21", i < 105);
            var cost = (isRobot && i < 100 ? robotCost : 40_000) + (1000 * (i % 5)) - 2000;
            rows.Append(CultureInfo.InvariantCulture, $"{i},P{i},North,F,20000,{2025 + (i % 2)}-02-03,3,{dx},{procedure}{(isRobot ? " ZXC96" : "")},{cost}\n");
        }

        return rows.ToString();
    }

    [Fact]
    public void Its_codes_get_properties_and_its_group_is_split_by_them()
    {
        var draft = Json(Question, Rows(100_000)).GetProperty("draft");
        Assert.Equal("none", draft.GetProperty("obstacle").GetString());
        Assert.Equal(["1 procprop 06S13", "2 dgprop 06X01"], draft.GetProperty("properties").EnumerateArray().Select(each => $"{each.GetProperty("part")} {each.GetProperty("type")} {each.GetProperty("value")}"));
        Assert.Equal(["F12E F13E 0"], draft.GetProperty("splits").EnumerateArray().Select(each => $"{each.GetProperty("drg")} {each.GetProperty("into")} {each.GetProperty("rulesLeft")}"));
        var rows = draft.GetProperty("change").EnumerateArray().Select(row => $"{row.GetProperty("inOut")} {row.GetProperty("table")} {row.GetProperty("row")}").Where(row => !row.Contains("testcase", StringComparison.Ordinal));
        Assert.Equal(
        [
            "IN procprop_name procprop 06S13, varval_text_comb Robot-assisted appendicectomy, JEA",
            "IN proc_feat code_nat JEA, vartype PROCPR, varval 06S13",
            "IN proc_feat code_nat JEA00, vartype PROCPR, varval 06S13",
            "IN proc_feat code_nat JEA01, vartype PROCPR, varval 06S13",
            "IN proc_feat code_nat JEA10, vartype PROCPR, varval 06S13",
            "IN proc_feat code_nat ZXC96, vartype OR, varval 0",
            "IN proc_feat code_nat ZXC96, vartype DGPROP, varval 06X01",
            "IN dgprop_name dgprop 06X01, varval_text_comb Robot-assisted appendicectomy, ZXC96",
            "IN drg_logic ord 599500, id F13E01, drg_nat F13E, rtc 0, icd +, mdc 06, procpro 06S13, dgprop1 06X01, dur >0",
            "IN drg_name drg_nat F13E, drg_text_nat Blindtarmsoperation, ej komplicerat, Robotassisterad blindtarmsoperation, drg_text_comb Appendicectomy, not complicated, Robot-assisted appendicectomy, mdc 06",
        ], rows);
        var move = Assert.Single(draft.GetProperty("simulation").GetProperty("moves").EnumerateArray());
        Assert.Equal(("F12E", "F13E", 20, 0, 2_000_000), (move.GetProperty("from").GetString(), move.GetProperty("to").GetString(), move.GetProperty("contacts").GetInt32(), move.GetProperty("unnamed").GetInt32(), move.GetProperty("cost").GetDouble()));
        Assert.True(draft.GetProperty("criteria")[0].GetProperty("splits")[0].GetProperty("isGood").GetBoolean());
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("en", "1. Primary codes|2. The delay of weights|3. Codes and costs|4. What NordDRG can describe|5. Draft|The technical change|The check (gruppera change check) has no findings|The simulated effect|Unintended: 0 contacts move between other groups, 0 without|The split criteria|By F13E: meets every criterion|Open questions|Who funds 1 200 000 kronor before the list of 2027?")]
    [InlineData("sv", "1. Primärkoder|2. Vikternas fördröjning|3. Koder och kostnader|4. Vad NordDRG kan beskriva|5. Utkast|Den tekniska ändringen|Kontrollen (gruppera change check) har inga anmärkningar|Den simulerade effekten|Oavsedda: 0 kontakter flyttar mellan andra grupper, 0 utan|Delningskriterierna|På F13E: uppfyller alla kriterier|Öppna frågor|Vem avsätter 1 200 000 kronor före listan för 2027?")]
    public void It_ends_with_a_draft_in_both_languages(string language, string words)
    {
        var markdown = Assess(Question, Rows(100_000), "--format", "markdown", "--lang", language).Out;
        var at = words.Split('|').Select(each => markdown.IndexOf(each, StringComparison.Ordinal)).ToList();
        Assert.Equal(at.Order(), at);
        Assert.True(at[0] > 0, markdown);
        Assert.All(Assess(Question, Rows(100_000), "--lang", language).Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_workbook_has_all_figures()
    {
        Assess(Question, Rows(100_000), "-o", PathOf("draft.xlsx"), "--lang", "sv");
        var book = Workbook.Open(() => File.OpenRead(PathOf("draft.xlsx")));
        var sheets = book.Sheets.Select((name, sheet) => (name, sheet)).ToDictionary(each => each.name, each => book.Rows(each.sheet).Select(row => string.Join(' ', row.Cells)).ToList());
        Assert.Equal(["1+2 20 20 1", "2 25 20 0.8", "1 100 20 0.2"], sheets["combinations"].Skip(1));
        Assert.Equal("F12E 20 100 100000 40000", sheets["groups"][1]);
        Assert.Equal(["2025 2023 10 1000000 400000 600000", "2026 2024 10 1000000 400000 600000"], sheets["funding"].Skip(1));
        Assert.StartsWith("F12E F13E 0 0 20 0 ", sheets["moves"][1], StringComparison.Ordinal);
        Assert.StartsWith("F12E F13E SmallestShare 0.2 0.03 ", sheets["criteria"][2], StringComparison.Ordinal);
        Assert.EndsWith(" 1 1 minsta delens andel", sheets["criteria"][2], StringComparison.Ordinal);
        Assert.Equal(["F12E F12E 80 40000", "F12E F13E 20 100000"], sheets["parts"].Skip(1).Select(row => string.Join(' ', row.Split(' ').Take(4))));
        Assert.Contains("IN drg_logic ord 599500, id F13E01, drg_nat F13E", sheets["change"].First(row => row.Contains("drg_logic", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("Är F13E och dess namn rätt?", sheets["questions"][2]);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void The_change_is_read_by_check_and_simulate()
    {
        var (change, contacts) = (PathOf("TC.xlsx"), Write("rows.csv", Rows(100_000)));
        var told = Json(Question, Rows(100_000), "--change", change).GetProperty("draft").GetProperty("change");
        var issues = new List<Issue>();
        var read = ChangeReader.Read(change, issues)!;
        Assert.Empty(issues);
        Assert.Equal(
            told.EnumerateArray().Select(row => $"{row.GetProperty("table")} {row.GetProperty("row")}"),
            read.Rows.Select(row => $"{row.Table} {string.Join(", ", ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).Where(cell => cell.Second.Length > 0).Select(cell => $"{cell.First} {cell.Second}"))}"));
        Assert.All(read.Rows.Where(row => row.Table != "testcase"), row => Assert.Equal("Robotassisterad blindtarmsoperation", row.Comment));
        var check = Run("change", "check", change);
        Assert.Equal((0, "TC.xlsx: no issues"), (check.ExitCode, check.Lines[0]));
        Assert.Contains("20 (16.67 %) get another result", Run("simulate", "--change", change, "--contacts", contacts).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_that_misses_criteria_is_told_and_asked_about()
    {
        var text = Assess(Question, Rows(41_000)).Out.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal);
        Assert.Contains("By F13E: does not meet every criterion", text, StringComparison.Ordinal);
        Assert.Contains("F13E does not meet: mean cost, least step;", text.Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A list in which a point is worth what the file's contacts cost per point: 100 x 0.5 + 20 x 0.5 points.</summary>
    [Trait("lane", "slow")]
    [Fact]
    public void What_must_be_funded_is_by_weights_where_there_are_any()
    {
        var weights = Write("w.csv", "drg,weight\nF12E,0.5\nG13E,0.5\nF12C,0.9\n");
        var funding = Json(Question, Rows(100_000), "--weights", weights).GetProperty("funding");
        Assert.True(funding.GetProperty("isByWeights").GetBoolean());
        Assert.Equal([500_000, 500_000], funding.GetProperty("years").EnumerateArray().Select(year => year.GetProperty("setAside").GetDouble()));
    }

    /// <summary>Points change by what moves alone: G13E, which the list lacks, has none before nor after.</summary>
    [Trait("lane", "slow")]
    [Fact]
    public void A_group_without_a_weight_counts_for_nothing_before_and_after()
    {
        var simulation = Json(Question, Rows(100_000), "--weights", Write("w.csv", "drg,weight\nF12E,0.5\nF12C,0.9\n")).GetProperty("draft").GetProperty("simulation");
        var points = simulation.GetProperty("points");
        Assert.Equal((50, 20), (points.GetProperty("pointsBefore").GetDouble(), points.GetProperty("contactsWithoutWeight").GetInt32()));
        Assert.Equal(simulation.GetProperty("moves")[0].GetProperty("points").GetDouble(), points.GetProperty("pointsAfter").GetDouble() - points.GetProperty("pointsBefore").GetDouble(), 9);
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("""{ "name": "x", "start": 2025, "setting": "selfCare", "parts": [ { "procedures": ["ZXC96"] } ] }""", "outsideScope", "outside what NordDRG describes")]
    [InlineData("""{ "name": "x", "start": 2025, "setting": "careChain", "parts": [ { "procedures": ["ZXC96"] } ] }""", "outsideScope", "paid in another way")]
    [InlineData("""{ "name": "x", "start": 2025, "parts": [ { "procedures": ["JEA"] }, { "procedures": ["QQQ99"] } ] }""", "lacksCodes", "New primary codes must be introduced first")]
    [InlineData("""{ "name": "x", "start": 2025, "atcColumn": "hospital", "parts": [ { "atc": ["NORTH"] } ] }""", "medicinesOnly", "add the ATC code to the tables")]
    [InlineData("""{ "name": "x", "start": 2025, "atcColumn": "procedures", "parts": [ { "procedures": ["JEA"] }, { "atc": ["ZXC96"] } ] }""", "impure", "20 of 100 contacts: it mostly describes something else")]
    [InlineData("""{ "name": "x", "start": 2025, "parts": [ { "procedures": ["TNJ"] } ] }""", "noContacts", "no contact has the technology")]
    public void Where_there_is_no_draft_the_answer_says_why(string question, string obstacle, string words)
    {
        Assert.Equal(obstacle, Json(question, Rows(100_000)).GetProperty("draft").GetProperty("obstacle").GetString());
        var said = Assess(question, Rows(100_000), "--change", PathOf("none.xlsx"));
        Assert.Contains(words, said.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("there is no draft", said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("none.xlsx")));
    }

    [Fact]
    public void Contacts_spread_over_many_groups_make_no_draft()
    {
        var rows = new StringBuilder("id,patient,sex,age_days,admission_date,duration,diagnoses,procedures,cost\n");
        foreach (var (i, dx) in "A09 C50 E10 G20 I21 J18 K50 L40 M05 N10 O80 F32 H40 S72".Split(' ').Index())
            rows.Append(CultureInfo.InvariantCulture, $"{i},P{i},F,12000,2025-02-03,3,{dx},ZXC96,40000\n");
        var said = Json("""{ "name": "x", "start": 2025, "parts": [ { "procedures": ["ZXC96"] } ] }""", rows.ToString());
        Assert.Equal("spread", said.GetProperty("draft").GetProperty("obstacle").GetString());
    }

    [Fact]
    public void Standard_input_cannot_be_read_twice()
    {
        var said = Run("technology", "assess", Write("t.json", Question), "--contacts", "-");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("cannot be read twice", said.Error, StringComparison.Ordinal);
    }

    private Said Assess(string question, string rows, params string[] more) =>
        Run(["technology", "assess", Write("t.json", question), "--contacts", Write("c.csv", rows), .. more]);

    private JsonElement Json(string question, string rows, params string[] more) =>
        JsonDocument.Parse(Assess(question, rows, ["--format", "json", .. more]).Out).RootElement;
}
