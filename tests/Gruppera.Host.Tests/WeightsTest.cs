using System.Text.Json;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class WeightsTest : Home
{
    private static readonly string Grouped = "drg;care_form;hospital;cost;duration;discharge_date;set\n" + string.Concat(Enumerable.Range(1, 40).Select(i =>
        $"F05E;inpatient;North;{56_961 + (2 * i)},0;4;2023-03-01;open-se\nF99O;outpatient;South;{4_480 + i},5;0;2024-03-01;open-se\n"));

    [Fact]
    public void Many_groups_out_of_order_are_told_in_six_lines()
    {
        var pairs = string.Concat(new[] { "D45", "E51", "F12", "F35", "F46", "H54", "K01" }.SelectMany(group => Enumerable.Range(1, 30).Select(i => $"{group}C;{10_000 + i}\n{group}E;{20_000 + i}\n")));
        var told = Run("weights", "compute", Write("c.csv", "drg;cost\n" + pairs), "--trim", "none").Error.Split('\n').Where(line => line.StartsWith("GRP4107", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, told.Count);
        Assert.Equal("GRP4107 and 2 more: H54C, K01C", told[^1]);
    }

    [Fact]
    public void An_analyst_computes_a_list_and_uses_it_by_its_id()
    {
        var file = Write("c.csv", Grouped + "F05C;inpatient;North;;4;2023-03-01;open-se\nF05C;inpatient;North;90000;4;2023-03-01;open-se\n");
        var said = Run("weights", "compute", file, "--trim", "none", "--store", "mine-2025", "-o", PathOf("w.csv"), "--issues", PathOf("i.csv"));
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("82 contacts read, 81 used\n  1 left out: GRP4101 the contact has no cost\n", said.Error, StringComparison.Ordinal);
        Assert.Contains("GRP4106 c.csv: the DRG has too few contacts and no weight could be borrowed (1 DRG).", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("1.0 = 31 483 kronor: 81 contacts, 81 inliers (0.00 % outside); mean weight 1.00\n2 computed, 1 too few (trimming: cost none, days none)\n", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        var lines = File.ReadAllLines(PathOf("w.csv"));
        Assert.StartsWith("drg,name,care_form,specialty,contacts,inner,mean_cost,median_cost,sd,cv,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("F05E,", StringComparison.Ordinal) && line.Contains(",40,40,57002,57002,23.38,", StringComparison.Ordinal) && line.Contains(",computed,", StringComparison.Ordinal));
        Assert.Equal(["file,row,column,code,reason,text", "c.csv,82,cost,GRP4101,the contact has no cost,"], File.ReadAllLines(PathOf("i.csv")));

        Assert.Contains("\nmine-2025    3  open-se  retrospective", "\n" + Run("weights", "list").Out, StringComparison.Ordinal);
        Assert.Contains("weight 1.0    31 483 kronor\n", Run("weights", "show", "mine-2025").Out, StringComparison.Ordinal);
        said = Run("drg", "F05E", "--weights", "mine-2025");
        Assert.Contains("\nweight         1.81", said.Out, StringComparison.Ordinal);
        Assert.StartsWith("GRP4112 mine-2025: the list has no weight for some DRGs (1562 / 1565).", said.Error, StringComparison.Ordinal);
        Assert.Contains("\nweight         1.5000 / 0.2500\n", Run("drg", "F05E", "--weights", Write("forms.csv", "drg,care_form,weight\nF05E,inpatient,1.5\nF05E,outpatient,0.25\n")).Out, StringComparison.Ordinal);
        Assert.True(Run("weights", "compute", PathOf("c.csv"), "--trim", "none", "-o", PathOf("w.json"), "--quiet").ExitCode is 0 or 3);
        var json = File.ReadAllText(PathOf("w.json"));
        foreach (var (text, why) in (ReadOnlySpan<(string, string)>)[
            (json[..^20], "is not valid JSON: see line and column "), ("{}", "lacks its manifest, or has rows without a group or a weight"),
            (json.Replace("\"drg\": \"F05E\"", "\"drg\": \"F05C\"", StringComparison.Ordinal), "was changed after it was written")])
        {
            said = Run("weights", "import", Write("damaged.json", text), "--id", "damaged");
            Assert.Equal(1, said.ExitCode);
            Assert.StartsWith($"The weight list {PathOf("damaged.json")} {why}", said.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, Run("group", Repository.PathOf("samples/population.csv"), "--weights", "mine-2025", "--quiet", "-o", PathOf("g.csv")).ExitCode);
        lines = File.ReadAllLines(PathOf("g.csv"));
        Assert.EndsWith(",cost,drg,drg_name,drg_mdc,mdc,rtc,cc,kind,surgery,day_surgery,care_form,care_form_from,specialty,specialty_from,ord,rule_id,set,weight,issue", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(",F99O,", StringComparison.Ordinal) && line.EndsWith(",open-se,0.143,", StringComparison.Ordinal));
        Expect(Run("explain", "--set", Tables, "--sex", "M", "--age", "65", "--days", "5", "--dx", "I714", "--weights", "mine-2025"), 1, "", "The weight list mine-2025 is for open-se, not " + SetId() + ": choose that set, or another list\n");
    }

    [Fact]
    public void A_published_list_is_imported_shown_and_compared()
    {
        var before = Write("before.csv", "DRG;Text;Vikt;Gräns\nF05E;Större tarmoperation U;2,59;120 000\nF05C;Större tarmoperation K;3,1;\n");
        var after = Write("after.csv", "DRG;Text;Vikt;Gräns\nF05E;Större tarmoperation U;2,70;125000\nF05A;Större tarmoperation M;5;\n");
        Expect(Run("weights", "import", before, "--id", "swe-2024", "--year", "2024", "--kronor", "63493", "--errata", "v2"), 0, "Stored swe-2024: 2 DRGs\n", "before.csv, row 1: weight 'Vikt'; limit in kronor 'Gräns' (none in 1 row); also 'Text'; 2 DRGs\n");
        Expect(Run("weights", "import", before, "--id", "swe-2024"), 1, "", "There is already a list swe-2024: --replace it\n");
        Expect(Run("weights", "import", before, "--id", "Swe"), 1, "", "--id Swe: use 1 to 64 characters of a-z, 0-9 and hyphen\n");
        var shown = Run("weights", "show", "swe-2024", "--lang", "sv").Out;
        Assert.Contains("vikt 1,0   63 493 kronor\n", shown, StringComparison.Ordinal);
        Assert.Contains("F05E  2,59  120 000", shown, StringComparison.Ordinal);
        var said = Run("weights", "diff", "swe-2024", after);
        Assert.Equal(4, said.ExitCode);
        Assert.Equal(
            """
            swe-2024 -> after.csv: 1 weight changed, 0 the same, 1 added, 1 removed; 1 limit
            changed
            DRG   before  after   change     %  name
            F05E    2.59   2.70  +0.1100  +4.2  Större tarmoperation U

            ADDED
                            
            F05A  5.00  Större tarmoperation M

            REMOVED
            F05C  3.10  Större tarmoperation K

            LIMITS
            DRG   of     before    after  name
            F05E  cost  120 000  125 000  Större tarmoperation U

            """.Replace("                \nF05A", "F05A", StringComparison.Ordinal),
            said.Out);
        Assert.Equal(0, Run("weights", "diff", before, "swe-2024").ExitCode);
        var limits = Run("weights", "diff", before, Write("limits.csv", "DRG;Vikt;Gräns (kr);Gräns (dagar)\nF05E;2,59;120 000;21\nF05C;3,1;;\n"), "--lang", "sv");
        Assert.Equal(4, limits.ExitCode);
        Assert.Contains("F05E  dagar     -     21", limits.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("weights", "show", "swe-2024", "--drg", "F05E", "--format", "json").Out);
        Assert.Equal((2.59, 2024), (json.RootElement.GetProperty("weights")[0].GetProperty("weight").GetDouble(), json.RootElement.GetProperty("manifest").GetProperty("year").GetInt32()));
        File.AppendAllText(Path.Combine(PathOf("home"), "weights", "swe-2024.json"), "x");
        Expect(Run("weights", "show", "swe-2024"), 1, "", "The stored weight list swe-2024 was changed or damaged: import it again\n");
    }

    [Fact]
    public void Costs_move_to_the_year_of_the_list_and_contacts_of_a_missing_year_are_counted()
    {
        var file = Write("c.csv", Grouped);
        var said = Run("weights", "compute", file, "--price-index", Write("lpi.csv", "year;level\n2023;100\n2025;110\n"), "--trim", "none", "--kind", "prospective", "-o", PathOf("w.json"), "--quiet");
        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith("GRP4113 c.csv '2024': the costs are of another year than the list is based on, so the contacts were left out (40).", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("1.0 = 62 702 kronor: 40 contacts", said.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("w.json")));
        Assert.Equal(("prospective", 2025, "lpi.csv to 2025"), (json.RootElement.GetProperty("manifest").GetProperty("kind").GetString(), json.RootElement.GetProperty("manifest").GetProperty("year").GetInt32(), json.RootElement.GetProperty("manifest").GetProperty("priceIndex").GetString()));
        Expect(Run("weights", "import", PathOf("w.json"), "--id", "p-2025"), 0, "Stored p-2025: 1 DRG\n", "");
        Assert.Equal("2023", json.RootElement.GetProperty("manifest").GetProperty("costYears").GetString());
        said = Run("weights", "compute", file, "--price-index", PathOf("lpi.csv"), "--trim", "none", "--quiet");
        Assert.Equal(3, said.ExitCode);
        Assert.StartsWith("GRP4110 lpi.csv '2024': the price index lacks the year, so its contacts were left out (40).", said.Error, StringComparison.Ordinal);
        Assert.StartsWith("A prospective list moves the costs", Run("weights", "compute", file, "--kind", "prospective", "--year", "2025").Error, StringComparison.Ordinal);
        Assert.StartsWith("The price index lpi.csv lacks 2022", Run("weights", "compute", file, "--kind", "prospective", "--price-index", PathOf("lpi.csv"), "--cost-year", "2022").Error, StringComparison.Ordinal);
        said = Run("weights", "compute", file, "--year", "2024", "--trim", "none", "--quiet");
        Assert.Equal((0, "1.0 = 4 501 kronor: 40 contacts, 40 inliers (0.00 % outside); mean weight 1.00"), (said.ExitCode, said.Lines[0]));
        Expect(Run("weights", "compute", file, "--price-index", PathOf("none.csv")), 1, "", $"There is no price index {PathOf("none.csv")}\n");
    }

    [Fact]
    public void Contacts_are_left_out_by_rule_and_a_rule_that_meets_none_is_said()
    {
        var file = Write("c.csv", Grouped);
        var rules = Write("rules.json", """[{ "name": "visits", "columns": { "care_form": ["outpatient"] } }, { "name": "nobody", "columns": { "hospital": ["West"] } }]""");
        var said = Run("weights", "compute", file, "--exclude", rules, "--lang", "sv");
        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith("GRP4111 'nobody': exkluderingsregeln träffade ingen kontakt. ", said.Error, StringComparison.Ordinal);
        Assert.Contains("80 kontakter lästa, 40 använda\n  40 utelämnade enligt regel: visits\n", said.Error, StringComparison.Ordinal);
        Expect(Run("weights", "compute", file, "--exclude", Write("bad.json", "[{}]")), 1, "", $"{PathOf("bad.json")} cannot be used: $[0]: a name is missing\n");
    }

    [Theory]
    [InlineData("--trim mad:5%", "--trim mad:5%: give a method, such as iqr:5%, sd:5%:1%, iqr:k=1.5, outpatient=iqr:3%, ndms or none; one rule for all and one for each care form")]
    [InlineData("--cost-column price", "the file has no column price; it has drg, care_form, hospital, cost, duration, discharge_date, set")]
    [InlineData("-o w.txt", "--output w.txt: give a name that ends in .csv, .xlsx or .json")]
    [InlineData("--store Mine", "--store Mine: use a new id of a-z, 0-9 and hyphen")]
    [InlineData("--previous none.csv", "There is no weight list none.csv")]
    public void What_cannot_be_done_is_said(string arguments, string error) =>
        Expect(Run(["weights", "compute", Write("c.csv", Grouped), .. arguments.Split(' ')]), 1, "", error + "\n");

    [Fact]
    public void A_file_grouped_under_another_set_is_not_taken_for_the_one_named()
    {
        var said = Run("weights", "compute", Write("c.csv", Grouped), "--set", Tables, "--quiet");
        Assert.Equal((1, $"c.csv is grouped under open-se, not {Tables}: add --regroup, or use open-se\n"), (said.ExitCode, said.Error));
        said = Run("weights", "compute", Write("m.csv", Grouped + "F05E;inpatient;North;60000;4;2023-03-01;other\n"), "--quiet");
        Assert.Equal((1, "m.csv is grouped under several sets, open-se (80), other (1): add --regroup, or take them one by one\n"), (said.ExitCode, said.Error));
        Assert.Equal(0, Run("weights", "compute", PathOf("c.csv"), "--store", "of-one", "--trim", "none", "--quiet").ExitCode);
        said = Run("casemix", PathOf("m.csv"), "--weights", "of-one", "--quiet");
        Assert.Equal((1, "The weight list of-one is for open-se, but the contacts are grouped under open-se (80), other (1): choose another list, or group them again\n"), (said.ExitCode, said.Error));
        Assert.Equal(1, Run("weights", "compute", Write("e.csv", "drg,cost,currency\nA,1,SEK\nA,2,EUR\n"), "--quiet").ExitCode);
    }

    [Fact]
    public void Ways_of_trimming_stand_side_by_side()
    {
        var said = Run("trim", "compare", Write("c.csv", Grouped + "F05E;inpatient;North;990000;4;2023-03-01;open-se\n"), "--trim", "iqr:1%", "ndms", "--quiet");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("81 contacts. CV and skewness", said.Out, StringComparison.Ordinal);
        Assert.Contains("\niqr:1%    1.23 %", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nCASEMIX INDEX\ncontacts   none    iqr   ndms  unit\n", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        using var json = JsonDocument.Parse(Run("trim", "compare", PathOf("c.csv"), "--format", "json", "--quiet").Out);
        Assert.Equal(["none", "iqr:5%", "log-iqr:5%", "sd:5%", "quantile:5%", "ndms"], json.RootElement.EnumerateArray().Select(each => each.GetProperty("trim").GetString()!));
    }

    private static string SetId()
    {
        using var json = JsonDocument.Parse(Run("tables", "info", Tables, "--format", "json") is { ExitCode: 0 } said ? said.Out : "{}");
        return json.RootElement.TryGetProperty("id", out var id) ? id.GetString()! : "tables";
    }
}
