using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Contacts, points and cost by rule.</summary>
[Collection(CommandLineCollection.Name)]
public class RulesTest : Home
{
    private const string Grouped = "drg,rule_id,hospital,discharge_date,cost,set\n";

    [Fact]
    public void Contacts_points_and_cost_are_summed_by_rule_and_unit()
    {
        var rules = Gruppera.Formats.Sets.OpenSet.Open().Set!.Rules;
        var several = rules.GroupBy(rule => rule.Drg).First(group => group.Count() == 3).Select(rule => rule.Id).ToArray();
        var drg = rules.First(rule => rule.Id == several[0]).Drg;
        var file = Write("g.csv", Grouped + string.Concat(Enumerable.Range(0, 19).Select(i => $"{drg},{several[0]},{(i % 2 == 0 ? "North" : "South")},2024-0{(i % 9) + 1}-01,1000,open-se\n")) + $"{drg},{several[1]},North,2025-01-01,,open-se\n");
        var list = Write("w.csv", $"DRG;Weight\n{drg};1.5\n");
        var said = Run("rules", "usage", file, "--weights", list, "--by", "hospital,year", "-o", PathOf("u.csv"), "--quiet");
        Assert.Equal(3, said.ExitCode); // one has no cost, where others have one
        Assert.StartsWith($"Results by rule\n20 contacts; 2 of {rules.Length / 1000} {rules.Length % 1000:000} rules of open-se are used\n", said.Out, StringComparison.Ordinal);
        Assert.Matches($"\n +19 +95.00 % +28.5 +19 000 +95.0 % +{several[0]} +{drg}\n", said.Out);
        Assert.Contains("\nRULES THAT ARE NEVER USED\n", said.Out, StringComparison.Ordinal);
        var rows = File.ReadAllLines(PathOf("u.csv"));
        Assert.Equal("rule_id,drg,hospital,year,contacts,points,cost,contacts_without_cost,findings", rows[0]);
        Assert.Contains($"{several[0]},{drg},North,2024,10,15,10000,0,", rows);
        Assert.Contains($"{several[1]},{drg},North,2025,1,1.5,0,1,", rows);
        Assert.Contains($"{several[2]},{drg},,,0,0,0,0,", rows);

        using var json = JsonDocument.Parse(Run("rules", "usage", file, "--format", "json", "--quiet").Out);
        Assert.Equal(rules.Length - 2, json.RootElement.GetProperty("unused").GetArrayLength());
        Assert.Equal((several[0], 0.95), (json.RootElement.GetProperty("takeMost")[0].GetProperty("rule").GetString(), json.RootElement.GetProperty("takeMost")[0].GetProperty("share").GetDouble()));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rules")[0].TryGetProperty("points", out var points) ? points.ValueKind : JsonValueKind.Null);
    }

    [Fact]
    public void The_linter_stands_beside_and_a_set_that_is_not_at_hand_is_named()
    {
        var odd = PathOf("odd");
        Run("tables", "export", Tables, "-o", odd);
        var lines = File.ReadAllLines(Path.Combine(odd, "drg_logic.csv"));
        File.WriteAllLines(Path.Combine(odd, "drg_logic.csv"), [.. lines[..5], string.Join(',', lines[3].Split(',').Skip(2).Prepend("COPY").Prepend("99999999"))]);
        var first = lines[2].Split(',');
        var file = Write("g.csv", $"drg,ord,set\n{first[2]},{first[0]},odd\n");
        var said = Run("rules", "usage", file, "--rule-column", "ord", "--set", odd);
        Assert.Equal(0, said.ExitCode);
        Assert.Matches("\nCOPY +[A-Z0-9]+ +GRP2014", said.Out);
        Assert.Contains($" {first[1]} ", said.Out, StringComparison.Ordinal);
        said = Run("rules", "usage", file, "--rule-column", "ord");
        Assert.Contains("name it with --set", said.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Expect(Run("rules", "usage", file), 1, "", "the file has no column rule_id; it has drg, ord, set\n");
    }
}
