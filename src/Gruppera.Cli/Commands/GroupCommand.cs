using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera group</c>: a file of contacts in, the same rows with their groups out.</summary>
internal static class GroupCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Argument<string>("contacts") { Description = session.Say("File of contacts (.csv, .txt, .gz, .dbf, .xlsx), or - for standard input") };
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var layout = Sets.LayoutOption(session);
        var weights = Weights.Option(session);
        var output = new Option<string>("--output", "-o") { Description = session.Say("Output file, .gz to pack it; - (default) for standard output"), DefaultValueFactory = _ => "-" };
        var issues = new Option<string?>("--issues") { Description = session.Say("File for rows that cannot be read, with text and reason") };
        var strict = new Option<bool>("--strict") { Description = session.Say("Stop at the first row that cannot be read") };
        var quiet = new Option<bool>("--quiet") { Description = session.Say("No progress and no summary") };
        var threads = new Option<int>("--threads") { Description = session.Say("Threads that group (default: one per processor)"), DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("group", session.Say("Group a file of contacts"))
        {
            contacts, set, country, output, layout, weights, issues, strict, quiet, threads,
        };
        command.SetAction(parsed => Run(session, new(
            parsed.GetValue(contacts)!,
            parsed.GetValue(set)!,
            parsed.GetValue(country),
            parsed.GetValue(output)!,
            parsed.GetValue(layout),
            parsed.GetValue(weights),
            parsed.GetValue(issues),
            parsed.GetValue(strict),
            parsed.GetValue(quiet),
            parsed.GetValue(threads))));
        return command;
    }

    private static int Run(Session session, Request request)
    {
        var layout = Sets.Layout(session, request.Layout, request.Contacts);
        var grouper = Sets.Grouper(session, request.Set, request.Country);
        var weights = Weights.Open(session, request.Weights, grouper.Definition.Set);
        using var input = ContactSource.Open(request.Contacts, layout);
        using var output = new AtomicOutput(request.Output);
        using var issues = new IssuesFile(request.Issues);
        var summary = Progress.Run(session, input, request.IsQuiet, progress => new FileGrouper(grouper, new()
        {
            Layout = layout,
            Name = input.Name,
            Threads = request.Threads,
            IsStrict = request.IsStrict,
            WeightOf = weights is null ? null : weights.Of,
            Progress = progress,
        }).Run(input.Text, output.Stream, (issue, text) => issues.Add(session, issue, text, request.IsStrict), session.Stop));

        issues.Commit();
        if (request.IsStrict && issues.Count > 0)
        {
            session.Error.WriteLine(session.Say("Stopped at the first unreadable row (--strict); no output was written."));
            return ExitCode.UnreadableRows;
        }

        output.Commit();
        if (!request.IsQuiet)
            Summarise(session, grouper, summary, request);
        return summary.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private static void Summarise(Session session, Grouper grouper, GroupingSummary summary, Request request)
    {
        var set = grouper.Definition.Set;
        var output = session.Error;
        output.WriteLine(session.Say(
            $"{Session.Number(summary.Rows):rows} contacts in {session.Decimal(summary.Elapsed.TotalSeconds):totalSeconds} s, {Session.Number(summary.Rate):rate} a second; set {set.Version.Id}"));
        var mdcNames = set.Texts.Values.Where(value => value.Type == Definitions.FeatureType.Mdc).ToLookup(value => value.Value, value => value.Text.In(session.Language));
        var mdcs = new Columns("MDC", session.Say("contacts"), session.Say("share"), session.Say("name")) { Right = [1, 2] };
        foreach (var (mdc, contacts) in summary.ByMdc)
            mdcs.Add(mdc.Length > 0 ? mdc : "-", Session.Number(contacts), session.Percent(contacts, summary.Rows), mdc.Length > 0 ? mdcNames[mdc].FirstOrDefault("") : session.Say("no valid principal diagnosis"));
        mdcs.Write(output);
        output.WriteLine();
        var codes = new Columns(session.Say("return code"), session.Say("contacts"), session.Say("share"), "text") { Right = [1, 2] };
        foreach (var (code, contacts) in summary.ByReturnCode)
            codes.Add(code.ToString(), Session.Number(contacts), session.Percent(contacts, summary.Rows), set.ReturnCodes.FirstOrDefault(text => text.Code == code).Text.In(session.Language));
        codes.Write(output);
        if (summary.NoRule > 0)
            output.WriteLine(new Issue(IssueCodes.NoRuleHolds, Detail: Session.Number(summary.NoRule)).ToString(session.Language));
        if (summary.Unreadable == 0)
            return;
        output.WriteLine();
        output.WriteLine(session.Say(
            $"{Session.Number(summary.Unreadable):unreadable} rows could not be read: in the output without a group, with a code in column issue{(request.Issues is null ? (Text)"; name a file with --issues to have them with reasons" : $"; with reasons in {request.Issues}"):part}"));
    }

    private sealed record Request(
        string Contacts, string Set, string? Country, string Output, string? Layout, string? Weights, string? Issues, bool IsStrict, bool IsQuiet, int Threads);
}
