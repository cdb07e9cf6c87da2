using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Slurm with two nodes on the loopback, of its own and gone afterwards. Where it is not installed and cannot be, tests are
/// skipped.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-slurm-").FullName;
    private readonly List<Process> _started = [];
    private readonly Dictionary<string, Process> _nodes = new(StringComparer.Ordinal);

    internal SlurmCluster()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Missing = "Slurm is started as root, on Linux";
            return;
        }

        if (!File.Exists("/usr/sbin/slurmctld") || !File.Exists("/usr/sbin/munged"))
            Programs.Run(new("sh", ["-c", "apt-get install -y --no-install-recommends slurm-wlm munge"]), TimeSpan.FromMinutes(5));
        if (!File.Exists("/usr/sbin/slurmctld") || !File.Exists("/usr/sbin/munged"))
        {
            Missing = "Slurm is not here and could not be installed: apt-get install slurm-wlm munge";
            return;
        }

        foreach (var name in new[] { "munge", "run", "state", "log" })
            Directory.CreateDirectory(Path.Combine(_folder, name));
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        File.WriteAllBytes(At("munge/munge.key"), RandomNumberGenerator.GetBytes(1024));
        Programs.Run(new("sh", ["-c", $"chmod 711 {At("munge")} && chmod 400 {At("munge/munge.key")} && chown -R munge: {At("munge")}"]));
        File.WriteAllText(At("slurm.conf"), Configuration());
        Start("su", ["munge", "-s", "/bin/sh", "-c", $"exec /usr/sbin/munged -F --key-file={At("munge/munge.key")} --socket={At("munge/munge.socket")} " +
            $"--pid-file={At("munge/m.pid")} --log-file={At("munge/m.log")} --seed-file={At("munge/seed")}"]);
        Until(() => File.Exists(At("munge/munge.socket")), TimeSpan.FromSeconds(10));
        Start("/usr/sbin/slurmctld", ["-D", "-f", At("slurm.conf")]);
        foreach (var node in new[] { "n1", "n2" })
            _nodes[node] = Start("/usr/sbin/slurmd", ["-D", "-N", node, "-f", At("slurm.conf")]);
        if (!Until(() => Say("sinfo", "-h", "-o", "%D %T").Contains("2 idle", StringComparison.Ordinal), TimeSpan.FromSeconds(40)))
            Missing = $"Slurm did not start: {Say("sinfo")}";
    }

    /// <summary>Why there is none; null if there is one.</summary>
    internal string? Missing { get; }

    /// <summary>What a program of Slurm says.</summary>
    internal string Say(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { Environment = { ["SLURM_CONF"] = At("slurm.conf") } };
        var (_, output, error) = Programs.Run(start, TimeSpan.FromSeconds(30));
        return (output + error).Trim();
    }

    /// <summary>Ends a node as a power cut does: its daemon, and all that runs on it. Returns what was killed.</summary>
    internal IReadOnlyList<string> Kill(string node)
    {
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => (Pid: int.Parse(name!, CultureInfo.InvariantCulture), Words: Read($"/proc/{name}/cmdline"), Parent: ParentOf(name!)))
            .ToList();
        var doomed = all.Where(each => each.Words.Contains(At($"spool-{node}/"), StringComparison.Ordinal)).Select(each => each.Pid).ToHashSet();
        doomed.UnionWith(all.Where(each => doomed.Contains(each.Pid)).Select(each => each.Parent)
            .Where(parent => Read($"/proc/{parent}/cmdline").StartsWith("slurmstepd", StringComparison.Ordinal)).ToList());
        for (var more = -1; more != doomed.Count;)
        {
            more = doomed.Count;
            doomed.UnionWith(all.Where(each => doomed.Contains(each.Parent)).Select(each => each.Pid));
        }

        doomed.Add(_nodes[node].Id);
        var told = all.Where(each => doomed.Contains(each.Pid)).Select(each => $"{each.Pid} {each.Words.Replace('\0', ' ')}").ToList();
        Programs.Run(new("kill", ["-9", .. doomed.Select(pid => pid.ToString(CultureInfo.InvariantCulture))]));
        return told;
    }

    public void Dispose()
    {
        if (Missing is null)
        {
            Say("scancel", "-u", "root");
            Until(() => Say("squeue", "-h").Length == 0, TimeSpan.FromSeconds(10));
        }

        foreach (var process in Enumerable.Reverse(_started))
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal static bool Until(Func<bool> isSo, TimeSpan atMost)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < atMost; Thread.Sleep(200))
        {
            if (isSo())
                return true;
        }

        return false;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private Process Start(string program, string[] words)
    {
        var process = Process.Start(new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    private string Configuration()
    {
        var host = Dns.GetHostName().Split('.')[0];
        var ports = Enumerable.Range(0, 3).Select(_ => FreePort()).ToArray();
        var lines = new List<string>
        {
            "ClusterName=gruppera", $"SlurmctldHost={host}(127.0.0.1)", $"SlurmctldPort={ports[0]}", "SlurmUser=root", "SlurmdUser=root",
            "AuthType=auth/munge", $"AuthInfo=socket={At("munge/munge.socket")}", "CommunicationParameters=NoCtldInAddrAny,NoInAddrAny",
            "ProctrackType=proctrack/pgid", "TaskPlugin=task/none", "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core",
            "SlurmdTimeout=20", "ReturnToService=2", "RequeueExit=75", "JobRequeue=1", "MpiDefault=none", "MinJobAge=3600",
            $"StateSaveLocation={At("state")}", $"SlurmdSpoolDir={At("spool-%n")}", $"SlurmctldPidFile={At("run/ctld.pid")}",
            $"SlurmdPidFile={At("run/slurmd-%n.pid")}", $"SlurmctldLogFile={At("log/ctld.log")}", $"SlurmdLogFile={At("log/slurmd-%n.log")}",
            "JobCompType=jobcomp/filetxt", $"JobCompLoc={At("log/jobcomp")}", "PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP",
        };
        lines.AddRange(new[] { 1, 2 }.Select(i => $"NodeName=n{i} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[i]} CPUs=2 RealMemory=4000"));
        return string.Join('\n', lines) + "\n";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int ParentOf(string pid) => Read($"/proc/{pid}/stat") is { Length: > 0 } stat
        ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
}
