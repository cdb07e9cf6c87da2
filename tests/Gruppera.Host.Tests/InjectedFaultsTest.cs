using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Whatever a disk refuses, and wherever a run is killed, a file or set is the old one or the new one, never half of one; the exit
/// code tells, and nothing is left over.</summary>
[Collection(CommandLineCollection.Name)]
public sealed partial class InjectedFaultsTest(InjectedFaultsTest.Prepared prepared) : IClassFixture<InjectedFaultsTest.Prepared>
{
    private const int Broken = 5;
    private const int Killed = 0;
    private const int Full = 28;
    private const int NobodyReads = 32;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll");

    public static TheoryData<string> Commands { get; } =
    [
        "group c.csv -o o.csv --issues i.csv --manifest m.json -q",
        "tables import tables --id s --replace -q",
        "tables export s -o exported -q",
        "change apply fever.xlsx --as n --year 2028 --replace -q",
        "weights import w.csv --id w --replace -q",
        "weights compute g.csv -o computed.csv -q",
        "report casemix g.csv --weights w -o r.html r.xlsx -q",
    ];

    [Theory]
    [InlineData("group c.csv -o o.csv --issues i.csv --manifest m.json -q")]
    [InlineData("tables import tables --id s --replace -q")]
    [InlineData("weights import w.csv --id w --replace -q")]
    [Trait("lane", "slow")]
    public void The_last_call_of_each_kind_fails(string command) =>
        Try(command, from: count => count, [Full], ["write", "sync", "rename"], [Killed], ["rename"]);

    [Theory]
    [MemberData(nameof(Commands))]
    [Trait("lane", "heavy")]
    public void Each_call_fails_in_turn(string command) =>
        Try(command, from: _ => 1, [Broken, Full, NobodyReads], ["open", "write", "sync", "close", "rename", "mkdir", "truncate"],
            [Killed], ["open", "write", "sync", "close", "rename", "mkdir", "remove", "truncate"]);

    [Fact]
    [Trait("lane", "slow")]
    public void What_a_killed_run_has_left_is_removed_a_day_later()
    {
        prepared.Skip();
        prepared.Restore();
        const string command = "group c.csv -o o.csv -q";
        Assert.Equal(137, prepared.Run(command, "sync", 1, Killed).Status);
        var left = Assert.Single(Directory.GetFiles(prepared.Work, ".gruppera-*"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(left));
        var longAgo = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);
        prepared.Run(command);
        Assert.True(File.Exists(left), "somebody may write it");
        File.SetLastWriteTimeUtc(left, longAgo);
        using (File.Open(left, FileMode.Open, FileAccess.Write, FileShare.Read))
            prepared.Run(command);
        Assert.True(File.Exists(left), "somebody writes it");
        File.SetLastWriteTimeUtc(left, longAgo);
        prepared.Run(command);
        Assert.False(File.Exists(left));
    }

    /// <summary>Lets calls fail, from one of them to the last, and looks at what is there afterwards.</summary>
    private void Try(string command, Func<int, int> from, int[] errors, string[] failing, int[] ends, string[] ending)
    {
        prepared.Skip();
        prepared.Restore();
        var old = prepared.Files();
        var (status, calls) = prepared.Count(command);
        Assert.True(status is 0 or 3, $"{command}: {status}");
        var after = prepared.Files();
        Assert.NotEqual(old, after);
        Assert.All(new[] { "write", "sync", "rename" }, call => Assert.True(calls.GetValueOrDefault(call) > 0, $"{command}: no {call}"));
        var faults = errors.SelectMany(error => failing.Select(call => (call, error)))
            .Concat(ends.SelectMany(end => ending.Select(call => (call, error: end))));
        foreach (var (call, error) in faults.Where(fault => calls.ContainsKey(fault.call)))
        {
            for (var at = from(calls[call]); at <= calls[call]; at++)
            {
                prepared.Restore();
                var run = prepared.Run(command, call, at, error);
                var found = prepared.Files();
                var what = $"{command}: {call} {at} of {calls[call]} ends with {error}; exit {run.Status}\n{run.Error}";
                if (error == Killed)
                {
                    Assert.True(run.Status == 137, what);
                    Assert.True(status == prepared.Run(command).Status, what + ", and again");
                    AssertEach(after, after, prepared.Files(), what + ", and again");
                    continue;
                }

                Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
                Assert.DoesNotContain(
                    Directory.GetFileSystemEntries(prepared.Work, ".*", SearchOption.AllDirectories), left => Path.GetFileName(left) != ".lock");
                AssertEach(run.Status == status ? after : old, after, found, what);
                // What is closed after it was made sure of is there, and so is what need not be made.
                if (call is not ("close" or "open" or "mkdir" or "truncate") || run.Status != status)
                    Assert.True(error == NobodyReads ? run.Status == 141 : run.Status is 1 or 2 && run.Error.Length > 0, what);
            }
        }
    }

    /// <summary>Each file is one of two.</summary>
    private static void AssertEach(
        IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other, IReadOnlyDictionary<string, string> found, string what)
    {
        foreach (var name in one.Keys.Union(other.Keys).Union(found.Keys))
        {
            var now = found.GetValueOrDefault(name);
            Assert.True(now == one.GetValueOrDefault(name) || now == other.GetValueOrDefault(name), $"{name} is neither\n{what}");
        }
    }

    /// <summary>A folder with what the commands need and replace, and a file layer that fails.</summary>
    public sealed partial class Prepared : Home
    {
        private readonly string _layer;
        private readonly string _why;

        public Prepared()
        {
            (Work, _layer) = (PathOf("work"), PathOf("failing.so"));
            var made = OperatingSystem.IsLinux() ? Programs.Run(new("gcc", ["-shared", "-fPIC", "-O1", "-o", _layer, Repository.PathOf("tests/Gruppera.Host.Tests/Faults/failing.c")])) : (Status: -1, Out: "", Error: "not Linux");
            _why = made.Status == 0 ? "" : $"a file layer that fails: {made.Error}";
            if (_why.Length > 0)
                return;
            Directory.CreateDirectory(Work);
            foreach (var file in Directory.GetFiles(Tables))
                File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(Work, "tables")).FullName, Path.GetFileName(file)));
            File.Copy(Repository.PathOf("samples/changes-2027/07-fever.xlsx"), Path.Combine(Work, "fever.xlsx"));
            string[] commands =
            [
                "synth --contacts 300 --kpp -o c.csv -q", "synth --contacts 300 --kpp --seed 5 -o before.csv -q", "group c.csv -o g.csv -q",
                "weights compute g.csv -o w.csv -q", "group before.csv -o o.csv --issues i.csv --manifest m.json -q",
                "weights compute o.csv -o computed.csv -q", "weights import computed.csv --id w -q", "tables import tables --id s -q",
                "change apply fever.xlsx --as n --year 2027 -q", "report casemix o.csv --weights w -o r.html r.xlsx -q",
            ];
            foreach (var command in commands)
            {
                var run = Run(command);
                Assert.True(run.Status is 0 or 3, $"{command}: {run.Status} {run.Error}");
            }

            // Another set than that of the delivery, which importing it replaces.
            File.AppendAllText(Directory.GetFiles(Path.Combine(Work, "tables"), "*.csv").Order(StringComparer.Ordinal).First(), "\n");
            Copy(Work, PathOf("kept"));
        }

        /// <summary>Where the commands run; the store is in it.</summary>
        public string Work { get; }

        public void Skip() => Assert.SkipUnless(_why.Length == 0, _why);

        /// <summary>As it was.</summary>
        public void Restore()
        {
            Directory.Delete(Work, recursive: true);
            Copy(PathOf("kept"), Work);
        }

        /// <summary>What is there, by name, without times and what killed runs leave until a day is over.</summary>
        public Dictionary<string, string> Files() => Directory.GetFiles(Work, "*", SearchOption.AllDirectories)
            .Where(path => !path[Work.Length..].Contains("/.", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(Work, path), path => Convert.ToHexString(SHA256.HashData(
                path.EndsWith(".json", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Changing.Replace(File.ReadAllText(path), "")) : File.ReadAllBytes(path))), StringComparer.Ordinal);

        /// <summary>Runs a command, and counts its calls by their kind.</summary>
        public (int Status, Dictionary<string, int> Calls) Count(string command)
        {
            File.Delete(PathOf("told"));
            var status = Run(command, told: PathOf("told")).Status;
            return (status, File.ReadLines(PathOf("told")).CountBy(call => call).ToDictionary(StringComparer.Ordinal));
        }

        /// <summary>Runs a command in the folder.</summary>
        public (int Status, string Out, string Error) Run(string command, string call = "", int at = 0, int error = 0, string told = "")
        {
            var start = new ProcessStartInfo("dotnet", [Program, .. command.Split(' ')]) { WorkingDirectory = Work };
            start.Environment["GRUPPERA_HOME"] = Path.Combine(Work, "home");
            if (at > 0 || told.Length > 0)
            {
                (string Name, string Value)[] given =
                    [("LD_PRELOAD", _layer), ("FAIL_FOLDER", Work + "/"), ("FAIL_CALL", call), ("FAIL_AT", $"{at}"), ("FAIL_WITH", $"{error}")];
                foreach (var (name, value) in given)
                    start.Environment[name] = value;
                if (told.Length > 0)
                    start.Environment["FAIL_TOLD"] = told;
            }

            return Programs.Run(start, TimeSpan.FromMinutes(1));
        }

        private static void Copy(string from, string to)
        {
            Directory.CreateDirectory(to);
            foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
                Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }

        [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.+Z-]+|""(milliseconds|seconds|run)"": *[^,\n]*")]
        private static partial Regex Changing { get; }
    }
}
