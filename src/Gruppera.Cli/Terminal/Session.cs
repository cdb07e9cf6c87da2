using System.Runtime.InteropServices;
using Gruppera.Formats.Contacts;
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

    /// <summary>How the files of contacts that were opened were understood.</summary>
    internal List<Reading> Readings { get; } = [];

    internal static Session OfProcess()
    {
        var stop = new CancellationTokenSource();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The first one lets the run clean up after itself; a second one ends the process at once.
                context.Cancel = !stop.IsCancellationRequested;
                stop.Cancel();
            }));
        }

        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new()
        {
            Out = Console.Out,
            Error = Console.Error,
            IsTerminal = !Console.IsErrorRedirected,
            Language = FromEnvironment("GRUPPERA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"),
            Stop = stop.Token,
        };
    }

    private static Language FromEnvironment(params string[] variables)
    {
        var value = variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return Languages.Find(value) ?? Language.English;
    }
}
