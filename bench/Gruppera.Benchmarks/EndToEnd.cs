using System.Diagnostics;
using System.Globalization;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Benchmarks;

/// <summary>CSV to CSV: the whole way of a file, reading, parsing, grouping, writing.</summary>
internal static class EndToEnd
{
    private const int Distinct = 500_000;

    /// <summary><c>generate ROWS FILE</c>: a file of contacts like certification cases.</summary>
    internal static int Generate(string[] args)
    {
        var rows = int.Parse(args[0], CultureInfo.InvariantCulture);
        var contacts = Sources.Contacts(Sources.Set(), Math.Min(rows, Distinct));
        using var file = new StreamWriter(args[1]);
        ContactGenerator.Write(file, Enumerable.Range(0, rows).Select(i =>
            contacts[i % contacts.Length] with { Id = (i + 1).ToString(CultureInfo.InvariantCulture) }));
        return 0;
    }

    /// <summary><c>end-to-end FILE [RUNS]</c>: time, rate and peak memory of grouping a file, each run in this process.</summary>
    internal static int Run(string[] args)
    {
        var grouper = new Grouper(Sources.Set());
        var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        for (var run = 0; run < runs; run++)
        {
            using var input = ContactSource.Open(args[0]);
            var path = args[0] + ".grouped";
            using var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var summary = new FileGrouper(grouper, new() { Layout = LayoutCatalog.Find("canonical")! })
                .Run(input.Text, output, (_, _) => { });
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Rows} rows, {summary.Elapsed.TotalSeconds:0.00} s, {summary.Rate:0} a second, {summary.Rows / processor.TotalSeconds:0} a CPU second, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }

        return 0;
    }
}
