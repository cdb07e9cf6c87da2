using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera synth</c>: contacts of a synthetic region, with known true costs and known faults.</summary>
internal static class SynthCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Option<long>("--contacts")
        {
            Description = session.Say("Number of contacts (default 100000)"),
            DefaultValueFactory = _ => 100_000,
        };
        var year = new Option<int>("--year")
        {
            Description = session.Say("Year of the contacts (default 2025)"),
            DefaultValueFactory = _ => 2025,
        };
        var seed = new Option<long>("--seed")
        {
            Description = session.Say("The same seed gives the same file (default 1)"),
            DefaultValueFactory = _ => 1,
        };
        var costs = new Option<bool>("--kpp") { Description = session.Say("With the cost of each contact") };
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var output = SharedOptions.PackedOutput(session);
        var faults = new Option<string>("--faults")
        {
            Description = session.Say("Share of contacts with planted faults in coding, 0 to 1 (default 0.03)"),
            DefaultValueFactory = _ => "0.03",
        };
        var faultsFile = new Option<string?>("--faults-file") { Description = session.Say("CSV file that lists the planted faults") };
        var truth = new Option<string?>("--truth") { Description = session.Say("JSON file for true mean costs and efficiencies") };
        var threads = new Option<int>("--threads")
        {
            Description = session.Say("Threads (default: one per processor); they change nothing in the file"),
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var format = SharedOptions.SummaryFormat(session);
        var command = new Command("synth", session.Say("Create synthetic contacts"))
        {
            contacts, year, seed, costs, set, country, output, faults, faultsFile, truth, threads, format,
        };
        command.SetAction(parsed => Run(
            session,
            new()
            {
                Contacts = Within(parsed.GetValue(contacts), 1, 10_000_000_000, "--contacts"),
                Year = (int)Within(parsed.GetValue(year), 1900, 9000, "--year"),
                Seed = parsed.GetValue(seed),
                HasCosts = parsed.GetValue(costs),
                Faults = Share(parsed.GetValue(faults)!),
                Threads = parsed.GetValue(threads),
            },
            new(
                parsed.GetValue(set)!, parsed.GetValue(country), parsed.GetValue(output)!, parsed.GetValue(faultsFile),
                parsed.GetValue(truth), parsed.GetValue(format)!)));
        return command;
    }

    private static int Run(Session session, SynthesisOptions options, Files files)
    {
        if (files is { Format: "json", Output: "-" })
            throw SharedOptions.JsonNeedsOutput;
        var grouper = Sets.Grouper(session, files.Set, files.Country);
        SyntheticPopulation population;
        try
        {
            population = new(grouper, options);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"No synthetic contacts can be created for any group of the set {files.Set}.");
        }

        var clock = Stopwatch.GetTimestamp();
        using var output = new AtomicOutput(files.Output);
        using var planted = files.Faults is null ? null : new AtomicOutput(files.Faults);
        planted?.Stream.Write("row,id,kind\n"u8);
        var summary = population.Write(
            output.Stream,
            planted is null ? null : fault => planted.Stream
                .Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fault.Row},{fault.Id},{fault.Kind}\n"))),
            stop: session.Stop);
        if (files.Truth is not null)
        {
            using var truth = new AtomicOutput(files.Truth);
            population.WriteTruth(truth.Stream);
            truth.Commit();
        }

        planted?.Commit();
        output.Commit();
        session.Record.Count("contacts", summary.Contacts);
        if (files.Format == "json")
            Answer.Write(session, session.Out, summary);
        else if (!session.IsQuiet)
            Summarise(session, grouper.Definition.Set.Version.Id, summary, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        return ExitCode.Done;
    }

    private static void Summarise(Session session, string set, SynthesisSummary summary, double seconds)
    {
        session.Error.WriteLine(session.Say(
            $"{Session.Number(summary.Contacts):contacts} synthetic contacts in {session.Decimal(seconds):seconds} s, " +
            $"{Session.Number(summary.Contacts / Math.Max(0.001, seconds)):rate} a second; set {set}"));
        session.Error.WriteLine(session.Say(
            $"inpatient {Session.Number(summary.Inpatient):inpatient}, outpatient {Session.Number(summary.Outpatient):outpatient}, " +
            $"primary care {Session.Number(summary.Primary):primary}, with planted faults {Session.Number(summary.Faults):faults}"));
    }

    private static double Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw new UsageException($"--faults {text}: give a share from 0 to 1, such as 0.03");

    private static long Within(long number, long from, long to, string option) => number >= from && number <= to
        ? number
        : throw new UsageException($"{option} {number}: give a number from {from} to {to}");

    private sealed record Files(string Set, string? Country, string Output, string? Faults, string? Truth, string Format);
}
