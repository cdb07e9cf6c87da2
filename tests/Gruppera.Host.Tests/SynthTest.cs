using System.Text.Json;

namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class SynthTest : Home
{
    [Fact]
    public void A_made_up_region_is_made_and_grouped()
    {
        var said = Run("synth", "--set", Tables, "--contacts", "6000", "--seed", "7", "--kpp", "-o", PathOf("c.csv"), "--faults-file", PathOf("p.csv"), "--truth", PathOf("t.json"));
        Assert.Equal((0, ""), (said.ExitCode, said.Out));
        Assert.StartsWith("6 000 synthetic contacts in ", said.Error, StringComparison.Ordinal);
        Assert.Contains("\ninpatient ", said.Error, StringComparison.Ordinal);
        Assert.Equal(["c.csv", "p.csv", "t.json"], Directory.GetFiles(Root).Select(Path.GetFileName).Order());
        var lines = File.ReadAllLines(PathOf("c.csv"));
        Assert.Equal(6_001, lines.Length);
        Assert.Equal("id,patient,hospital,clinic,care_form,sex,age_days,admission_date,discharge_date,duration,discharge,leave_days,diagnoses,procedures,cost", lines[0]);
        var planted = File.ReadAllLines(PathOf("p.csv"));
        Assert.Equal("row,id,kind", planted[0]);
        Assert.InRange(planted.Length, 120, 240);
        Assert.All(planted[1..], line => Assert.StartsWith(line.Split(',')[1] + ",", lines[int.Parse(line.Split(',')[0]) - 1], StringComparison.Ordinal));
        using var truth = JsonDocument.Parse(File.ReadAllText(PathOf("t.json")));
        Assert.Equal((7, 6000), (truth.RootElement.GetProperty("seed").GetInt32(), truth.RootElement.GetProperty("contacts").GetInt32()));
        Assert.Contains(truth.RootElement.GetProperty("groups").EnumerateArray(), group => group.GetProperty("drg").GetString() == "E43A");

        // Inpatient contacts whose dates were planted in the wrong order have no care days.
        said = Run("group", PathOf("c.csv"), "--set", Tables, "-o", PathOf("g.csv"));
        Assert.Equal(3, said.ExitCode);
        Assert.StartsWith("6 000 contacts in ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        foreach (var (name, threads, seed) in new[] { ("a", "1", "3"), ("b", "4", "3"), ("c", "1", "4") })
            Assert.Equal(0, Run("synth", "--set", Tables, "--contacts", "9000", "--seed", seed, "--threads", threads, "--quiet", "-o", PathOf(name)).ExitCode);
        Assert.Equal(File.ReadAllBytes(PathOf("a")), File.ReadAllBytes(PathOf("b")));
        Assert.NotEqual(File.ReadAllBytes(PathOf("a")), File.ReadAllBytes(PathOf("c")));
    }

    [Fact]
    public void Quiet_says_nothing_and_Swedish_is_spoken_where_it_is_asked_for()
    {
        Expect(Run("synth", "--set", Tables, "--contacts", "10", "--quiet", "-o", PathOf("c.csv")), 0, "", "");
        var said = Run("synth", "--set", Tables, "--contacts", "10", "-o", PathOf("c.csv"), "--lang", "sv");
        Assert.StartsWith("10 syntetiska vårdkontakter på ", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--faults", "3", "--faults 3: give a share from 0 to 1, such as 0.03\n")]
    [InlineData("--contacts", "0", "--contacts 0: give a number from 1 to 10000000000\n")]
    [InlineData("--year", "12", "--year 12: give a number from 1900 to 9000\n")]
    public void What_cannot_be_done_is_said_and_nothing_is_written(string option, string value, string error)
    {
        Expect(Run("synth", "--set", Tables, option, value, "-o", PathOf("c.csv")), 1, "", error);
        Assert.Empty(Directory.GetFiles(Root));
    }

    [Fact]
    public void A_stopped_run_leaves_no_file()
    {
        Assert.Equal(130, Run(new CancellationToken(canceled: true), "synth", "--set", Tables, "-o", PathOf("c.csv")).ExitCode);
        Assert.Empty(Directory.GetFiles(Root));
    }
}
