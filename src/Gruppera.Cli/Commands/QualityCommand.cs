using System.CommandLine;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Quality;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera quality</c>: what the coding rules say against in a file of contacts.</summary>
internal static class QualityCommand
{
    internal static Command Create(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var file = new ContactFileOptions(session);
        var by = SharedOptions.Unit(session);
        var format = new Option<string>("--format") { Description = session.Say("text, csv or json"), DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "csv", "json");
        var output = SharedOptions.Output(session);
        var settings = new Option<string?>("--settings")
        {
            Description = session.Say("JSON file with the site's own lists and limits, see docs/quality.md"),
        };
        var issues = SharedOptions.Issues(session);
        var command = new Command("quality", session.Say(OperationWords.Quality))
        {
            contacts, set, country, by, format, output, settings, issues,
        };
        file.AddTo(command);
        command.SetAction(parsed => Run(
            session,
            parsed,
            new(Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country)), Settings(session, parsed.GetValue(settings))),
            new(
                parsed.GetValue(contacts)!, file, parsed.GetValue(by)!, parsed.GetValue(format)!, parsed.GetValue(output)!,
                parsed.GetValue(issues))));
        return command;
    }

    private static QualitySettings Settings(Session session, string? path)
    {
        if (path is null)
            return new();
        if (QualitySettings.Read(InputText.ReadRules(path), out var problem) is { } settings)
            return settings;
        session.Error.WriteLine($"{path} {problem}");
        throw new UsageException($"The settings {path} cannot be used.");
    }

    private static int Run(Session session, ParseResult parsed, QualityRun run, Request request)
    {
        using var input = session.Partial is { IsMerging: true } ? null : request.File.Open(parsed, request.Contacts);
        if (input is null && request.Format == "csv")
            throw new UsageException("--format csv has a row for each finding, which gruppera gather joins: give text or json");
        using var issues = new IssuesFile(request.Issues);
        QualitySummary summary;
        if (session.Partial is { IsMerging: false } partial)
        {
            summary = Check(_ => { });
            issues.Commit(session);
            Record();
            partial.Write([], summary);
        }

        if (request.Output == "-")
        {
            summary = Write(session.Out);
        }
        else
        {
            using var file = new AtomicOutput(request.Output);
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
            {
                NewLine = "\n",
            })
                summary = Write(writer);
            file.Commit();
        }

        issues.Commit(session);
        Record();
        return summary.Unreadable > 0 ? ExitCode.UnreadableRows : summary.Total.Findings > 0 ? ExitCode.Findings : ExitCode.Done;

        QualitySummary Write(TextWriter writer)
        {
            var report = QualityReport.Of(request.Format, session, writer, input?.Reading, run.Set.Index);
            var found = Check(report.Add);
            report.Complete(found);
            return found;
        }

        QualitySummary Check(Action<Finding> finding)
        {
            if (input is not null)
                return run.Check(
                    input.Text, input.Layout, input.Name, request.By, finding, issue => issues.Add(session, issue, "", isPrinted: false),
                    session.Stop);
            var merged = new QualitySummary();
            session.Partial!.AddTo(new(), merged);
            return merged;
        }

        void Record()
        {
            session.Record.Count("contacts", summary.Total.Contacts);
            session.Record.Count("unreadable", summary.Unreadable);
        }
    }

    private sealed record Request(string Contacts, ContactFileOptions File, string By, string Format, string Output, string? Issues);
}
