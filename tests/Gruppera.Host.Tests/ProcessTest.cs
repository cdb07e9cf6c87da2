using System.Diagnostics;
using System.Text;

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
        Assert.StartsWith("60 contacts in ", await error, StringComparison.Ordinal);
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
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_stopped_run_leaves_no_half_file(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var process = Start("group", "-", "--set", Tables, "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"));
        await process.StandardInput.WriteAsync("id,dx1\n");
        var block = string.Concat(Enumerable.Repeat("1,I509\n", 300_000));
        for (var i = 0; i < 3; i++)
            await process.StandardInput.WriteAsync(block);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, Directory.GetFiles(Root, "*.tmp").Length);
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        // A run that was itself started where the signal is ignored, as by a shell in the background, would wait for ever.
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((130, "Stopped; no output was written.\n"), (process.ExitCode, error));
        Assert.Empty(Directory.GetFiles(Root));
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
