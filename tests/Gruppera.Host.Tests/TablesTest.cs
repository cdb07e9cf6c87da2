using System.Text.Json;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class TablesTest : Home
{
    /// <summary>The samples are few rules over many codes: much in them is asked for by none.</summary>
    private const string Unused = ": 19 issues\n14  GRP2018  codes have the value but no rule or activation asks for it\n 5  GRP2031  the diagnosis is not on the exclusion list of its own complication…\n";

    [Fact]
    public void A_set_is_imported_listed_shown_exported_and_removed()
    {
        Expect(Run("tables", "list"), 0, "", "No set is imported. Import one: gruppera tables import <delivery>\n");
        Expect(Run("tables", "import", Tables, "--id", "sample-2026"), 0, "Imported sample-2026: 123 rules, 122 DRGs, 150 test cases\n", "");
        var list = Run("tables", "list");
        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.Matches(@"^id           country  year  rules  DRG  imported    delivery\nsample-2026  \w*\s+2026    123  122  \d{4}-\d\d-\d\d  tables\n$", list.Out);
        Assert.Contains("country, year", Run("tables", "info", "sample-2026").Out, StringComparison.Ordinal);
        Assert.StartsWith("identical on 150 of 150 certification cases of pack sample-2026\n", Run("certify", "sample-2026").Out, StringComparison.Ordinal);
        Assert.EndsWith("\nsample-2026" + Unused, Run("tables", "check", "sample-2026").Out, StringComparison.Ordinal);
        Expect(Run("tables", "remove", "sample-2026"), 0, "Removed sample-2026\n", "");
        Expect(Run("tables", "remove", "sample-2026"), 1, "", "There is no imported set sample-2026\n");
        Expect(Run("tables", "remove", "../home"), 1, "", "There is no imported set ../home\n");
        Assert.Equal("", Run("tables", "list").Out);
    }

    /// <summary>The official list stands beside a set: titles around it are no groups, and what the set lacks is told.</summary>
    [Fact]
    public void A_list_of_day_surgery_groups_decides_which_are()
    {
        Run("tables", "import", Tables, "--id", "sample-2026");
        var contacts = Write("c.csv", "id,care_form,sex,age_days,duration,diagnoses,procedures\na,outpatient,M,20000,0,I509,XS900 XS915\nb,inpatient,M,20000,3,I509,\n");
        string[] Marked() => [.. Grouped().Select(row => row.First(cell => cell is "yes" or "no"))];
        Assert.Equal(["no", "no"], Marked());
        var drg = Grouped()[0][7];
        Expect(Run("tables", "day-surgery", "sample-2026", Write("l.csv", $"Dagkirurgiska DRG 2026;;\nNr;DRG;Text\n1;A02O;not in the set\n2;{drg};in it\n3;Z98X;nor this\n")), 0,
            "1 group of sample-2026 counts as day surgery\n", "Not in the set: A02O, Z98X\n");
        Assert.Equal(["yes", "no"], Marked());
        Assert.Contains("day-surgery group by the list stored with the set", Run("drg", drg, "--set", "sample-2026").Out, StringComparison.Ordinal);
        Expect(Run("tables", "day-surgery", "sample-2026", Write("none.csv", "DRG\nQ01X\n")), 1, "", $"{PathOf("none.csv")} has no column with groups of sample-2026\n");
        Assert.Equal(["yes", "no"], Marked()); // the list stays

        string[][] Grouped()
        {
            Run("group", contacts, "--set", "sample-2026", "-o", PathOf("g.csv"));
            return [.. File.ReadAllLines(PathOf("g.csv")).Skip(1).Select(row => row.Split(','))];
        }
    }

    [Fact]
    public void Swedish_is_spoken_where_it_is_asked_for()
    {
        Expect(Run("tables", "list", "--lang", "sv"), 0, "", "Ingen uppsättning är importerad. Importera en: gruppera tables import <leverans>\n");
        Expect(Run("tables", "import", Tables, "--id", "prov", "--lang=sv"), 0, "Importerade prov: 123 regler, 122 DRG, 150 testfall\n", "");
        Assert.StartsWith("id    land  år    regler  DRG  importerad  leverans\n", Run("tables", "list", "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.Contains("\nnamn på värden", Run("tables", "info", "prov", "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "\nprov: 19 anmärkningar\n14  GRP2018  koder har värdet men ingen regel eller aktivering kräver det\n 5  GRP2031  diagnosen står inte på sin egen komplikationskategoris exklusionsl…\n",
            Run("tables", "check", "prov", "--lang", "sv").Out, StringComparison.Ordinal);
        Expect(Run("tables", "remove", "prov", "--lang", "sv"), 0, "Tog bort prov\n", "");
    }

    [Fact]
    public void An_id_is_taken_once_unless_it_is_replaced()
    {
        Assert.Equal(0, Run("tables", "import", Tables).ExitCode);
        Expect(Run("tables", "import", Tables), 1, "", "There is already a set tables: choose another with --id, or --replace it\n");
        Assert.Equal(0, Run("tables", "import", Tables, "--replace").ExitCode);
        Expect(Run("tables", "import", Tables, "--id", "No Good"), 1, "", "--id No Good: use 1 to 64 characters of a-z, 0-9 and hyphen, not starting with a hyphen\n");
        Assert.Single(Directory.GetDirectories(PathOf("home/sets")));
    }

    [Fact]
    public void Info_tells_what_is_in_a_delivery()
    {
        var said = Run("tables", "info", Tables);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains(said.Lines, line => line.StartsWith("name ", StringComparison.Ordinal) && line.EndsWith(" Gruppera sample SAM2026", StringComparison.Ordinal));
        Assert.Contains(said.Lines, line => line.StartsWith("test cases ", StringComparison.Ordinal) && line.EndsWith(" 150", StringComparison.Ordinal));
        Assert.Contains(said.Lines, line => line.StartsWith("sex missing, MDC 98 ", StringComparison.Ordinal) && line.EndsWith(" becomes MDC 12", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("csv", "out")]
    [InlineData("xlsx", "out.xlsx")]
    public void An_export_groups_as_the_original(string format, string name)
    {
        Expect(Run("tables", "export", Tables, "--format", format, "-o", PathOf(name)), 0, PathOf(name) + "\n", "");
        Assert.StartsWith("identical on 150 of 150 ", Run("certify", PathOf(name)).Out, StringComparison.Ordinal);
        Assert.Equal(Run("dump", Tables, "-o", PathOf("a.txt")).Out, Run("dump", PathOf(name), "-o", PathOf("b.txt")).Out);
        Assert.EndsWith("\n" + PathOf(name) + Unused, Run("tables", "check", PathOf(name)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_in_a_delivery_is_listed_as_text_and_as_JSON()
    {
        var broken = PathOf("broken");
        Run("tables", "export", Tables, "-o", broken);
        var rules = File.ReadAllText(Path.Combine(broken, "drg_logic.csv"));
        File.WriteAllText(Path.Combine(broken, "drg_logic.csv"), rules.Replace("05M03", "05M99", StringComparison.Ordinal));
        var said = Run("tables", "check", broken);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("\n 4  GRP2003  the rule has a value that no code and no name table has\n", said.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("tables", "check", broken, "--json").Out);
        Assert.True(json.RootElement.GetProperty("usable").GetBoolean());
        Assert.Equal("broken", json.RootElement.GetProperty("set").GetString());
        var issue = json.RootElement.GetProperty("issues")[0];
        Assert.Equal(
            ("GRP2003", "warning", "drg_logic.csv", "drg_logic", "dgcat", "05M99"),
            (Text("code"), Text("severity"), Text("file"), Text("table"), Text("column"), Text("value")));
        Assert.True(issue.GetProperty("row").GetInt32() > 1);

        string Text(string name) => issue.GetProperty(name).GetString()!;
    }

    [Fact]
    public void What_is_probably_not_meant_is_listed_by_code_the_first_twenty_of_each_or_all()
    {
        var odd = PathOf("odd");
        Run("tables", "export", Tables, "-o", odd);
        var rules = File.ReadAllLines(Path.Combine(odd, "drg_logic.csv"));
        var copy = string.Join(',', rules[3].Split(',').Skip(2).Prepend("COPY").Prepend("99999999"));
        File.WriteAllLines(Path.Combine(odd, "drg_logic.csv"), [.. rules[..5], copy]);
        var said = Run("tables", "check", odd);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith($"GRP2014 drg_logic.csv:6 [id] 'COPY': earlier rules take every contact\n        that meets the rule (← {rules[3].Split(',')[1]}). ", said.Out, StringComparison.Ordinal);
        Assert.Contains(said.Lines, line => line.EndsWith("  GRP2014  earlier rules take every contact that meets the rule", StringComparison.Ordinal));
        Assert.Equal(20, Unused(said));
        Assert.Contains(said.Lines, line => line.StartsWith("GRP2018 … ", StringComparison.Ordinal) && line.EndsWith(" more with --all", StringComparison.Ordinal));
        Assert.All(said.Lines, line => Assert.InRange(line.Replace(odd, "", StringComparison.Ordinal).Length, 1, 80));
        using var json = JsonDocument.Parse(Run("tables", "check", odd, "--json").Out);
        var all = Unused(Run("tables", "check", odd, "--all"));
        Assert.InRange(all, 21, 1000);
        Assert.Equal(all, json.RootElement.GetProperty("issues").EnumerateArray().Count(issue => issue.GetProperty("code").GetString() == "GRP2018"));

        static int Unused(Said said) => said.Lines.Count(line => line.StartsWith("GRP2018 ", StringComparison.Ordinal) && !line.StartsWith("GRP2018 …", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unusable_delivery_ends_with_2()
    {
        var said = Run("tables", "check", Root);
        Assert.Equal((2, ""), (said.ExitCode, said.Error));
        Assert.EndsWith("The set cannot be used.\n", said.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("tables", "check", Root, "--json").Out);
        Assert.Equal((false, JsonValueKind.Null), (json.RootElement.GetProperty("usable").GetBoolean(), json.RootElement.GetProperty("set").ValueKind));
        Assert.Equal(2, Run("tables", "import", Root).ExitCode);
        Assert.Equal(2, Run("tables", "info", Root).ExitCode);
        Assert.Equal(2, Run("certify", Root).ExitCode);
        Assert.Equal(1, Run("tables", "check", PathOf("none")).ExitCode);
        Assert.False(Directory.Exists(PathOf("home")));
    }

    [Fact]
    public void Copies_that_differ_are_chosen_between()
    {
        var mixed = PathOf("mixed");
        Run("tables", "export", Tables, "-o", mixed);
        Run("tables", "export", Tables, "--format", "xlsx", "-o", Path.Combine(mixed, "all.xlsx"));
        File.AppendAllText(Path.Combine(mixed, "rtc.csv"), "9,Annat fel,Other error,sam\n");
        Assert.Equal(2, Run("tables", "check", mixed).ExitCode);
        Assert.Equal(0, Run("tables", "check", mixed, "--prefer", "csv").ExitCode);
        Assert.Equal(0, Run("tables", "import", mixed, "--prefer", "excel", "--code-page", "1252", "--country", "sam").ExitCode);
    }

    [Fact]
    public void A_weight_list_shows_rules_of_lower_weight_before_higher_ones()
    {
        var weights = Write("weights.csv", "DRG;Weight\nF01E;0.5\nF12E;1.5\n");
        Assert.DoesNotContain("GRP2023", Run("tables", "check", "open-se").Out, StringComparison.Ordinal);
        Assert.Contains("(F01E 0.5 ← F12E01 F12E 1.5)", Run("tables", "check", "open-se", "--weights", weights).Out, StringComparison.Ordinal);
        Expect(Run("tables", "check", "open-se", "--weights", "none"), 1, "", "There is no weight list none\n");
    }

    [Fact]
    public void Findings_stand_beside_those_of_the_year_before_and_deliveries_beside_one_another()
    {
        var odd = PathOf("odd");
        Run("tables", "export", "open-se", "-o", odd);
        var features = Path.Combine(odd, "proc_feat.csv");
        var rows = File.ReadAllLines(features);
        var or = Array.FindIndex(rows, row => row.StartsWith("FNG02,", StringComparison.Ordinal) && row.Contains(",OR,", StringComparison.Ordinal));
        var property = Array.FindIndex(rows, row => row.StartsWith("FNG02,", StringComparison.Ordinal) && row.Contains(",PROCPR,", StringComparison.Ordinal));
        File.WriteAllLines(features, [.. rows.Where((_, at) => at != property), rows[or].Replace(",OR,1,", ",OR,2,", StringComparison.Ordinal)]);

        var said = Run("tables", "check", odd, "--before", "open-se");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains(" 1    1  GRP2034  the procedure has several OR values\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("New since open-se.", said.Out, StringComparison.Ordinal);
        Assert.Contains("open-se has it too.", said.Out.ReplaceLineEndings(" ").Replace("         ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(Run("tables", "check", odd, "--before", "open-se", "--json").Out))
        {
            var issue = json.RootElement.GetProperty("issues").EnumerateArray().Single(issue => issue.GetProperty("code").GetString() == "GRP2034");
            Assert.Equal(("fresh", 2), (issue.GetProperty("before").GetString(), issue.GetProperty("rows").GetArrayLength()));
        }

        var contacts = Write("c.csv", "id,sex,age_days,duration,dx1,proc1\na,M,23000,2,I200,FNG02\nb,M,23000,2,I200,FNG05\nc,F,old,2,I200,\n");
        var list = Write("w.csv", "DRG;Weight\n" + string.Join('\n', Formats.Sets.OpenSet.Open().Set!.Rules.Select(rule => rule.Drg).Distinct().Select((drg, at) => $"{drg};1.{at % 100:00}")) + "\n");
        said = Run("tables", "check", odd, "--against", "open-se", "--contacts", contacts, "--weights", list);
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("What differs between odd and open-se", said.Out, StringComparison.Ordinal);
        Assert.Contains("2 contacts, 1 of them in another group", said.Out, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(Run("tables", "check", odd, "--against", "open-se", "--contacts", contacts, "--weights", list, "--json").Out))
        {
            var first = json.RootElement.GetProperty("differences")[0];
            Assert.Equal(
                ("GRP6040", 1, "FNG02", 0),
                (first.GetProperty("code").GetString(), first.GetProperty("contacts").GetInt32(), first.GetProperty("onlyThere")[0].GetString(), first.GetProperty("onlyHere").GetArrayLength()));
            Assert.True(first.GetProperty("pointsAtStake").GetDouble() > 0);
        }

        Assert.Equal(4, Run("tables", "check", odd, "--against", "open-se").ExitCode);
        said = Run("tables", "check", "open-se", "--against", "open-se");
        Assert.Equal(0, said.ExitCode);
        Assert.EndsWith("Nothing that can matter to a contact.\n", said.Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("tables", "check", odd, "--contacts", contacts).ExitCode);
    }

    [Fact]
    public void Tables_fit_a_terminal()
    {
        Run("tables", "import", Tables, "--id", new string('a', 64));
        var outputs = new[]
        {
            Run("tables", "list").Out, Run("tables", "list", "--lang", "sv").Out, Run("tables", "info", new string('a', 64)).Out, Run("layouts").Out,
            Run("layouts", "--lang", "sv").Out, Run("group", Contacts, "--set", Tables, "-o", PathOf("o.csv")).Error,
        };
        Assert.All(outputs.SelectMany(text => text.Split('\n')), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(outputs, text => text.Contains('…', StringComparison.Ordinal));
    }
}
