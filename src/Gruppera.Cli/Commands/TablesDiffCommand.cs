using System.CommandLine;
using System.Text;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Compilation;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera tables diff</c>: what differs between two definition sets, and what it does to contacts.</summary>
internal static class TablesDiffCommand
{
    internal static Command Create(Session session)
    {
        var before = new Argument<string>("before") { Description = session.Say("The earlier set: id or path") };
        var after = new Argument<string>("after") { Description = session.Say("The later set: id or path") };
        var country = Sets.CountryOption(session);
        var format = SharedOptions.DocumentFormat(session);
        var output = SharedOptions.Output(session);
        var only = new Option<string?>("--only") { Description = session.Say("Show only rules, codes or names") };
        only.AcceptOnlyFromAmong("rules", "codes", "names");
        var all = SharedOptions.All(session);
        var cases = new Option<string?>("--cases") { Description = session.Say("File of contacts to group under both sets") };
        var file = new ContactFileOptions(session);
        var weights = Weights.Option(session);
        var later = new Option<string?>("--weights-after")
        {
            Description = session.Say("Weight list of the later set (default: that of --weights)"),
        };
        var command = new Command("diff", session.Say(OperationWords.Diff))
        {
            before, after, country, format, output, only, all, cases, weights, later,
        };
        file.AddTo(command);
        command.SetAction(parsed => Run(session, new(
            parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(country), parsed.GetValue(format)!, parsed.GetValue(output)!,
            parsed.GetValue(only) switch
            {
                "rules" => DiffParts.Rules,
                "codes" => DiffParts.Codes,
                "names" => DiffParts.Names,
                _ => DiffParts.All,
            },
            parsed.GetValue(all), parsed.GetValue(cases) is { } path ? file.Open(parsed, path) : file.None(parsed, "--cases"),
            parsed.GetValue(weights), parsed.GetValue(later))));
        return command;
    }

    private static int Run(Session session, Request request)
    {
        SharedOptions.CheckWorkbook(request.Format, request.Output);
        var diff = SetDiff.Of(Sets.Open(session, request.Before, request.Country), Sets.Open(session, request.After, request.Country));
        using var opened = request.Opened;
        var migration = opened is null ? null : Migrate(session, diff, request);
        if (request.Format == "xlsx")
        {
            using var file = new AtomicOutput(request.Output);
            WorkbookWriter.Write(DiffTables.Of(session, diff, request.Parts, migration), file.Stream);
            file.Commit();
        }
        else if (request.Output == "-")
        {
            Write(session.Out);
        }
        else
        {
            using var file = new AtomicOutput(request.Output);
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
            {
                NewLine = "\n",
            })
                Write(writer);
            file.Commit();
        }

        return migration is { Unreadable: > 0 } ? ExitCode.UnreadableRows : ExitCode.Done;

        void Write(TextWriter writer)
        {
            if (request.Format == "json")
                Answer.Write(
                    session, writer,
                    DiffAnswer.Of(session.Language, diff, request.Parts, migration is null ? null : MigrationAnswer.Of(migration)));
            else
                Answer.Write(writer, request.Format, DiffDocument.Of(session, diff, request.Parts, request.IsComplete, migration));
        }
    }

    private static MigrationReport Migrate(Session session, SetDiff diff, Request request)
    {
        var before = Weights.Open(session, request.Weights ?? request.WeightsAfter, diff.Before);
        var after = Weights.Open(session, request.WeightsAfter ?? request.Weights, diff.After);
        var migration = new Migration(
            diff, new(CompiledDefinition.Compile(diff.Before)), new Grouper(CompiledDefinition.Compile(diff.After)));
        var unreadable = 0L;
        using var contradictions = new IssuesFile(null);
        var map = request.Opened!.Layout.CodeConversion;
        var layout = request.Opened.Layout with { CodeConversion = null };
        foreach (var row in ContactReader.Read(request.Opened.Text, layout, request.Opened.Name))
        {
            session.Stop.ThrowIfCancellationRequested();
            unreadable += row.Issue is null ? 0 : 1;
            if (row.Issue is not null)
                continue;
            migration.Add(row.Contact, row.Row, map?.Concerns(row.Contact.View) == true ? map.Convert(row.Contact) : null);
            foreach (var warning in row.Facts.Warnings)
                contradictions.Add(session, new(warning, request.Opened.Name, Row: row.Row), "", isPrinted: false);
        }

        contradictions.Commit(session);

        return new(session, diff, migration, unreadable, before, after);
    }

    private sealed record Request(
        string Before, string After, string? Country, string Format, string Output, DiffParts Parts, bool IsComplete,
        OpenContacts? Opened, string? Weights, string? WeightsAfter);
}
