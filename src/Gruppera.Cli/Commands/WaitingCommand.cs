using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Waiting;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera waiting</c>: waiting times and total times of emergency visits, out of their three times.</summary>
internal static class WaitingCommand
{
    private const int Within = 240;

    internal static Command Create(Session session)
    {
        var contacts = new Argument<string>("contacts")
        {
            Description = session.Say("File of contacts with start_time, doctor_time and end_time, or - for standard input"),
        };
        var source = new ContactFileOptions(session, ContactNeeds.None);
        var by = SharedOptions.Unit(session);
        var output = new Option<string?>("--output", "-o") { Description = session.Say("CSV file with the figures in minutes") };
        var issues = SharedOptions.Issues(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("waiting", session.Say("Summarise waiting times and total times of emergency visits"))
        {
            contacts, by, output, issues, format,
        };
        source.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            using var input = source.Open(parsed, path);
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            using var file = new CsvFile(
                parsed.GetValue(output), "unit", "time", "visits", "mean", "median", "p90", "within_4_hours", "wrong_times",
                "without_times");
            var table = new Columns(
                session.Say("unit"), session.Say("time"), session.Say("visits"), session.Say("mean"), "median", "p90",
                session.Say("within 4 h"))
            {
                Right = [2, 3, 4, 5, 6],
            };
            var (left, wrong) = (0L, 0L);
            var all = WaitingRun.Read(
                input.Text, input.Layout, input.Name, parsed.GetValue(by)!,
                issue =>
                {
                    left += issue.Code.Severity == IssueSeverity.Error ? 1 : 0;
                    unreadable.Add(session, issue, "", isPrinted: false);
                },
                session.Stop);
            for (var i = 0; i < all.Length; i++)
            {
                var (isTotal, (unit, times)) = (i == all.Length - 1, all[i]);
                var name = isTotal ? session.Say("all") : unit.Length > 0 ? unit : "-";
                Add(name, session.Say("to the physician"), times.Waiting);
                Add("", session.Say("total"), times.Total);
                file.Add(Row(isTotal ? "" : name, "waiting", times.Waiting, times));
                file.Add(Row(isTotal ? "" : name, "total", times.Total, times));
                wrong = isTotal ? times.Wrong : wrong;
                if (isTotal && times.Wrong + times.WithoutTimes > 0)
                    session.Note(session.Say(
                        Text.Count(times.Wrong,
                            $"{Session.Number(times.Wrong):wrong} visit with times that cannot be right, " +
                            $"{Session.Number(times.WithoutTimes):withoutTimes} without times",
                            $"{Session.Number(times.Wrong):wrong} visits with times that cannot be right, " +
                            $"{Session.Number(times.WithoutTimes):withoutTimes} without times")));
            }

            Answer.Write(
                session, parsed.GetValue(format)!,
                new { Units = all.Select((unit, i) => UnitOf(unit.Unit, unit.Times, i == all.Length - 1)) }, table.Write);
            unreadable.Commit(session);
            file.Commit();
            return left + wrong > 0 ? ExitCode.UnreadableRows : ExitCode.Done;

            void Add(string unit, string what, Minutes minutes) => table.Add(
                unit, what, Session.Number(minutes.Visits), Clock(minutes.Mean), Clock(minutes.Quantile(0.5)), Clock(minutes.Quantile(0.9)),
                minutes.Visits == 0
                    ? "-"
                    : session.Percent((long)Math.Round(minutes.ShareWithin(Within) * minutes.Visits), minutes.Visits));
        });
        return command;
    }

    private static object UnitOf(string name, UnitTimes times, bool isTotal) => new
    {
        Unit = isTotal ? null : name,
        Waiting = MinutesOf(times.Waiting),
        Total = MinutesOf(times.Total),
        WrongTimes = times.Wrong,
        times.WithoutTimes,
    };

    private static object MinutesOf(Minutes minutes) => new
    {
        minutes.Visits,
        minutes.Mean,
        Median = minutes.Quantile(0.5),
        P90 = minutes.Quantile(0.9),
        Within4Hours = minutes.Visits == 0 ? double.NaN : minutes.ShareWithin(Within),
    };

    /// <summary>Minutes as hours and minutes.</summary>
    private static string Clock(double minutes)
    {
        if (double.IsNaN(minutes))
            return "-";
        var whole = (int)Math.Round(minutes, MidpointRounding.AwayFromZero);
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }

    private static string[] Row(string unit, string what, Minutes minutes, UnitTimes times) =>
    [
        unit, what, Number(minutes.Visits), Tenths(minutes.Mean, "0.0"), Tenths(minutes.Quantile(0.5), "0.#"),
        Tenths(minutes.Quantile(0.9), "0.#"),
        minutes.Visits == 0 ? "" : minutes.ShareWithin(Within).ToString("0.0000", CultureInfo.InvariantCulture), Number(times.Wrong),
        Number(times.WithoutTimes),
    ];

    private static string Tenths(double minutes, string format) =>
        double.IsNaN(minutes) ? "" : minutes.ToString(format, CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
