using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>RabbitMQ on the loopback, of its own and gone afterwards. Where it is not installed and cannot be, tests are skipped.</summary>
internal sealed class RabbitServer : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-rabbit-").FullName;
    private readonly List<Process> _started = [];

    internal RabbitServer()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Missing = "RabbitMQ is started as root, on Linux";
            return;
        }

        if (!File.Exists(Program))
            Programs.Run(new("sh", ["-c", "apt-get install -y --no-install-recommends rabbitmq-server"]), TimeSpan.FromMinutes(5));
        if (!File.Exists(Program))
        {
            Missing = "RabbitMQ is not here and could not be installed: apt-get install rabbitmq-server";
            return;
        }

        (Port, var names, var distribution) = (FreePort(), FreePort(), FreePort());
        File.WriteAllText(Path.Combine(_folder, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{Port}\nlog.console.level = warning\n");
        File.WriteAllText(Path.Combine(_folder, ".erlang.cookie"), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        Programs.Run(new("sh", ["-c", $"chmod 400 {_folder}/.erlang.cookie && chown -R rabbitmq: {_folder}"]));
        var settings = string.Join(' ', new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = $"{names}",
            ["RABBITMQ_NODENAME"] = $"gruppera{Port}@localhost",
            ["RABBITMQ_CONFIG_FILE"] = $"{_folder}/rabbitmq.conf",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_MNESIA_BASE"] = $"{_folder}/data",
            ["RABBITMQ_LOG_BASE"] = $"{_folder}/log",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{_folder}/plugins",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "'-kernel inet_dist_use_interface {127,0,0,1}'",
        }.Select(pair => $"{pair.Key}={pair.Value}"));
        // The one that tells names is not left to be started behind our back, where nobody would end it.
        Start($"exec env HOME={_folder} ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT={names} epmd");
        Start($"exec env {settings} {Program}");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(300))
        {
            if (IsListening())
                return;
        }

        Missing = "RabbitMQ did not start";
    }

    /// <summary>Why there is none; null if there is one.</summary>
    internal string? Missing { get; }

    internal int Port { get; }

    internal string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    public void Dispose()
    {
        foreach (var process in Enumerable.Reverse(_started))
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private bool IsListening()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Start(string line)
    {
        var process = Process.Start(new ProcessStartInfo("su", ["rabbitmq", "-s", "/bin/sh", "-c", line])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.Add(process);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
