using System.Diagnostics;
using Gruppera.Formats.Contacts;
using Spectre.Console;

namespace Gruppera.Cli.Terminal;

/// <summary>Shows how a run goes on: a bar on a terminal, a line every ten seconds elsewhere, nothing when quiet.</summary>
internal static class Progress
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="work"/>, which reports rows done.</summary>
    internal static T Run<T>(Session session, ContactSource input, Func<Action<long>, T> work)
    {
        if (session.IsQuiet)
            return work(_ => { });
        return session.IsTerminal ? WithBar(session, input, work) : WithLines(session, input, work);
    }

    /// <summary>No colours where NO_COLOR asks for none , whatever it says (https://no-color.org).</summary>
    internal static ColorSystemSupport Colours =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors;

    private static T WithBar<T>(Session session, ContactSource input, Func<Action<long>, T> work)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(session.Error), ColorSystem = Colours });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var clock = Stopwatch.StartNew();
                var task = context.AddTask(Markup.Escape(input.Name), maxValue: Math.Max(1, input.Length));
                task.IsIndeterminate = input.Length == 0;
                return work(rows =>
                {
                    task.Value = input.Position;
                    task.Description = Markup.Escape(Line(session, rows, clock.Elapsed));
                });
            });
    }

    private static T WithLines<T>(Session session, ContactSource input, Func<Action<long>, T> work)
    {
        var clock = Stopwatch.StartNew();
        var next = LineEvery;
        return work(rows =>
        {
            if (clock.Elapsed < next)
                return;
            next = clock.Elapsed + LineEvery;
            var (read, length) = (input.Position, input.Length);
            var left = read > 0 && length > 0
                ? session.Say($", about {Session.Number(clock.Elapsed.TotalSeconds * (length - read) / read):seconds} s left")
                : "";
            session.Error.WriteLine(Line(session, rows, clock.Elapsed) + left);
        });
    }

    private static string Line(Session session, long rows, TimeSpan elapsed) => session.Say(
        $"{Session.Number(rows):rows} contacts, {Session.Number(rows / Math.Max(0.001, elapsed.TotalSeconds)):rate} a second");
}
