using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests;

/// <summary>The server as a process of its own, with a home, a folder for temporary files and a log of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="folder">Where its folders are.</param>
    /// <param name="settings">Its environment.</param>
    internal ServerProcess(string folder, params (string Name, string Value)[] settings)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll"), "serve", "--set", "open-se", "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["GRUPPERA_HOME"] = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        info.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        info.Environment["GRUPPERA_LANG"] = "en";
        info.Environment["DOTNET_EnableDiagnostics"] = "0"; // no pipes among the temporary files
        info.Environment["Gruppera__MinFreeBytes"] = "1";
        foreach (var (name, value) in settings)
            info.Environment[name] = value;
        _process = Process.Start(info)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far.</summary>
    internal string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    internal bool HasEnded => _process.HasExited;

    /// <summary>Its most memory so far, in megabytes; 0 where the system does not say.</summary>
    internal long PeakMegabytes => OperatingSystem.IsLinux() && !HasEnded
        ? long.Parse(Regex.Match(File.ReadAllText($"/proc/{_process.Id}/status"), "VmHWM:\\s+([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >> 10 : 0;

    internal Task<Uri> Address => _address.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>A program that asks it.</summary>
    internal async Task<HttpClient> Client() => new() { BaseAddress = await Address, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Stops it as a service is stopped.</summary>
    internal void Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(20)));
    }

    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!HasEnded)
            Kill();
        _process.Dispose();
    }

    /// <summary>A file as a part of a form.</summary>
    internal static MultipartFormDataContent Form(params (string Part, string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (part, name, content) in files)
            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, part, name);
        return form;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            if (HasEnded)
                _address.TrySetException(new InvalidOperationException("the server has ended: " + Said));
            return;
        }

        lock (_said)
            _said.AppendLine(line);
        if (Regex.Match(line, "http://[^ ;]+") is { Success: true } address)
            _address.TrySetResult(new(address.Value));
    }
}
