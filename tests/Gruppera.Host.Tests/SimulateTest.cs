using System.Globalization;
using System.Text.Json;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Host.Tests;

/// <summary>Simulation of changes, splits and codes that lower the weight, on the open set and a made-up region.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public class SimulateTest : Home
{
    private readonly string _contacts;

    public SimulateTest()
    {
        _contacts = PathOf("contacts.csv");
        Run("synth", "--contacts", "20000", "--kpp", "--faults", "0", "-o", _contacts, "--quiet");
        Run("tables", "export", "open-se", "-o", PathOf("tables"));
    }

    [Trait("lane", "slow")]
    [Fact]
    public void The_same_contacts_move_as_in_a_full_comparison()
    {
        var change = Change();
        Run("change", "apply", change, "--as", "later", "--despite-errors");
        foreach (var named in (string[][])[["--change", change], ["--versus", "later"]])
        {
            var said = Run(["simulate", .. named, "--contacts", _contacts, "--by", "hospital", "--format", "json"]);
            Assert.Equal((0, ""), (said.ExitCode, said.Error));
            using var json = JsonDocument.Parse(said.Out);
            using var full = JsonDocument.Parse(Run("tables", "diff", "open-se", "later", "--cases", _contacts, "--format", "json").Out);
            var (part, all) = (json.RootElement, full.RootElement.GetProperty("contacts"));
            Assert.Equal(all.GetProperty("moved").GetInt64(), part.GetProperty("moved").GetInt64());
            Assert.InRange(part.GetProperty("regrouped").GetInt64(), part.GetProperty("moved").GetInt64(), part.GetProperty("contacts").GetInt64() / 10);
            Assert.Equal(Moves(all), Moves(part));
            Assert.Equal(part.GetProperty("moved").GetInt64(), part.GetProperty("units").EnumerateArray().Sum(unit => unit.GetProperty("moved").GetInt64()));
        }

        static IEnumerable<string> Moves(JsonElement element) => element.GetProperty("moves").EnumerateArray().Select(move => $"{move.GetProperty("from")} {move.GetProperty("to")} {move.GetProperty("contacts")} {move.GetProperty("cause")}").Order();
    }

    [Fact]
    public void A_contact_weighs_what_the_list_has_for_its_care_form()
    {
        var groups = File.ReadLines(Path.Combine(PathOf("tables"), "drg_name.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct().ToList();
        var list = Write("forms.csv", "DRG;Vårdform;Vikt\n" + string.Concat(groups.Select((drg, i) => $"{drg};slutenvård;{i + 2}\n{drg};öppenvård;0,5\n")));
        var said = Run("simulate", "--change", Change(), "--contacts", _contacts, "--weights", list, "--format", "json");
        Assert.True(said.ExitCode == 0, said.Error);
        using var json = JsonDocument.Parse(said.Out);
        Assert.Equal(0, Run("group", _contacts, "--weights", list, "-o", PathOf("grouped.csv")).ExitCode);
        var rows = TableFile.Rows(PathOf("grouped.csv")).Select(row => row.Cells).ToList();
        var (weight, form) = (Array.IndexOf(rows[0], "weight"), Array.IndexOf(rows[0], "care_form"));
        var all = json.RootElement.GetProperty("points");
        Assert.Equal(rows.Skip(1).Sum(row => row[weight].Length == 0 ? 0 : decimal.Parse(row[weight], CultureInfo.InvariantCulture)), all.GetProperty("pointsBefore").GetDecimal());
        Assert.Contains(rows, row => row[weight] == "0.5" && row[form] == "outpatient");
        Assert.Equal(all.GetProperty("pointsAfter").GetDouble() - all.GetProperty("pointsBefore").GetDouble(), json.RootElement.GetProperty("moves").EnumerateArray().Sum(move => move.GetProperty("points").GetDouble()), 1e-6);
    }

    [Fact]
    public void Text_fits_a_terminal_in_both_languages_and_a_workbook_is_written()
    {
        var (english, swedish) = (Run("simulate", "--change", Change(), "--contacts", _contacts, "--by", "hospital"), Run("simulate", "--change", Change(), "--contacts", _contacts, "--lang", "sv"));
        Assert.All(english.Lines.Concat(swedish.Lines), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("rule E62N01 is new", english.Out, StringComparison.Ordinal);
        Assert.Contains("\nOAVSEDDA: KONTAKTER UTAN NÅGON AV ÄNDRINGENS KODER\n", swedish.Out, StringComparison.Ordinal);
        Assert.Contains("\nVIKTER OMRÄKNADE ENLIGT DEN NYA LOGIKEN\n", swedish.Out, StringComparison.Ordinal);
        Expect(Run("simulate", "--change", Change(), "--contacts", _contacts, "--format", "xlsx", "-o", PathOf("s.xlsx")), 0, "", "");
        Assert.Equal("from", TableFile.Rows(PathOf("s.xlsx")).First().Cells[0]);
        Expect(Run("simulate", "--contacts", _contacts), 1, "", "Give changes with --change, a folder of scenarios with --scenarios, or another set with --versus\n");
    }

    [Fact]
    public void A_split_is_checked_and_splits_are_found()
    {
        var check = Run("split", "check", "E59C,E59E", "--by", "level", "--contacts", _contacts);
        var find = Run("split", "find", "E59C,E59E", "--contacts", _contacts, "--top", "5", "--lang", "sv");
        Assert.Equal((0, 0, "", ""), (check.ExitCode, find.ExitCode, check.Error, find.Error));
        Assert.Contains("drop in SD in the largest part", check.Out, StringComparison.Ordinal);
        Assert.Contains("  level\n", find.Out, StringComparison.Ordinal);
        Assert.All(check.Lines.Concat(find.Lines), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(1, Run("split", "check", "NONE", "--by", "level", "--contacts", _contacts).ExitCode);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void Codes_that_lower_the_weight_are_found_with_their_rules()
    {
        // Weights that make every complicated group of E61 lighter than the plain one.
        var weights = Write("weights.csv", "DRG;Vikt\n" + string.Join('\n', File.ReadLines(Path.Combine(PathOf("tables"), "drg_name.csv")).Skip(1).Select(line => line.Split(',')[0])
            .Select(drg => string.Create(CultureInfo.InvariantCulture, $"{drg};{(drg == "E61C" ? "0,5" : "1")}"))));
        var said = Run("monotonicity", _contacts, "--weights", weights);
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("E61C01  E61C  E61E01   E61E", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        using var json = JsonDocument.Parse(Run("monotonicity", _contacts, "--weights", weights, "--format", "json").Out);
        Assert.All(json.RootElement.GetProperty("codes").EnumerateArray(), code => Assert.InRange(code.GetProperty("lowersIn").GetInt64(), 1, code.GetProperty("contacts").GetInt64()));
    }

    /// <summary>Contacts with F03 get a digit more in front of their cost: the review says so.</summary>
    [Fact]
    public void A_planted_effect_of_a_diagnosis_is_found()
    {
        var lines = File.ReadAllLines(_contacts);
        var dear = lines.Select((line, i) => i > 0 && line.Contains(" F03", StringComparison.Ordinal) ? line[..(line.LastIndexOf(',') + 1)] + "9" + line[(line.LastIndexOf(',') + 1)..] : line);
        var said = Run("complications", "review", Write("dear.csv", string.Join('\n', dear)), "--method", "additive");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("FOR A HIGHER LEVEL\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nF03.9  19I71 ", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("FOR A LOWER LEVEL", said.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("complications", "review", PathOf("dear.csv"), "--format", "json").Out);
        // Of category 19I71, which nothing activates here: by the highest level it is not judged, but its ratio is told.
        var heldBack = json.RootElement.GetProperty("heldBack").EnumerateArray().Single(effect => effect.GetProperty("code").GetString() == "F039");
        Assert.True(heldBack.GetProperty("low").GetDouble() > 5);
        Assert.Contains("1 that are held back", Run("complications", "review", PathOf("dear.csv")).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.All(json.RootElement.GetProperty("effects").EnumerateArray(), effect => Assert.InRange(effect.GetProperty("ratio").GetDouble(), effect.GetProperty("low").GetDouble(), effect.GetProperty("high").GetDouble()));
        Assert.All(said.Lines.Concat(Run("complications", "review", _contacts, "--all", "--lang", "sv").Lines), line => Assert.InRange(line.Length, 0, 80));
    }

    /// <summary>A group for the old among E61C, and one diagnosis that loses its property of complicating.</summary>
    private string Change()
    {
        var folder = Directory.CreateDirectory(PathOf("tc")).FullName;
        var rules = File.ReadAllLines(Path.Combine(PathOf("tables"), "drg_logic.csv"));
        var rule = rules.Single(line => line.Contains(",E61C01,", StringComparison.Ordinal));
        var ord = int.Parse(rule.Split(',')[0], CultureInfo.InvariantCulture) - 500;
        var added = rule.Replace(rule.Split(',')[0], $"{ord}", StringComparison.Ordinal).Replace("E61C", "E62N", StringComparison.Ordinal).Replace(">6574", ">29219", StringComparison.Ordinal);
        File.WriteAllLines(Path.Combine(folder, "drg_logic.csv"), [rules[0] + ",version to change,IN/OUT,NCC id,national id,comment", added + ",open-se,IN,,,"]);
        var features = File.ReadAllLines(Path.Combine(PathOf("tables"), "dg_feat.csv"));
        File.WriteAllLines(Path.Combine(folder, "dg_feat.csv"), [features[0] + ",version to change,IN/OUT,NCC id,national id,comment", features.First(line => line.Contains(",COMPL,", StringComparison.Ordinal)) + ",open-se,OUT,,,"]);
        return folder;
    }
}
