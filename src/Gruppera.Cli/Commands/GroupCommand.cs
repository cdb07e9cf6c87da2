using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Messages;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Codes;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera group</c>: a file of contacts in, the same rows with their groups out.</summary>
internal static class GroupCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Argument<string?>("contacts")
        {
            Description = session.Say("File of contacts (.csv, .txt, .gz, .dbf, .xlsx, .parquet), or - for standard input"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var databases = new DatabaseOptions(session);
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var file = new ContactFileOptions(session);
        var weights = Weights.Option(session);
        var setByDate = new Option<string?>("--set-by-date")
        {
            Description = session.Say("Sets by the year of discharge or visit: 2024=swe-2024,2025=swe-2025"),
        };
        var weightsByDate = new Option<string?>("--weights-by-date")
        {
            Description = session.Say("Weight lists by the same years: 2024=LIST,2025=LIST"),
        };
        var output = SharedOptions.Output(
            session.Say("Output file, .gz to compress it, .xlsx for a workbook, .parquet; - (default) for standard output"));
        var issues = new Option<string?>("--issues")
        {
            Description = session.Say("File for rows that cannot be read, with text and reason"),
        };
        var strict = new Option<bool>("--strict")
        {
            Description = session.Say("Stop at the first row that cannot be read or that contradicts itself"),
        };
        var excel = new Option<bool>("--excel")
        {
            Description = session.Say("Write as a Swedish Excel opens it: byte order mark, semicolons, decimal commas"),
        };
        var kind = new Option<string?>("--as")
        {
            Description = session.Say("Write a message for each contact in place of its row: FHIR resources (.ndjson) or HL7 v2"),
        };
        kind.AcceptOnlyFromAmong([.. MessageKinds.Words]);
        var threads = new Option<int>("--threads")
        {
            Description = session.Say("Threads that group (default: one per processor)"),
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var format = new Option<string>("--format")
        {
            Description = session.Say("Summary as text or json; to standard error if the rows go to standard output"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("group", session.Say("Group a file of contacts"))
        {
            contacts, set, setByDate, country, output, weights, weightsByDate, issues, strict, excel, kind, threads, format,
        };
        databases.AddTo(command);
        file.AddTo(command);
        command.SetAction(parsed => Run(session, parsed, new(
            databases.Read(parsed, parsed.GetValue(contacts), parsed.GetResult(output) is { Implicit: false } ? "-o" : null),
            SetsByDate.Open(
                session, parsed.GetResult(set) is { Implicit: false }, parsed.GetValue(set)!, parsed.GetValue(setByDate),
                parsed.GetValue(weights), parsed.GetValue(weightsByDate), parsed.GetValue(country)),
            parsed.GetValue(output)!,
            file,
            parsed.GetValue(issues),
            parsed.GetValue(strict),
            parsed.GetValue(excel),
            parsed.GetValue(kind) is { } word ? MessageKinds.Find(word) : null,
            file.AllowMissing(parsed),
            parsed.GetValue(threads),
            parsed.GetValue(format)!)));
        return command;
    }

    private static int Run(Session session, ParseResult parsed, Request request)
    {
        var sets = request.Sets;
        using var input = request.File.Open(parsed, request.Place.Name, once: request.Place.Once);
        if (request.IsForExcel && (GroupedOutput.IsWorkbook(request.Output) || TableFormats.WriterOf(request.Output) is not null))
            throw OutputNames.NotBeside("--excel", request.Output);
        if (request.IsForExcel && request.Place.To is not null)
            throw OutputNames.NotBeside("--excel", "--to");
        if (request.As is not null && request.Place.To is not null)
            throw OutputNames.NotBeside("--as", "--to");
        if (request.As is not null
            && (request.IsForExcel || GroupedOutput.IsWorkbook(request.Output) || TableFormats.WriterOf(request.Output) is not null))
            throw OutputNames.NotBeside("--as", request.IsForExcel ? "--excel" : request.Output);
        if (request.As is null && Path.GetExtension(request.Output).ToLowerInvariant() is (".ndjson" or ".hl7") and var named)
            throw OutputNames.WithoutEffect(named, "--as");
        using var output = new RowsTarget(request.Place.To, request.Output);
        output.Table?.Describe(input.Reading.Delimiter, input.Source.Columns, input.Reading.Format);
        using var rows = new GroupedOutput(output.Stream, request.Output, input.Reading.Delimiter, request.IsForExcel);
        using var messages = request.As is { } kind ? new MessageOutput(output.Stream, kind, input.Layout, input.Reading.Delimiter) : null;
        using var issues = new IssuesFile(request.Issues);
        var summary = Progress.Run(session, input.Source, progress => new FileGrouper(sets[0].Grouper, new()
        {
            Layout = input.Layout,
            Name = input.Name,
            Threads = request.Threads,
            IsStrict = request.IsStrict,
            ByDate = sets,
            Language = session.Language,
            Progress = progress,
        }).Run(
            input.Text, messages?.Stream ?? rows.Stream, (issue, text) => issues.Add(session, issue, text, request.IsStrict),
            session.Stop));

        session.Record.Count("rows", summary.Rows);
        session.Record.Count("unreadable", summary.Unreadable);
        session.Record.Count("leftOut", summary.LeftOut);
        issues.Commit(session, tells: false);
        if (request.IsStrict && issues.Count == 0 && summary.Odd.Any(column => column.Kind is OddKind.WithoutMeaning or OddKind.NoCode))
        {
            SayOdd(session, summary, summary.Odd);
            session.Error.WriteLine(session.Say("Stopped: the file has values without meaning (--strict); no output was written."));
            return ExitCode.UnreadableRows;
        }

        if (request.IsStrict && issues.Count > 0)
        {
            session.Error.WriteLine(session.Say("Stopped at the first row with an issue (--strict); no output was written."));
            return ExitCode.UnreadableRows;
        }

        if (summary.AllLack is { } lack)
        {
            session.Error.WriteLine(session.Say(
                $"Stopped: every row of {input.Name} lacks {ReadingWords.Fact(session, lack):fact}; no output was written. Give its " +
                $"column with --column, or continue with --allow-missing {lack}"));
            return ExitCode.Usage;
        }

        rows.Complete();
        output.Commit();
        if (messages is { WithoutGroup: > 0 and var without })
            session.Error.WriteLine(session.Say(Text.Count(without,
                $"{Session.Number(without):without} contact has no group and so no message",
                $"{Session.Number(without):without} contacts have no group and so no message")));
        if (request.Format == "json")
        {
            var ids = string.Join(", ", sets.Select(set => set.Grouper.Definition.Set.Version.Id));
            Answer.Write(
                session, request.Output == "-" && request.Place.To is null ? session.Error : session.Out,
                GroupSummaryAnswer.Of(summary, ids, request.AllowMissing.Words, GoneOf(summary, sets)));
        }
        else if (!session.IsQuiet)
        {
            Summarise(session, summary, request);
        }

        return summary.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private static void Summarise(Session session, GroupingSummary summary, Request request)
    {
        var sets = request.Sets.Select(dated => dated.Grouper.Definition.Set).DistinctBy(set => set.Version.Id).ToList();
        var output = session.Error;
        var names = summary.BySet.Length == 1
            ? sets[0].Version.Id
            : string.Join(", ", summary.BySet.Select(each => $"{each.Set} ({Session.Number(each.Contacts)})"));
        output.WriteLine(session.Say(
            Text.Count(summary.Rows,
                $"{Session.Number(summary.Rows):rows} contact in {session.Decimal(summary.Elapsed.TotalSeconds):totalSeconds} s, " +
                $"{Session.Number(summary.Rate):rate} a second; set {names}",
                $"{Session.Number(summary.Rows):rows} contacts in {session.Decimal(summary.Elapsed.TotalSeconds):totalSeconds} s, " +
                $"{Session.Number(summary.Rate):rate} a second; set {names}")));
        var mdcs = new Columns("MDC", session.Say("contacts"), session.Say("share"), session.Say("name")) { Right = [1, 2] };
        foreach (var (mdc, contacts) in summary.ByDrgMdc)
            mdcs.Add(
                mdc.Length > 0 ? mdc : "-", Session.Number(contacts), session.Percent(contacts, summary.Rows),
                mdc.Length > 0 ? NameOf(session, sets, mdc) : session.Say("groups without MDC"));
        mdcs.Write(output);
        output.WriteLine();
        var codes = new Columns(session.Say("return code"), session.Say("contacts"), session.Say("share"), "text") { Right = [1, 2] };
        foreach (var (code, contacts) in summary.ByReturnCode)
            codes.Add(
                code.ToString(), Session.Number(contacts), session.Percent(contacts, summary.Rows),
                sets.SelectMany(set => set.ReturnCodes).FirstOrDefault(text => text.Code == code).Text.In(session.Language));
        codes.Write(output);
        output.WriteLine();
        foreach (var line in GroupingWords.Of(session, summary))
            output.WriteLine(line);
        WarnOf(session, summary, request);
        SayOdd(session, summary, summary.Odd);
        if (ReadingWords.Misfit(session, summary, string.Join(", ", sets.Select(set => set.Version.Id))) is { Length: > 0 } misfit)
            output.WriteLine(misfit);
        foreach (var line in ReadingWords.Gone(session, GoneOf(summary, request.Sets)))
            output.WriteLine(line);
        if (summary.LeftOut > 0)
            output.WriteLine(session.Say(
                Text.Count(summary.LeftOut,
                    $"{Session.Number(summary.LeftOut):leftOut} row is left out by a condition of the layout: it is in the output " +
                    $"without a group",
                    $"{Session.Number(summary.LeftOut):leftOut} rows are left out by a condition of the layout: they are in the output " +
                    $"without a group")));
        if (summary.Unreadable == 0)
            return;
        output.WriteLine();
        var reasons = request.Issues is null
            ? SharedOptions.AskForIssues
            : $"; with reasons in {request.Issues}";
        output.WriteLine(session.Say(
            Text.Count(summary.Unreadable,
                $"{Session.Number(summary.Unreadable):unreadable} row could not be read: it is in the output without a group, with a " +
                $"code in column issue{reasons:part}",
                $"{Session.Number(summary.Unreadable):unreadable} rows could not be read: they are in the output without a group, " +
                $"with a code in column issue{reasons:part}")));
    }

    /// <summary>Unknown codes that went out; under several sets those that the first does not know.</summary>
    private static ImmutableArray<GoneCode> GoneOf(GroupingSummary summary, ImmutableArray<DatedGrouper> sets) =>
        GoneCodes.Of(summary.EveryUnknown, sets[0].Grouper.Definition.Set, SetStore.Default);

    /// <summary>Values that mean nothing.</summary>
    private static void SayOdd(Session session, GroupingSummary summary, ImmutableArray<OddColumn> odd)
    {
        if (odd.IsEmpty)
            return;
        session.Error.WriteLine(session.Say(Text.Count(summary.Rows,
            $"Values without meaning, in {Session.Number(summary.Rows):rows} row:",
            $"Values without meaning, in {Session.Number(summary.Rows):rows} rows:")));
        foreach (var line in ReadingWords.Odd(session, odd))
            session.Error.WriteLine("  " + line);
    }

    /// <summary>What was grouped in spite of what its facts lack or contradict.</summary>
    private static void WarnOf(Session session, GroupingSummary summary, Request request)
    {
        foreach (var (warning, contacts) in summary.Warned)
            session.Error.WriteLine(IssueHints.Line(new Issue(warning, Detail: Session.Number(contacts)), session.Language));
        if (request.AllowMissing == ContactNeeds.None)
            return;
        session.Error.WriteLine(session.Say(
            $"Allowed to be missing: {request.AllowMissing.Words:namesOf} (--allow-missing). Grouped without age, as 0 days: " +
            $"{Session.Number(summary.WithoutAge):withoutAge}; without care days, as 0: " +
            $"{Session.Number(summary.WithoutDuration):withoutDuration}"));
    }

    private static string NameOf(Session session, IEnumerable<DefinitionSet> sets, string mdc) =>
        sets.SelectMany(set => set.Texts.Values).FirstOrDefault(value => value.Type == FeatureType.Mdc && value.Value == mdc).Text
            .In(session.Language);

    private sealed record Request(
        ContactsPlace Place, ImmutableArray<DatedGrouper> Sets, string Output, ContactFileOptions File, string? Issues, bool IsStrict,
        bool IsForExcel, MessageKind? As, ContactNeeds AllowMissing, int Threads, string Format);
}
