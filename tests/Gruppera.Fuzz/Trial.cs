using System.Diagnostics;

namespace Gruppera.Fuzz;

/// <summary>What came of a target's trials. Immutable.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Executions">How often it was tried.</param>
/// <param name="Fault">The first fault, with the bytes; null for none.</param>
/// <param name="Bytes">The bytes of the fault.</param>
public sealed record Tried(string Target, long Executions, string? Fault, byte[] Bytes);

/// <summary>Tries targets: with their seeds, and with changed seeds for a while.</summary>
public static class Trial
{
    /// <summary>A single trial that takes longer hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    /// <summary>Names of the targets.</summary>
    public static IEnumerable<string> Names => Targets.All.Select(target => target.Name);

    /// <summary>Tries all seeds of a target.</summary>
    public static Tried Replay(string name)
    {
        var (target, executions) = (Targets.Of(name), 0L);
        foreach (var seed in Seeds(name))
        {
            executions++;
            if (Fault(target, seed) is { } fault)
                return new(name, executions, fault, seed);
        }

        return new(name, executions, null, []);
    }

    /// <summary>Tries changed seeds of a target until the time is over, or a fault is found.</summary>
    /// <param name="name">The target.</param>
    /// <param name="time">How long.</param>
    /// <param name="seed">The same gives the same trials.</param>
    public static Tried Run(string name, TimeSpan time, int seed = 1)
    {
        var (target, seeds, executions) = (Targets.Of(name), Seeds(name), 0L);
        var mutator = new Mutator(new Random(seed));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time; executions++)
        {
            var bytes = mutator.Of(seeds, target.IsPacked);
            if (Fault(target, bytes) is { } fault)
                return new(name, executions + 1, fault, bytes);
        }

        return new(name, executions, null, []);
    }

    private static byte[][] Seeds(string name) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Seeds", name)).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];

    private static string? Fault(Target target, byte[] bytes)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            target.Try(bytes);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        return Stopwatch.GetElapsedTime(start) > Hang ? $"took {Stopwatch.GetElapsedTime(start)}" : null;
    }
}
