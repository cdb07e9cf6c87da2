using System.Diagnostics;
using System.Globalization;

namespace Gruppera.Tests.Formats.Mutations;

/// <summary>
/// Mutated files of contacts: rows in are rows out or issues, nothing is blank in silence, and nothing throws but the refusal of a file. A
/// bounded number each time; GRUPPERA_MUTATIONS=10000000 with a filter for this class runs as many rows as it says.
/// </summary>
public class MutationTest
{
    private const int RowsOfFile = 1000;
    private static readonly long Wanted =
        long.TryParse(Environment.GetEnvironmentVariable("GRUPPERA_MUTATIONS"), CultureInfo.InvariantCulture, out var rows) ? rows : 100_000;

    [Fact]
    [Trait("lane", "slow")]
    public void Mutated_files_lose_nothing_in_silence()
    {
        var (run, clock, failures) = (new MutationRun(), Stopwatch.StartNew(), new List<string>());
        for (var seed = 0; run.Rows < Wanted && failures.Count < 20; seed++)
        {
            try
            {
                run.Read(new(seed, RowsOfFile));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (Environment.GetEnvironmentVariable("GRUPPERA_MUTATIONS_KEEP") is { } folder)
                    File.WriteAllBytes(Path.Combine(folder, $"{seed}.csv"), new MutatedFile(seed, RowsOfFile).Bytes);
                failures.Add($"seed {seed}: {(exception is InvalidOperationException { InnerException: null } ? exception.Message : exception.ToString())}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{run} in {clock.Elapsed.TotalSeconds:0} s");
        foreach (var (reason, files) in run.Reasons.OrderByDescending(pair => pair.Value).Take(20))
            TestContext.Current.TestOutputHelper!.WriteLine($"  {files} {reason}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.InRange(run.Grouped, run.Rows / 5, run.Rows);
        // Letters and digits that can mean two things are put into columns on purpose, and asked about.
        Assert.InRange(run.Refused, 1, run.Files / 3);
    }

    [Fact]
    [Trait("lane", "slow")]
    public void Mutated_lines_of_JSON_lose_nothing_in_silence()
    {
        var (lines, failures) = (new MutatedLines(1), new List<string>());
        while (lines.Lines < Wanted && failures.Count < 20)
        {
            try
            {
                lines.Next();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add(exception is InvalidOperationException { InnerException: null } ? exception.Message : exception.ToString());
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{lines}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.InRange(lines.Read, lines.Lines / 20, lines.Lines);
    }
}
