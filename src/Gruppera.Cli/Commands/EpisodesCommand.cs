using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Episodes;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera episodes</c>: visits that led to unplanned admission join their inpatient episodes.</summary>
internal static class EpisodesCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Argument<string>("contacts")
        {
            Description = session.Say("File of contacts with patient, hospital and date of admission; it is read three times"),
        };
        var file = new ContactFileOptions(session, ContactNeeds.Diagnoses);
        var output = SharedOptions.CanonicalOutput(session);
        var merged = new Option<string?>("--merged")
        {
            Description = session.Say("File that shows which visit was joined to which episode"),
        };
        var issues = SharedOptions.Issues(session);
        var sameDay = new Option<bool>("--same-day")
        {
            Description = session.Say(OptionWords.SameDay),
        };
        var level = new Option<string>("--level")
        {
            Description = session.Say("clinic, or hospital to make one episode of stays at clinics of a hospital that follow one another"),
            DefaultValueFactory = _ => "clinic",
        };
        level.AcceptOnlyFromAmong("clinic", "hospital");
        var principal = new Option<string>("--principal")
        {
            Description = session.Say("The stay that gives a hospital episode its principal diagnosis: first, longest or costliest"),
            DefaultValueFactory = _ => "first",
        };
        principal.AcceptOnlyFromAmong("first", "longest", "costliest");
        var gap = new Option<int?>("--gap")
        {
            Description = session.Say("Days between stays of one hospital episode (default: 0, or 1 after a transfer)"),
        };
        var joined = new Option<string?>("--joined")
        {
            Description = session.Say("File that shows which stays became which hospital episode"),
        };
        var format = new Option<string>("--format")
        {
            Description = session.Say("What became of the contacts: text on standard error, or json on standard output"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("episodes", session.Say(OperationWords.Episodes))
        {
            contacts, output, merged, issues, sameDay, level, principal, gap, joined, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var isHospital = parsed.GetValue(level) == "hospital";
            if (!isHospital && (parsed.GetValue(joined) is not null || parsed.GetValue(gap) is not null
                || parsed.GetResult(principal) is { Implicit: false }))
                throw new UsageException("--principal, --gap and --joined are for --level hospital");
            if (parsed.GetValue(gap) < 0)
                throw new UsageException("--gap: give days, 0 or more");
            var isJson = parsed.GetValue(format) == "json";
            if (isJson && parsed.GetValue(output) == "-")
                throw SharedOptions.JsonNeedsOutput;
            return Run(session, parsed, isJson, new(
                parsed.GetValue(contacts)!, file, parsed.GetValue(issues),
                new(parsed.GetValue(output)!, parsed.GetValue(merged), parsed.GetValue(joined), new()
                {
                    JoinsSameDay = parsed.GetValue(sameDay),
                    Level = isHospital ? EpisodeLevel.Hospital : EpisodeLevel.Clinic,
                    Principal = Enum.Parse<PrincipalRule>(parsed.GetValue(principal)!, ignoreCase: true),
                    Gap = parsed.GetValue(gap),
                    WithRows = session.Partition is not null,
                })));
        });
        return command;
    }

    private static int Run(Session session, ParseResult parsed, bool isJson, Request request)
    {
        if (Place.IsReadOnce(request.Contacts))
            throw new UsageException("Episodes are found in three passes: give a file, not standard input or a pipe");
        using var input = request.File.Open(parsed, request.Contacts);
        if (input.Part is { IsByPatient: true, HasPersonalIds: true })
            throw new UsageException(
                $"{input.Name} has personal identity numbers, in place of which running numbers are written: those of one part are not " +
                $"those of all. Give it a column of pseudonyms, and leave the other out with --column");
        using var issues = new IssuesFile(request.Issues);
        var summary = EpisodeRun.Run(
            request.Episodes, input, Path.GetFileName(request.Contacts), issue => issues.Add(session, issue, "", isPrinted: false),
            session.Stop);
        issues.Commit(session);
        session.Record.Count("rows", summary.Rows);
        session.Record.Count("unreadable", summary.Unreadable);
        if (isJson)
            Answer.Write(session, session.Out, EpisodesAnswer.Of(summary));
        else if (!session.IsQuiet)
            EpisodesAnswer.Of(summary).Document(session).WriteText(session.Error);
        return summary.Unreadable + summary.WrongDates > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private sealed record Request(
        string Contacts, ContactFileOptions File, string? Issues, EpisodeRequest Episodes);
}
