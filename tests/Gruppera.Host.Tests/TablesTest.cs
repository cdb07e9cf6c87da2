using System.Text.Json;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class TablesTest : Home
{
    /// <summary>The samples are few rules over many codes: much in them is asked for by none.</summary>
    private const string Unused = ": 14 issues\n14  GRP2018  codes have the value but no rule or activation asks for it\n";

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

    [Fact]
    public void Swedish_is_spoken_where_it_is_asked_for()
    {
        Expect(Run("tables", "list", "--lang", "sv"), 0, "", "Ingen uppsättning är importerad. Importera en: gruppera tables import <leverans>\n");
        Expect(Run("tables", "import", Tables, "--id", "prov", "--lang=sv"), 0, "Importerade prov: 123 regler, 122 DRG, 150 testfall\n", "");
        Assert.StartsWith("id    land  år    regler  DRG  importerad  leverans\n", Run("tables", "list", "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.Contains("\nnamn på värden", Run("tables", "info", "prov", "--lang", "sv").Out, StringComparison.Ordinal);
        Assert.EndsWith(
            "\nprov: 14 anmärkningar\n14  GRP2018  koder har värdet men ingen regel eller aktivering kräver det\n",
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
