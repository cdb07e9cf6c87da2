using Gruppera.Tests;
using k8s;
using k8s.Models;

namespace Gruppera.Host.Tests;

/// <summary>Scripts that have an engine run parts: those of a shell are run, those of Kubernetes read strictly (there is no cluster here).</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "slow")]
public sealed class JobsTest : Home
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Gruppera.Cli.exe" : "Gruppera.Cli");

    [Fact]
    public void A_shell_runs_parts_and_puts_them_together()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The scripts are for a POSIX shell");
        Run("synth", "--contacts", "500", "--kpp", "-o", PathOf("it's.csv"), "-q");
        Run("group", PathOf("it's.csv"), "-o", PathOf("one.csv"), "--issues", PathOf("one-i.csv"), "-q");
        var planned = Run(
            "jobs", "plan", "--engine", "shell", "--parts", "4", "--at-once", "2", "-o", PathOf("plan"), "--program", Program, "--",
            "group", PathOf("it's.csv"), "-o", PathOf("all rows.csv"), "--issues", PathOf("all-i.csv"), "-q");
        Assert.True(planned.ExitCode == 0, planned.Error);
        Assert.False(File.Exists(PathOf("all rows.csv")));
        var (status, _, error) = Programs.Run(new("sh", [PathOf("plan/run.sh")]), TimeSpan.FromMinutes(2));
        Assert.True(status == 0, error);
        Assert.Equal(File.ReadAllText(PathOf("one.csv")), File.ReadAllText(PathOf("all rows.csv")));
        Assert.Equal(File.ReadAllText(PathOf("one-i.csv")), File.ReadAllText(PathOf("all-i.csv")));

        Run("trim", "compare", PathOf("one.csv"), "--format", "json");
        Run(
            "jobs", "plan", "--engine", "shell", "--parts", "3", "-o", PathOf("weights"), "--program", Program, "--",
            "weights", "compute", PathOf("one.csv"), "-o", PathOf("w.csv"), "-q");
        (status, _, error) = Programs.Run(new("sh", [PathOf("weights/run.sh")]), TimeSpan.FromMinutes(2));
        Assert.True(status == 0, error);
        Run("weights", "compute", PathOf("one.csv"), "-o", PathOf("w1.csv"), "-q");
        Assert.Equal(File.ReadAllText(PathOf("w1.csv")), File.ReadAllText(PathOf("w.csv")));
    }

    [Theory]
    [InlineData("group c.csv -o all.csv")]
    [InlineData("weights compute c.csv -o w.csv --trim iqr:5%")]
    public void Kubernetes_reads_the_jobs_strictly(string command)
    {
        File.Copy(Contacts, PathOf("c.csv"));
        var words = command.Split(' ').Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? PathOf(word) : word);
        var said = Run([
            "jobs", "plan", "--engine", "kubernetes", "--parts", "12", "--at-once", "5", "--image", "registry.example/gruppera:1", "--claim", "data",
            "-o", PathOf("plan"), "--", .. words]);
        Assert.True(said.ExitCode == 0, said.Error);
        var parts = KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(PathOf("plan/parts.yaml")), strict: true);
        Assert.Equal(("Indexed", 12, 5, 5), (parts.Spec.CompletionMode, parts.Spec.Completions, parts.Spec.Parallelism, parts.Spec.BackoffLimitPerIndex));
        Assert.Contains(parts.Spec.PodFailurePolicy.Rules, rule => rule.Action == "FailIndex" && rule.OnExitCodes.OperatorProperty == "NotIn"
            && rule.OnExitCodes.Values.Contains(75) && rule.OnExitCodes.Values.Contains(0));
        var container = Assert.Single(parts.Spec.Template.Spec.Containers);
        Assert.Contains("--partition $part/12", container.Command[^1], StringComparison.Ordinal);
        var merge = KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(PathOf("plan/merge.yaml")), strict: true);
        Assert.Contains(command[0] == 'g' ? "gruppera gather \"$@\" -o" : "gruppera merge \"$@\" -o", merge.Spec.Template.Spec.Containers[0].Command[^1], StringComparison.Ordinal);
        Assert.Equal("data", merge.Spec.Template.Spec.Volumes[0].PersistentVolumeClaim.ClaimName);
    }

    [Theory]
    [InlineData("shell", "pay c.csv", "gruppera pay cannot run on parts")]
    [InlineData("shell", "group c.csv", "The command needs --output")]
    [InlineData("shell", "group none.csv -o o.csv", "There is no file")]
    [InlineData("shell", "group c.csv --nonsense -o o.csv", "The command cannot be read")]
    [InlineData("kubernetes", "group c.csv -o o.csv", "--engine kubernetes needs --image")]
    public void What_cannot_be_planned_is_refused(string engine, string command, string why)
    {
        File.Copy(Contacts, PathOf("c.csv"));
        var said = Run([
            "jobs", "plan", "--engine", engine, "-o", PathOf("plan"), "--",
            .. command.Split(' ').Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? PathOf(word) : word)]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("plan")));
    }
}
