using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Gruppera.Cli.Configuration;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Partials;

namespace Gruppera.Cli.Terminal;

/// <summary>What a command talks to: its streams, the language, the clock, and whether a person is watching.</summary>
internal sealed class Session : Voice
{
    private static readonly List<PosixSignalRegistration> Signals = [];

    internal required TextWriter Out { get; set; }

    internal required TextWriter Error { get; init; }

    /// <summary>True if <see cref="Error"/> is a terminal, so that progress may be drawn.</summary>
    internal bool IsTerminal { get; init; }

    /// <summary>True to say nothing on the error stream but warnings and errors.</summary>
    internal bool IsQuiet { get; set; }

    /// <summary>True to say in detail how files were read, and what the run was made with.</summary>
    internal bool IsVerbose { get; set; }

    /// <summary>The folder for outputs of a run that a manifest tells all of, for which no settings are read; null for a run of its
    /// own.</summary>
    internal string? RepeatsInto { get; init; }

    /// <summary>The folder that a run begins in, whose settings hold.</summary>
    internal string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The options that settings gave.</summary>
    internal ImmutableArray<Setting> Taken { get; set; } = [];

    /// <summary>True when it was told what settings gave.</summary>
    internal bool HasToldSettings { get; private set; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal CancellationToken Stop { get; init; }

    /// <summary>The exit code of a run that is stopped.</summary>
    internal int StopCode { get; private set; } = ExitCode.Stopped;

    /// <summary>How long a run may take to end after it was stopped; what does not look up by then is ended.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How the files of contacts that were opened were understood.</summary>
    internal List<Reading> Readings { get; } = [];

    /// <summary>What the command line says of its weight lists; null for nothing.</summary>
    internal Gruppera.Casemix.Weights.WeightListOptions? WeightChoice { get; set; }

    /// <summary>The files of contacts that were opened.</summary>
    internal List<ContactSource> Sources { get; } = [];

    /// <summary>The part of the contacts that the run reads; null for all.</summary>
    internal Partition? Partition { get; set; }

    /// <summary>The files whose part was opened.</summary>
    internal List<OpenContacts> Parts { get; } = [];

    /// <summary>The part of the work on all contacts that the run does, and what it is a part of: rounds or scenarios; null for
    /// all.</summary>
    internal (Partition Part, string Of)? Share { get; set; }

    /// <summary>Where a run writes the rounds of its share, or has all from; null for neither.</summary>
    internal PartialFile? SharePartial { get; set; }

    /// <summary>Where the run writes what it counts, or has it from; null for figures of its own contacts.</summary>
    internal PartialFile? Partial { get; set; }

    /// <summary>The files whose counts the run has in place of contacts; none for a run on contacts.</summary>
    internal ImmutableArray<string> Merges { get; init; } = [];

    /// <summary>True for a run whose outcome is brought together with that of others.</summary>
    internal bool IsPartOfMany =>
        Partition is not null || Share is not null || Partial is { IsMerging: false } || SharePartial is { IsMerging: false };

    /// <summary>Called with each file of contacts that was opened; null for nobody.</summary>
    internal Action<OpenContacts>? WhenOpened { get; set; }

    /// <summary>What the run has used and counted, for its manifest.</summary>
    internal RunRecord Record { get; } = new();

    /// <summary>Says what is no warning: nothing where the run is quiet.</summary>
    internal void Note(string line)
    {
        if (!IsQuiet)
            Error.WriteLine(line);
    }

    /// <summary>What settings gave, in words, once; empty if they gave nothing.</summary>
    internal string TellSettings()
    {
        var isFirst = !HasToldSettings;
        HasToldSettings = true;
        return isFirst && !Taken.IsEmpty
            ? string.Join("; ", Taken.GroupBy(setting => setting.Source).Select(from =>
                Say($"from {from.Key}: {string.Join(", ", from.Select(Words)):options}")))
            : "";

        static string Words(Setting setting) => $"{setting.Option} {string.Join(' ', setting.Values)}";
    }

    /// <summary>Tells an issue, and what to do about it.</summary>
    internal void Tell(Issue issue) => Error.WriteLine(IssueHints.Line(issue, Language));

    /// <summary>Tells what was found in files besides contacts: a line for each file and kind, and each element of FHIR.</summary>
    internal void TellCells()
    {
        foreach (var issue in FoundInFiles.Folded(Sources.SelectMany(source => source.Issues)))
            Tell(issue);
    }

    internal static Session OfProcess()
    {
        var stop = new CancellationTokenSource();
        var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = plain;
        TextWidth.Take(WidthOf(Environment.GetEnvironmentVariable("COLUMNS"), Console.IsOutputRedirected ? 0 : Console.WindowWidth));
        var session = new Session
        {
            Out = StandardStreams.IsClosed(1) ? TextWriter.Null : Console.IsOutputRedirected
                ? new StreamWriter(StandardStreams.OpenOutput(), plain) { AutoFlush = true } : Console.Out,
            Error = StandardStreams.IsClosed(2) ? TextWriter.Null : Console.Error,
            IsTerminal = !Console.IsErrorRedirected,
            Language = FromEnvironment("GRUPPERA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"),
            Stop = stop.Token,
        };
        foreach (var (signal, code) in new[] { (PosixSignal.SIGINT, ExitCode.Stopped), (PosixSignal.SIGTERM, ExitCode.Terminated),
            (PosixSignal.SIGHUP, ExitCode.HungUp) })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The first one lets the run clean up after itself; a second one ends the process at once.
                context.Cancel = true;
                if (stop.IsCancellationRequested)
                {
                    session.End();
                    return;
                }

                session.StopCode = code;
                stop.Cancel();
                _ = Task.Delay(session.Patience)
                    .ContinueWith(_ => session.End(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }));
        }

        return session;
    }

    /// <summary>The columns to write in: what COLUMNS says, or else those of the terminal; 0 where neither tells.</summary>
    internal static int WidthOf(string? columns, int terminal) =>
        int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : terminal;

    /// <summary>Ends the process, which leaves no half file.</summary>
    private void End()
    {
        AtomicOutput.DiscardAll();
        Environment.Exit(StopCode);
    }

    private static Language FromEnvironment(params string[] variables)
    {
        var value = variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return Languages.Find(value) ?? Language.English;
    }
}
