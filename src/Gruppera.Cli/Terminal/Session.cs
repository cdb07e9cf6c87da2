using System.Runtime.InteropServices;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Texts;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Terminal;

/// <summary>What a command talks to: its streams, the language, the clock, and whether a person is watching.</summary>
internal sealed class Session : Voice
{
    private static readonly List<PosixSignalRegistration> Signals = [];

    internal required TextWriter Out { get; init; }

    internal required TextWriter Error { get; init; }

    /// <summary>True if <see cref="Error"/> is a terminal, so that progress may be drawn.</summary>
    internal bool IsTerminal { get; init; }

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
        TextWidth.Take(Console.IsOutputRedirected ? 0 : Console.WindowWidth);
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
