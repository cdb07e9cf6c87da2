using System.Diagnostics;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The C library, built once by <c>eng/native</c> unless it is newer than its sources, and the tools that try it. Where a tool is
/// missing, or the compiler's packages cannot be had, the tests that need it are skipped, and say so.</summary>
public sealed class NativeLibrary
{
    private static readonly string Built = Repository.PathOf("artifacts/native/lib/libgruppera.so");
    private readonly Lazy<string?> _lacking = new(Build);

    /// <summary>Path of the library, or skips the running test.</summary>
    internal string Path()
    {
        Assert.SkipWhen(_lacking.Value is not null, _lacking.Value ?? "");
        return Built;
    }

    /// <summary>Folder of the library, or skips.</summary>
    internal string Folder() => System.IO.Path.GetDirectoryName(Path())!;

    /// <summary>Path of a program, or skips.</summary>
    internal static string Tool(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not here");
        return found!;
    }

    /// <summary>Runs a program in the root of the repository, and gives what it says; fails the test where it fails.</summary>
    internal static string Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var (status, said) = Start(program, arguments, environment);
        Assert.True(status == 0, $"{program} ended with {status}:\n{said}");
        return said;
    }

    /// <summary>Runs a program in the root of the repository.</summary>
    internal static (int Status, string Said) Start(
        string program, IEnumerable<string> arguments, (string Name, string Value)[] environment, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.PathOf("."),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var (status, output, error) = Programs.Run(start, limit);
        return (status, output + error);
    }

    /// <summary>Builds the library; gives why it cannot be built here, or null.</summary>
    private static string? Build()
    {
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            != System.Runtime.InteropServices.Architecture.X64)
            return "the C library is built and tried on Linux x64 alone";
        if (!new[] { "clang", "gcc" }.Any(tool => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(System.IO.Path.Combine(folder, tool)))))
            return "there is no C linker here (gcc or clang)";
        if (File.Exists(Built) && Sources().All(path => File.GetLastWriteTimeUtc(path) <= File.GetLastWriteTimeUtc(Built)))
            return null;
        var (status, said) = Start(Repository.PathOf("eng/native"), [], [("MSBUILDDISABLENODEREUSE", "1")], TimeSpan.FromMinutes(15));
        if (status == 0)
            return null;
        // Without the registry the compiler ahead cannot be had; anything else is a fault of ours.
        if (said.Contains("NU1101", StringComparison.Ordinal) || said.Contains("NU1301", StringComparison.Ordinal)
            || said.Contains("NU1102", StringComparison.Ordinal))
            return "the packages of the compiler ahead (ILCompiler) cannot be had here";
        throw new InvalidOperationException($"eng/native ended with {status}:\n{said}");
    }

    private static IEnumerable<string> Sources() => new[] { "src", "definitions" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Where(path => System.IO.Path.GetExtension(path) is ".cs" or ".csproj" or ".json" or ".csv"
            && !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("Gruppera.Web", StringComparison.Ordinal)
            && !path.Contains("Gruppera.Cli", StringComparison.Ordinal));
}
