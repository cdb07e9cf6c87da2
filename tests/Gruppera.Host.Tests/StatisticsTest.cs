using System.Globalization;
using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>What statisticians ask: named indices and parts by method, homogeneity, expected, two codings, lists beside lists.</summary>
[Collection(CommandLineCollection.Name)]
public class StatisticsTest : Home
{
    private const string List = "DRG;Vikt\nF01A;4\nF01C;2,5\nF01E;1,5\nG02N;0,75\n";

    /// <summary>Contacts of six hospitals; North codes more complicated.</summary>
    private string File(string name, int seed, Func<int, string, string>? drgOf = null, int contacts = 1_200)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, contacts).Select(i =>
        {
            var hospital = i % 6 == 0 ? "North" : $"H{i % 6}";
            var drg = random.Next(3) == 0 ? "G02N" : random.NextDouble() < (i % 6 == 0 ? 0.5 : 0.2) ? "F01C" : "F01E";
            var cost = (drg switch { "F01C" => 25_000, "F01E" => 15_000, _ => 7_500 }) * Math.Exp(0.5 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(6.28 * random.NextDouble()));
            var day = new DateOnly(2025, 1, 1).AddDays(i / 8);
            return $"{i},P{i % 500},{hospital},{(i % 4 == 0 ? "Ann" : "Bo")},inpatient,{day:yyyy-MM-dd},{day.AddDays(3):yyyy-MM-dd},3,{(i % 5 == 0 ? "I109" : "")},{(drgOf ?? ((_, same) => same))(i, drg)},{drg[0]},{cost.ToString("0.00", CultureInfo.InvariantCulture)},est\n";
        });
        return Write(name, "id,patient,hospital,coder,care_form,admission_date,discharge_date,duration,diagnoses,drg,drg_mdc,cost,set\n" + string.Concat(rows));
    }

    [Fact]
    public void Compare_names_its_indices_and_divides_a_change_of_the_index_by_method()
    {
        var (list, a, plain) = (Write("list.csv", List), File("a.csv", 1), File("plain.csv", 2));
        var b = File("b.csv", 2, (i, drg) => drg == "F01E" && i % 10 == 0 ? "F01A" : drg);
        var said = Run("compare", "--a", a, "--b", b, "--weights", list, "--indices", "--step", $"logic={plain}", "--format", "json", "-o", PathOf("x.xlsx"));
        Assert.True(said.ExitCode == 0, said.Error);
        var all = Parsed(said.Out).GetProperty("productivity").EnumerateArray().Last().GetProperty("periods")[1].GetProperty("indices");
        Assert.Equal(["lowe", "laspeyres", "paasche", "fisher", "tornqvist"], all.EnumerateArray().Select(index => index.GetProperty("name").GetString()!.ToLowerInvariant()));
        var parts = Parsed(said.Out).GetProperty("steps").EnumerateArray().Last();
        var logic = parts.GetProperty("steps")[0].GetProperty("change").GetDecimal();
        Assert.Equal(parts.GetProperty("after").GetDecimal() - parts.GetProperty("before").GetDecimal(), parts.GetProperty("parts").GetProperty("patients").GetDecimal() + parts.GetProperty("parts").GetProperty("coding").GetDecimal() + logic);
        Assert.True(logic > 0.1m && parts.GetProperty("steps")[0].GetProperty("error").GetDouble() > 0);

        said = Run("compare", "--a", a, "--b", b, "--weights", list, "--indices", "--step", $"logic={plain}");
        Assert.Contains("PRODUCTIVITY BY NAMED INDICES", said.Out, StringComparison.Ordinal);
        Assert.Contains("Törnqvist", said.Out, StringComparison.Ordinal);
        Assert.Contains("logic (95 %)", said.Out, StringComparison.Ordinal);
        said = Run("compare", "--a", a, "--b", b, "--weights", list, "--step", "logic");
        Assert.Equal(1, said.ExitCode);
        Assert.EndsWith("A step is written NAME=FILE, not logic\n", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Homogeneity_puts_files_side_by_side()
    {
        var (first, second) = (File("a.csv", 1), File("b.csv", 1, (_, drg) => drg[0] + "01N"));
        var said = Run("homogeneity", first, "--versus", second, "--by", "hospital", "--format", "json", "--quiet");
        Assert.True(said.ExitCode == 0, said.Error);
        var files = Parsed(said.Out).GetProperty("files");
        double R2(int file) => files[file].GetProperty("figures")[0].GetProperty("explained").GetProperty("value").GetDouble();
        Assert.True(R2(0) > R2(1) + 0.02);
        Assert.Equal(7, files[0].GetProperty("figures").GetArrayLength());
        Assert.Contains("hospital North", Run("homogeneity", first, "--by", "hospital", "--quiet").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Expected_finds_the_unit_that_codes_more_and_counts_readmissions_and_areas()
    {
        var areas = Write("areas.json", """[ { "name": "Complicated", "of": ["*A", "*C"], "among": ["*A", "*C", "*E"] } ]""");
        var said = Run("expected", File("a.csv", 1), "--readmissions", "--id-column", "patient", "--areas", areas, "--format", "json", "-o", PathOf("e.xlsx"));
        Assert.True(said.ExitCode == 0, said.Error);
        var measures = Parsed(said.Out).GetProperty("measures").EnumerateArray().ToDictionary(measure => measure.GetProperty("name").GetString()!, measure => measure.GetProperty("units"));
        Assert.Equal(["care_days", "complicated", "readmissions", "secondary_diagnoses"], measures.Keys.Order());
        Assert.True(measures["complicated"].EnumerateArray().Last().GetProperty("ratio").GetDouble() > 1.5);
        Assert.Equal(1, Parsed(said.Out).GetProperty("areas")[0].GetProperty("units").EnumerateArray().Last().GetProperty("outlies").GetInt32());
        Assert.Contains("READMISSIONS", Run("expected", PathOf("a.csv"), "--readmissions", "--id-column", "patient").Out, StringComparison.Ordinal);
        var odd = Write("odd.csv", System.IO.File.ReadAllText(PathOf("a.csv")).Replace("2025-01-01,2025-01-04", "1/1/2025,2025-01-04", StringComparison.Ordinal));
        Assert.Contains("Inpatient contacts without patient or dates, not followed: 8", Run("expected", odd, "--readmissions", "--id-column", "patient").Out, StringComparison.Ordinal);
        var swedish = Write("swedish.csv", System.IO.File.ReadAllText(PathOf("a.csv")).Replace("admission_date,discharge_date", "indatum,utdatum", StringComparison.Ordinal));
        Assert.Equal(measures["readmissions"].ToString(), Parsed(Run("expected", swedish, "--readmissions", "--id-column", "patient", "--format", "json").Out).GetProperty("measures").EnumerateArray().Single(measure => measure.GetProperty("name").GetString() == "readmissions").GetProperty("units").ToString());
        var unread = Write("unread.csv", System.IO.File.ReadAllText(PathOf("a.csv")).Replace("-", "?", StringComparison.Ordinal));
        Expect(Run("expected", unread, "--readmissions", "--id-column", "patient", "--quiet"), 1, "", "No inpatient contact has both dates as a date that can be read, and readmissions need them: check the columns of admission and discharge.\n");
        Expect(Run("expected", PathOf("a.csv"), "--areas", Write("no.json", "{}")), 1, "", $"{PathOf("no.json")} is no list of target areas: a JSON array of objects with name, of and among\n");
    }

    [Fact]
    public void Expected_refuses_what_cannot_be_compared()
    {
        var contacts = File("a.csv", 1);
        Expect(Run("expected", contacts, "--readmissions"), 1, "", "--readmissions needs the column of the patient: --id-column NAME\n");
        Expect(Run("expected", contacts, "--readmissions", "--id-column", "patients", "--quiet"), 1, "", "No contact tells its patient: name the column of patients.\n");
        Expect(Run("expected", contacts, "--by", "care_form", "--quiet"), 1, "", "All contacts are of one unit, and there is nothing to compare it with: choose other columns of units, or add other units' contacts.\n");
    }

    [Fact]
    public void Recoding_tells_what_an_audit_changed()
    {
        var (list, first) = (Write("list.csv", List), File("a.csv", 1, contacts: 300));
        var second = File("b.csv", 1, (i, drg) => drg == "F01C" && i % 2 == 0 ? "F01E" : drg, contacts: 300);
        var said = Run("recoding", first, second, "--weights", list, "--by", "coder", "--format", "json");
        Assert.True(said.ExitCode == 0, said.Error);
        var recoding = Parsed(said.Out).GetProperty("recoding");
        var move = recoding.GetProperty("moves")[0];
        Assert.Equal(("F01C", "F01E", -1.0), (move.GetProperty("before").GetString(), move.GetProperty("after").GetString(), move.GetProperty("difference").GetDouble() / move.GetProperty("contacts").GetInt64()));
        Assert.Equal((0, move.GetProperty("contacts").GetInt64()), (recoding.GetProperty("all").GetProperty("up").GetInt32(), recoding.GetProperty("all").GetProperty("down").GetInt64()));
        Assert.Contains("coder Ann", Run("recoding", first, second, "--weights", list, "--by", "coder").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_are_capped_and_compared_with_what_is_at_stake()
    {
        var (list, contacts) = (Write("list.csv", List), File("a.csv", 1));
        var said = Run("weights", "compute", contacts, "--trim", "none", "--previous", list, "--cap", "2%", "--store", "capped", "--quiet");
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("2 % from list.csv", Run("weights", "show", "capped").Out, StringComparison.Ordinal);
        said = Run("weights", "compute", contacts, "--trim", "none", "--store", "free", "--quiet");
        Assert.True(said.ExitCode == 0, said.Error);
        said = Run("weights", "compute", File("c.csv", 3), "--trim", "none", "--store", "later", "--quiet");
        Assert.True(said.ExitCode == 0, said.Error);
        said = Run("weights", "diff", "free", "later", "--contacts", contacts);
        Assert.Equal(4, said.ExitCode);
        Assert.Contains("Beyond chance", said.Out, StringComparison.Ordinal);
        Assert.Contains("WHAT THE LATER LIST IS WORTH", said.Out, StringComparison.Ordinal);
        Expect(Run("weights", "compute", contacts, "--cap", "2%"), 1, "", "--cap needs the list before: --previous LIST\n");
        said = Run("weights", "compute", contacts, "--previous", list, "--cap", "much");
        Assert.Equal(1, said.ExitCode);
        Assert.EndsWith("--cap much: give a percentage between 0 and 100, such as 10%\n", said.Error, StringComparison.Ordinal);
    }

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;
}
