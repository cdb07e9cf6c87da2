using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;

namespace Gruppera.Benchmarks;

/// <summary>From a file of grouped contacts with costs to weights.</summary>
internal static class Casemix
{
    private const int Groups = 1_000;

    /// <summary><c>casemix ROWS FILE</c> writes a narrow file of log-normal costs where there is none; <c>casemix FILE</c> computes
    /// weights with iqr trimming: time of each step and peak memory.</summary>
    internal static int Run(string[] args)
    {
        if (args.Length > 1 && !File.Exists(args[1]))
            Generate(long.Parse(args[0], CultureInfo.InvariantCulture), args[1]);
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var store = new CaseStore();
        using var input = ContactSource.Open(args[^1]);
        var summary = new GroupedReader(new()).Read(input.Text, contacts => store.Add(contacts), _ => { });
        var read = clock.Elapsed;
        var table = store.ToTable();
        var sorted = clock.Elapsed;
        var trimmed = new TrimmedTable(table, TrimRule.Parse("iqr:5%")!.Value);
        var limited = clock.Elapsed;
        var computed = WeightCalculator.Compute(trimmed, new());
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Read} contacts, {computed.Rows.Length} groups: {clock.Elapsed.TotalSeconds:0.00} s (read {read.TotalSeconds:0.00}, sort {(sorted - read).TotalSeconds:0.00}, limits {(limited - sorted).TotalSeconds:0.00}, weights {(clock.Elapsed - limited).TotalSeconds:0.00}), {processor.TotalSeconds:0.00} CPU seconds, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        return 0;
    }

    private static void Generate(long rows, string path)
    {
        var random = new Random(7);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        file.WriteLine("drg,care_form,hospital,cost,duration");
        for (var row = 0L; row < rows; row++)
        {
            // Few groups have most of the contacts, as in real materials.
            var group = (int)(Groups * Math.Pow(random.NextDouble(), 3));
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var cost = (long)((2_000 + (group * 80)) * Math.Exp(0.7 * normal)) + 1;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + (group / 100))}{group % 100:00}N,inpatient,H{random.Next(60)},{cost},{1 + random.Next(9)}"));
        }
    }
}
