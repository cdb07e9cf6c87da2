using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Episodes;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera episodes</c>: visits that led to unplanned admission join their inpatient episodes.</summary>
internal static class EpisodesCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Argument<string>("contacts") { Description = session.Say("File of contacts with patient, hospital and date of admission; it is read three times") };
        var layout = Sets.LayoutOption(session);
        var output = new Option<string>("--output", "-o") { Description = session.Say("Output file in the canonical layout; - (default) for standard output"), DefaultValueFactory = _ => "-" };
        var merged = new Option<string?>("--merged") { Description = session.Say("File that tells which visit was joined to which episode") };
        var issues = new Option<string?>("--issues") { Description = session.Say("File for rows that cannot be read") };
        var markedOnly = new Option<bool>("--marked-only") { Description = session.Say("Join visits with XS100 only, none by their day alone") };
        var command = new Command("episodes", session.Say("Join visits that led to unplanned admission to their episodes"))
        {
            contacts, layout, output, merged, issues, markedOnly,
        };
        command.SetAction(parsed => Run(session, new(
            parsed.GetValue(contacts)!, parsed.GetValue(layout), parsed.GetValue(output)!, parsed.GetValue(merged), parsed.GetValue(issues), parsed.GetValue(markedOnly))));
        return command;
    }

    private static int Run(Session session, Request request)
    {
        if (Place.IsReadOnce(request.Contacts))
            throw new UsageException("Episodes are found in three passes: give a file, not standard input or a pipe");
        var layout = Sets.Layout(session, request.Layout, request.Contacts);
        using var output = new AtomicOutput(request.Output);
        using var issues = new IssuesFile(request.Issues);
        using var file = new CsvFile(request.Merged, "visit_row", "visit_id", "episode_row", "episode_id", "reason", "diagnoses", "procedures", "cost");
        var merger = new EpisodeMerger(() => ContactSource.Open(request.Contacts, layout).Text, layout, Path.GetFileName(request.Contacts), request.IsMarkedOnly);
        var summary = merger.Run(output.Stream, merge => file.Add(Row(merge)), issue => issues.Add(session, issue, "", isPrinted: false), session.Stop);
        issues.Commit();
        file.Commit();
        output.Commit();
        Summarise(session, summary);
        return summary.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private static string[] Row(Merge merge) =>
    [
        Text(merge.VisitRow),
        merge.VisitId,
        merge.EpisodeRow > 0 ? Text(merge.EpisodeRow) : "",
        merge.EpisodeId,
        merge.Reason switch { MergeReason.Marked => "XS100", MergeReason.SameDay => "same day", _ => "XS100, no episode" },
        string.Join(' ', merge.Diagnoses),
        string.Join(' ', merge.Procedures),
        merge.Cost?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Summarise(Session session, EpisodesSummary summary)
    {
        var rows = new Columns("", "") { IsPlain = true, Right = [1] };
        Add("contacts", summary.Rows);
        Add("  inpatient episodes", summary.Episodes);
        Add("  outpatient contacts", summary.Visits);
        Add("    joined to an episode because of XS100", summary.Marked);
        Add("    joined to an episode of the same day", summary.SameDay);
        Add("    joined before", summary.Already);
        Add("    with XS100 but without an episode", summary.WithoutEpisode);
        Add("  rows that could not be read, left out", summary.Unreadable);
        rows.Add(session.Say("cost moved"), summary.Cost.ToString("0.##", CultureInfo.InvariantCulture));
        rows.Write(session.Error);

        void Add(Text text, long count) => rows.Add(session.Say(text), Session.Number(count));
    }

    private sealed record Request(string Contacts, string? Layout, string Output, string? Merged, string? Issues, bool IsMarkedOnly);
}
