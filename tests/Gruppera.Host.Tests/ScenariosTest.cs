using System.Text.Json.Nodes;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Many scenarios over the same contacts, on one machine and on parts of them.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "slow")]
public sealed class ScenariosTest : Home
{
    private readonly string _contacts;
    private readonly string _folder;

    public ScenariosTest()
    {
        (_contacts, _folder) = (PathOf("s.csv"), PathOf("scenarios"));
        Run("synth", "--contacts", "3000", "--kpp", "-o", _contacts, "-q");
        Directory.CreateDirectory(PathOf("scenarios/two together"));
        foreach (var name in new[] { "04-epilepsy", "07-fever", "10-osteoporosis" })
            File.Copy(Repository.PathOf($"samples/changes-2027/{name}.xlsx"), PathOf($"scenarios/{name}.xlsx"));
        foreach (var name in new[] { "04-epilepsy", "07-fever" })
            File.Copy(Repository.PathOf($"samples/changes-2027/{name}.xlsx"), PathOf($"scenarios/two together/{name}.xlsx"));
    }

    [Fact]
    public void Each_scenario_has_the_figures_of_its_own_simulation()
    {
        var rows = JsonNode.Parse(Run("simulate", "--scenarios", _folder, "--contacts", _contacts, "--json").Out)!["scenarios"]!.AsArray();
        Assert.Equal(["04-epilepsy", "07-fever", "10-osteoporosis", "two together"], rows.Select(row => row!["scenario"]!.GetValue<string>()));
        foreach (var row in rows)
        {
            var path = Path.Combine(_folder, row!["scenario"]!.GetValue<string>());
            var alone = JsonNode.Parse(Run(
                "simulate", "--change", Directory.Exists(path) ? path : path + ".xlsx", "--contacts", _contacts, "--json").Out)!["points"]!;
            foreach (var name in new[] { "contacts", "moved", "pointsBefore", "pointsAfter", "change", "changeLow", "costMoved" })
                Assert.Equal(alone[name]!.ToJsonString(), row["all"]![name]!.ToJsonString());
            Assert.True(row["all"]!["moved"]!.GetValue<long>() > 0);
        }
    }

    [Fact]
    public void Parts_of_the_scenarios_are_gathered_to_the_table_of_one_run()
    {
        Run("simulate", "--scenarios", _folder, "--contacts", _contacts, "-o", PathOf("one.csv"), "-q");
        foreach (var count in new[] { 1, 3, 6 })
        {
            string[] parts = [.. Enumerable.Range(1, count).Select(i => PathOf($"part{count}.{i}.csv"))];
            for (var i = 1; i <= count; i++)
            {
                var said = Run("simulate", "--scenarios", _folder, "--contacts", _contacts, "-o", parts[i - 1], "--partition", $"{i}/{count}", "-q");
                Assert.True(said.ExitCode == 0, said.Error);
            }

            Assert.True(Run(["gather", .. parts.Reverse(), "-o", PathOf("all.csv")]).ExitCode is 0 or 3);
            Assert.Equal(File.ReadAllText(PathOf("one.csv")), File.ReadAllText(PathOf("all.csv")));
        }

        Assert.Contains("left alone", Run(
            "simulate", "--scenarios", _folder, "--contacts", _contacts, "-o", PathOf("part3.1.csv"), "--partition", "1/3").Error, StringComparison.Ordinal);
        File.AppendAllText(_contacts, "\n");
        var other = Run("simulate", "--scenarios", _folder, "--contacts", _contacts, "-o", PathOf("part3.1.csv"), "--partition", "1/3", "-q");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("has changed since then", other.Error, StringComparison.Ordinal);
        Assert.Contains("missing: 2", Run("gather", PathOf("part3.1.csv"), PathOf("part3.3.csv")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_that_does_not_fit_leaves_the_others_alone()
    {
        Run("change", "apply", Repository.PathOf("samples/changes-2027/04-epilepsy.xlsx"), "--as", "other", "--despite-errors");
        var said = Run("simulate", "--set", "other", "--scenarios", _folder, "--contacts", _contacts, "-o", PathOf("t.csv"), "-q");
        Assert.Equal(3, said.ExitCode);
        var rows = File.ReadAllLines(PathOf("t.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[0], row => (Moved: row[2], Errors: row[^1]));
        Assert.Equal(("", false), (rows["04-epilepsy"].Moved, rows["04-epilepsy"].Errors == "0"));
        Assert.Equal((false, "0"), (rows["10-osteoporosis"].Moved.Length == 0, rows["10-osteoporosis"].Errors));
    }

    [Theory]
    [InlineData("--each", "--each")]
    [InlineData("--format json -o x.json", "--scenarios writes a table")]
    [InlineData("--partial x", "--partial")]
    public void What_does_not_go_with_scenarios_is_refused(string options, string why)
    {
        var said = Run(["simulate", "--scenarios", _folder, "--contacts", _contacts, .. options.Split(' ')]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
    }
}
