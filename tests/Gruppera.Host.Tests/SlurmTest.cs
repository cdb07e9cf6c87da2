using System.Diagnostics;
using System.Security.Cryptography;

namespace Gruppera.Host.Tests;

/// <summary>Slurm runs the scripts that <c>jobs plan</c> writes; a node is killed with its tasks midway, and the outcome is that of one
/// run.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "heavy")]
public sealed class SlurmTest(ITestOutputHelper output) : Home
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli");

    [Fact]
    public void Twelve_parts_on_two_nodes_of_which_one_is_killed_are_the_run_on_all()
    {
        using var slurm = new SlurmCluster();
        if (slurm.Missing is { } missing)
            Assert.Skip(missing);
        Run("synth", "--contacts", "600000", "--kpp", "-o", PathOf("c.csv"), "-q");
        var clock = Stopwatch.StartNew();
        Run("group", PathOf("c.csv"), "-o", PathOf("one.csv"), "--issues", PathOf("one-i.csv"), "-q");
        Run("weights", "compute", PathOf("one.csv"), "-o", PathOf("one-w.csv"), "-q");
        output.WriteLine($"one run of group and weights: {clock.Elapsed.TotalSeconds:0.0} s");

        Plan("group", PathOf("c.csv"), "-o", PathOf("all.csv"), "--issues", PathOf("all-i.csv"), "-q");
        clock.Restart();
        Assert.Contains("Submitted batch job", slurm.Say("sh", PathOf("plan/submit.sh")), StringComparison.Ordinal);
        var parts = PathOf("plan/parts");
        Assert.True(SlurmCluster.Until(() => Directory.GetFiles(parts, "all.*.csv.manifest.json").Length >= 3, TimeSpan.FromMinutes(2)), slurm.Say("squeue"));
        Assert.True(SlurmCluster.Until(() => slurm.Say("squeue", "-h", "-w", "n1", "-t", "R", "-o", "%A").Length > 0, TimeSpan.FromSeconds(30)), slurm.Say("squeue"));
        output.WriteLine("killed:\n  " + string.Join("\n  ", slurm.Kill("n1")));
        Assert.True(
            SlurmCluster.Until(() => File.Exists(PathOf("all.csv")) && File.Exists(PathOf("all-i.csv")), TimeSpan.FromMinutes(8)),
            slurm.Say("squeue") + "\n" + slurm.Say("sinfo"));
        output.WriteLine($"12 parts, one node killed: {clock.Elapsed.TotalSeconds:0.0} s\n{slurm.Say("scontrol", "-o", "show", "node", "n1")}");
        Assert.Equal(Hash("one.csv"), Hash("all.csv"));
        Assert.Equal(Hash("one-i.csv"), Hash("all-i.csv"));

        Directory.Move(PathOf("plan"), PathOf("plan-group"));
        Plan("weights", "compute", PathOf("all.csv"), "-o", PathOf("all-w.csv"), "-q");
        slurm.Say("sh", PathOf("plan/submit.sh"));
        Assert.True(SlurmCluster.Until(() => File.Exists(PathOf("all-w.csv")), TimeSpan.FromMinutes(4)), slurm.Say("squeue"));
        Assert.Equal(Hash("one-w.csv"), Hash("all-w.csv"));
        output.WriteLine($"bytes of partials: {Directory.GetFiles(parts, "*.part").Sum(file => new FileInfo(file).Length)}");
    }

    private void Plan(params string[] words)
    {
        var said = Run([
            "jobs", "plan", "--engine", "slurm", "--parts", "12", "--cpus", "1", "-o", PathOf("plan"), "--program", Program, "--", .. words]);
        Assert.True(said.ExitCode == 0, said.Error);
    }

    private string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(name))));
}
