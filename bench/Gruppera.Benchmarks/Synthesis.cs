using System.Diagnostics;
using System.Globalization;
using Gruppera.Grouping;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Benchmarks;

/// <summary>Making contacts of the made-up region.</summary>
internal static class Synthesis
{
    /// <summary><c>synth CONTACTS [RUNS] [SET]</c>: time, rate and peak memory, each run in this process, into nothing.</summary>
    internal static int Run(string[] args)
    {
        var contacts = long.Parse(args[0], CultureInfo.InvariantCulture);
        var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var clock = Stopwatch.StartNew();
        var population = new SyntheticPopulation(new Grouper(args.Length > 2 ? Sources.Open(args[2]) : Sources.Set()), new() { Contacts = contacts, Seed = 7, HasCosts = true });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"set read and prepared in {clock.Elapsed.TotalSeconds:0.00} s"));
        for (var run = 0; run < runs; run++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var allocated = GC.GetTotalAllocatedBytes();
            clock.Restart();
            population.Write(Stream.Null);
            var seconds = clock.Elapsed.TotalSeconds;
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contacts} contacts, {seconds:0.00} s, {contacts / seconds:0} a second, {contacts / processor.TotalSeconds:0} a CPU second, {(double)allocated / contacts:0.0} bytes a contact allocated, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }

        return 0;
    }
}
