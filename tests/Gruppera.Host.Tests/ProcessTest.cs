using System.Diagnostics;
using System.Text;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The built program as a process of its own.</summary>
[Collection(CommandLineCollection.Name)]
public class ProcessTest : Home
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll");

    [Fact]
    public async Task Standard_input_becomes_standard_output()
    {
        using var process = Start("group", "-", "--set", Tables);
        await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(Contacts, TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 61), (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("C001,Sörlasarettet", output, StringComparison.Ordinal);
        Assert.Contains("\n60 contacts in ", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_and_the_language_come_from_outside()
    {
        using var process = Start("group", Mistakes, "--set", Tables, "-o", PathOf("o.csv"));
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
        Assert.Contains("5 rows could not be read", error, StringComparison.Ordinal);
        using var swedish = Start(info => info.Environment["GRUPPERA_LANG"] = "sv_SE.UTF-8", "certify", "none");
        Assert.StartsWith("Uppsättningen none finns inte: den är varken", await swedish.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await swedish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, swedish.ExitCode);
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("-INT", 130)]
    [InlineData("-TERM", 143)]
    [InlineData("-HUP", 129)]
    public async Task A_stopped_run_leaves_no_half_file(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var process = Start("group", "-", "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        await process.StandardInput.WriteAsync("id,age_years,care_days,dx1\n");
        var block = string.Concat(Enumerable.Repeat("1,60,3,I509\n", 200_000));
        for (var i = 0; i < 3; i++)
            await process.StandardInput.WriteAsync(block);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Directory.GetFiles(Root, "*.tmp").Length);
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        // A run that was itself started where the signal is ignored, as by a shell in the background, would wait for ever.
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, process.ExitCode);
        Assert.EndsWith("Stopped; no output was written.\n", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Root));
    }

    [Theory]
    [InlineData("group {0} --set {1} --quiet | true", 141)] // nobody reads the rows
    [InlineData("layouts show canonical | true", 141)] // nor the answer
    [InlineData("group - --set {1} <&-", 1)] // nothing to read, and it does not wait
    [Trait("lane", "slow")]
    [InlineData("group - --set {1} </dev/null", 1)]
    [InlineData("group {0} --set {1} --quiet >&-", 1)]
    [InlineData("group {0} --set {1} --quiet -o /dev/full", 1)]
    [InlineData("group {0} --set {1} --quiet -o none/o.csv", 1)]
    public void The_exit_code_tells_what_became_of_the_streams(string line, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        var (exit, _, _) = Shell(line);
        Assert.Equal(code, exit);
        Assert.Empty(Directory.GetFiles(Root, "*.tmp"));
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("group <(cat {0}) --set {1} --quiet -o o.csv", 0, 61)]
    [InlineData("group <(gzip -c {0}) --set {1} --quiet -o o.csv", 0, 61)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(gzip -c {0})", 0, 61)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(gzip -c {0}; tail -n +2 {0} | gzip -c)", 0, 121)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(iconv -t UTF-16 {0})", 0, 61)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(printf 'ID;IKA;DUR;OIR1\\n1;60;3;I509\\n')", 0, 2)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(gzip -c {0} | head -c 900)", 1, 0)]
    [InlineData("group - --set {1} --quiet -o o.csv < <(gzip -c {0}; echo more)", 1, 0)]
    [InlineData("episodes <(cat {0})", 1, 0)]
    public void Streams_are_read_as_files_are(string line, int code, int lines)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        var (exit, _, error) = Shell(line);
        Assert.Equal((code, ""), (exit, code == 0 ? error : ""));
        Assert.Equal(lines, File.Exists(PathOf("o.csv")) ? File.ReadLines(PathOf("o.csv")).Count() : 0);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void Standard_output_goes_on_where_it_stood()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        Shell("layouts >o.txt; echo last >>o.txt");
        Shell("group {0} --set {1} --quiet -o /dev/stdout >o.csv");
        Assert.Equal(("last", 61), (File.ReadLines(PathOf("o.txt")).Last(), File.ReadLines(PathOf("o.csv")).Count()));
        Shell("{ echo first; dotnet \"$P\" layouts; echo last; } >o.txt");
        var lines = File.ReadAllLines(PathOf("o.txt"));
        Assert.Equal(("first", "last"), (lines[0], lines[^1]));
        Assert.StartsWith("canonical", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_over_its_input_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links and a shell");
        File.Copy(Contacts, PathOf("c.csv"));
        Shell("ln -s c.csv soft; ln c.csv hard; true");
        foreach (var output in (string[])["c.csv", "./c.csv", "soft", "hard"])
        {
            foreach (var option in (string[])["-o", "--issues"])
            {
                var said = Run("group", PathOf("c.csv"), "--set", Tables, option, PathOf(output));
                Assert.Equal(1, said.ExitCode);
                Assert.Contains("is the file that is read", said.Error, StringComparison.Ordinal);
            }
        }

        Assert.Contains("are the same file",
            Run("group", PathOf("c.csv"), "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("./o.csv")).Error,
                StringComparison.Ordinal);
        Assert.Equal(1, Shell("group c.csv --set {1} >>c.csv").Exit);
        Assert.Equal(File.ReadAllText(Contacts), File.ReadAllText(PathOf("c.csv")));
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task An_import_that_is_killed_at_any_time_leaves_a_whole_set()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill");
        Assert.Equal(0, Run("tables", "import", Tables, "--id", "a").ExitCode);
        for (var delay = 250; delay < 700; delay += 50)
        {
            using var process = Start("tables", "import", Tables, "--id", "a", "--replace");
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, Run("dump", "a", "--cases", Contacts, "-o", PathOf("dump.txt")).ExitCode);
        }

        Assert.Equal(0, Run("tables", "import", Tables, "--id", "a", "--replace").ExitCode);
        Assert.Equal([PathOf("home/sets/a")], Directory.GetDirectories(PathOf("home/sets")));
    }

    /// <summary>Runs a line of bash in the folder of the test; a line that begins with a verb is one of the program.</summary>
    private (int Exit, string Out, string Error) Shell(string line)
    {
        line = line.Replace("{0}", Contacts, StringComparison.Ordinal).Replace("{1}", Tables, StringComparison.Ordinal);
        if (char.IsAsciiLetterLower(line[0]) && !line.StartsWith("ln ", StringComparison.Ordinal)
            && !line.StartsWith("mkfifo ", StringComparison.Ordinal))
            line = "dotnet \"$P\" " + line;
        var info = new ProcessStartInfo("bash",
            ["-c", line.EndsWith("| true", StringComparison.Ordinal) ? line + "; exit ${PIPESTATUS[0]}" : line])
        {
            WorkingDirectory = Root,
        };
        (info.Environment["P"], info.Environment["GRUPPERA_LANG"]) = (Program, "en");
        return Programs.Run(info);
    }

    private static Process Start(params string[] args) => Start(_ => { }, args);

    private static Process Start(Action<ProcessStartInfo> change, params string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment["GRUPPERA_LANG"] = "en";
        change(info);
        return Process.Start(info)!;
    }
}
