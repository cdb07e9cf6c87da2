using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>A planted technology is found again: its codes, its purity, its cost, the units that do not register it.</summary>
[Collection(CommandLineCollection.Name)]
public class TechnologyTest : Home
{
    private const string Question = """
        { "name": "Robot and medicine", "start": 2025, "setting": "inpatient", "atcColumn": "atc", "medicineCostColumn": "medicine_cost",
          "parts": [ { "procedures": ["JEA00"] }, { "atc": ["L01FF"] } ] }
        """;

    /// <summary>North registers; South codes the procedure and not the medicine; of P9 they stand on two contacts.</summary>
    private const string Rows = """
        id,patient,hospital,sex,age_days,admission_date,duration,diagnoses,procedures,cost,atc,medicine_cost
        1,P1,North,F,20000,2025-01-01,3,K35,JEA00,100000,L01FF01 N02BE01,60000
        2,P2,North,M,20000,2025-01-02,3,K35,JEA00,110000,L01FF02,70000
        3,P2,North,M,20000,2025-01-09,3,K35,JEA00,110000,L01FF02,70000
        4,P2,North,M,20000,2025-01-20,3,K35,JEA00,110000,L01FF02,70000
        5,P3,South,F,20000,2025-01-03,3,K35,JEA00,40000,,
        6,P4,South,F,20000,2025-01-04,3,K35,JEA00,40000,N02BE01,100
        7,P5,South,F,20000,2025-01-04,3,K35,JEA00,40000,,
        8,P6,South,F,20000,2025-01-04,3,K35,JEA00,40000,,
        9,P9,South,F,20000,2025-01-05,3,K35,JEA00,40000,,
        10,P9,South,F,20000,2025-01-12,0,K35,,9000,L01FF01,8000
        11,P10,South,F,20000,2025-01-05,2,K35,,30000,,
        12,P11,South,F,20000,not a date,2,K35,,30000,,

        """;

    [Fact]
    public void A_planted_technology_is_found_again()
    {
        var said = Run("technology", "assess", Write("t.json", Question), "--contacts", Write("c.csv", Rows), "--format", "json");
        Assert.Equal(3, said.ExitCode);
        using var json = JsonDocument.Parse(said.Out);
        var found = json.RootElement;
        Assert.Equal((11, 1, 4, 2, 1, 1), (Number("read"), Number("unreadable"), Number("contacts"), Number("patients"), Number("patientsInSeries"), Number("apart")));
        Assert.Equal(["1+2 4 4", "2 5 4", "1 9 4"], found.GetProperty("combinations").EnumerateArray().Select(each => $"{string.Join('+', each.GetProperty("parts").EnumerateArray())} {each.GetProperty("contacts")} {each.GetProperty("withTechnology")}"));
        Assert.Equal(["North 4 4 4", "South 5 0 1"], found.GetProperty("units").EnumerateArray().Select(unit => $"{unit.GetProperty("unit")} {unit.GetProperty("coded")} {unit.GetProperty("withMedicine")} {unit.GetProperty("withCost")}"));
        var group = found.GetProperty("groups")[0];
        Assert.Equal(("F12E", 107_500, 40_000), (group.GetProperty("drg").GetString(), group.GetProperty("meanCost").GetDouble(), group.GetProperty("meanCostOfOthers").GetDouble()));
        Assert.Equal(2027, Number("firstYearInWeights"));

        int Number(string name) => found.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Its_four_points_are_answered_in_words()
    {
        var (technology, contacts) = (Write("t.json", Question), Write("c.csv", Rows));
        var text = Run("technology", "assess", technology, "--contacts", contacts, "-o", PathOf("t.xlsx")).Out;
        Assert.All(["1. PRIMARY CODES", "the list of 2027 is the first with its costs", "South (does not record it)", "which NordDRG describes", "Part 1 + 2 is the purest description"], words => Assert.Contains(words, text.ReplaceLineEndings(" "), StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.True(File.Exists(PathOf("t.xlsx")));
        var swedish = Run("technology", "assess", technology, "--contacts", contacts, "--lang", "sv", "--format", "markdown").Out;
        Assert.Contains("## 2. Vikternas fördröjning", swedish, StringComparison.Ordinal);
    }

    /// <summary>The document names ICF and ATC codes beside ICD and KVÅ. Source: "Ny medicinsk teknik i NordDRG" (2024), point 1.</summary>
    [Fact]
    public void Functions_and_medicines_are_found_among_the_procedures()
    {
        var contacts = Write("c.csv", "id,sex,age_days,duration,diagnoses,procedures\n1,F,20000,9,Z50.9,d450 L04AB02\n2,F,20000,9,Z50.9,d450\n");
        var technology = Write("t.json", """{ "name": "Gait training", "start": 2026, "parts": [ { "icf": ["d450"] }, { "atc": ["L04AB02"] } ] }""");
        using var found = JsonDocument.Parse(Run("technology", "assess", technology, "--contacts", contacts, "--format", "json").Out);
        Assert.Equal(1, found.RootElement.GetProperty("contacts").GetInt32());
        Assert.Contains("d450", Run("technology", "assess", technology).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_codes_new_primary_codes_come_first_and_self_care_is_outside()
    {
        var said = Run("technology", "assess", Write("t.json", """{ "name": "Dialysis at home", "start": 2026, "setting": "selfCare", "parts": [ { "procedures": ["QQQ99"] } ] }"""));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("new primary codes must be introduced before a group can be created", said.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("outside NordDRG", said.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "start": 2026, "parts": [] }""", "parts: 1 to 8")]
    [InlineData("""{ "name": "x", "start": 2026, "parts": [ { "diagnoses": ["d450"] } ] }""", "d450 is written as a code of functions")]
    [InlineData("""{ "name": "x", "start": 2026, "start": 2027, "parts": [ { "procedures": ["AAA00"] } ] }""", "cannot be used: start stands twice\n")]
    [InlineData("""{ "name": "x", "start": 2026, "part": [] }""", "cannot be used: part not known\n")]
    [InlineData("""{ "start": 2026, "parts": [ { "procedures": ["JEA"] } ] }""", "cannot be used: name missing\n")]
    [InlineData("""{ "name": "x", "start": 2026, "parts": 5 }""", "cannot be used: $.parts, line 1: not JSON, or not the kind of value that belongs here\n")]
    [InlineData("[]", "cannot be used: $, line 1: ")]
    [InlineData("""{ "name": """, "cannot be used")]
    public void Mistakes_are_said(string json, string words)
    {
        var said = Run("technology", "assess", Write("t.json", json));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
    }
}
