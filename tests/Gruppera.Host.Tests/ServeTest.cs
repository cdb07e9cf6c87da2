using System.Text;
using Gruppera.Cli;
using Gruppera.Cli.Terminal;

namespace Gruppera.Host.Tests;

/// <summary>The server as the command line starts it: sets that cannot be used, and weight lists that belong to some of the sets.</summary>
[Collection(CommandLineCollection.Name)]
public class ServeTest : Home
{
    [Trait("lane", "slow")]
    [Fact]
    public async Task A_set_that_cannot_be_used_and_a_list_of_one_set_leave_the_others_be()
    {
        foreach (var id in new[] { "bad", "good" })
            Assert.Equal(0, Run("tables", "import", Tables, "--id", id).ExitCode);
        File.AppendAllText(PathOf("home/sets/bad/proc_feat.csv"), "\n");
        var list = Write("list.csv", "DRG,weight\n" + string.Concat(File.ReadLines(Path.Combine(Tables, "drg_name.csv")).Skip(2).Select(line => line.Split(',')[0] + ",1.25\n")));
        using var stop = new CancellationTokenSource();
        var (output, error) = (new Spoken(), new StringWriter());
        var server = Task.Run(() => CommandLine.Run(["serve", "--urls", "http://127.0.0.1:0", "--weights", list], new Session { Out = output, Error = error, Stop = stop.Token }), TestContext.Current.CancellationToken);
        var line = await output.Line.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Gruppera serves open-se, bad, good on http://127.0.0.1:", line, StringComparison.Ordinal);
        using (var client = new HttpClient { BaseAddress = new(line.Split(' ')[6].TrimEnd(';')) })
        {
            var checks = await client.GetStringAsync("/checks", TestContext.Current.CancellationToken);
            Assert.Contains("cannot be used", checks, StringComparison.Ordinal);
            Assert.Contains("which a check of the tables names", checks, StringComparison.Ordinal);
            Assert.DoesNotContain("gruppera tables", checks, StringComparison.Ordinal);
            Assert.Contains("id=\"row-good\"", checks, StringComparison.Ordinal);
            var sets = await client.GetStringAsync("/v1/sets", TestContext.Current.CancellationToken);
            Assert.Contains("\"good\"", sets, StringComparison.Ordinal);
            Assert.DoesNotContain("\"bad\"", sets, StringComparison.Ordinal);
            foreach (var (path, status) in new[] { ("/versions?code=I10", 200), ("/checks?set=good", 200), ("/checks?set=bad", 404), ("/logic?set=bad", 404), ("/v1/search?q=x&set=bad", 404) })
            {
                using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.Equal((path, status), (path, (int)answer.StatusCode));
            }

            Assert.Contains("1.25", await client.GetStringAsync("/logic/05?set=good", TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.DoesNotContain("1.25", await client.GetStringAsync("/logic/05", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        Assert.Equal(0, await server);
        Assert.Contains("GRP4112 list.csv: the list has no weight for some DRGs (1 / 122)", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("GRP1016 bad/proc_feat: the table was changed", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Run("serve", "--set", "bad", "--urls", "http://127.0.0.1:0").ExitCode);
        Assert.Equal(2, Run("group", Contacts, "--set", "bad").ExitCode);
        var said = Run("serve", "--set", "open-se", "--urls", "http://127.0.0.1:0", "--weights", list);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("belongs to another set: open-se has", said.Error, StringComparison.Ordinal);
    }

    /// <summary>Tells of the first line.</summary>
    private sealed class Spoken : StringWriter
    {
        internal TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => Line.TrySetResult(value ?? "");
    }
}
