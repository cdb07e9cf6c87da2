using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Changes;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera technology</c>: whether NordDRG can carry a new medical technology, point by point.</summary>
internal static class TechnologyCommand
{
    internal static Command Create(Session session) => new("technology", session.Say("Assess new medical technology")) { Assess(session) };

    private static Command Assess(Session session)
    {
        var file = new Argument<string>("technology") { Description = session.Say("JSON file: name, start, parts, setting") };
        var (set, country, layout, format) = (Sets.Option(session), Sets.CountryOption(session), Sets.LayoutOption(session), Answer.FormatOption(session));
        var contacts = new Option<string?>("--contacts") { Description = session.Say("File of contacts to look for it in") };
        var output = new Option<string?>("--output", "-o") { Description = session.Say("Workbook for all figures and the draft") };
        var change = new Option<string?>("--change") { Description = session.Say("Workbook for the drafted technical change") };
        var weights = Weights.Option(session);
        var command = new Command("assess", session.Say("Assess a technology by the four points of Socialstyrelsen (2024), and draft a change")) { file, set, country, contacts, layout, weights, format, output, change };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
                throw new UsageException($"No file {path}");
            var question = TechnologyQuestion.Read(File.ReadAllText(path), out var problem) ?? throw new UsageException($"{path} cannot be used: {problem}");
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var tables = grouper.Definition.Set;
            var list = Weights.Open(session, parsed.GetValue(weights), tables);
            var run = new TechnologyRun(grouper, question, list is null ? null : list.Of);
            var findings = run.OfTables();
            if (parsed.GetValue(contacts) is { } data)
            {
                if (Place.IsReadOnce(data) && TechnologyDraft.CanBe(findings))
                    throw new UsageException($"--contacts {data} cannot be read twice, which a draft needs: name a file");
                findings = Read(session, run, data, parsed.GetValue(layout));
            }

            var drafted = DraftedTechnology.Of(
                tables, TechnologyDraft.Of(tables, findings), parsed.GetValue(contacts), parsed.GetValue(contacts) is { } material ? Sets.Layout(session, parsed.GetValue(layout), material) : null, list, session.Stop);
            var answer = new TechnologyAnswer(session, findings, TechnologyFunding.Of(findings, list), drafted);
            if (parsed.GetValue(output) is { } book)
                Write(book, stream => WorkbookWriter.Write(answer.Sheets(), stream));
            if (parsed.GetValue(change) is { } workbook)
                Write(session, workbook, drafted.Draft.Change);
            if (parsed.GetValue(format) == "json")
                Answer.Write(session.Out, session.Language, answer.Json());
            else
                Answer.Write(session.Out, parsed.GetValue(format)!, answer.Document());
            return findings.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static TechnologyFindings Read(Session session, TechnologyRun run, string path, string? layoutName)
    {
        var layout = Sets.Layout(session, layoutName, path);
        using var input = ContactSource.Open(path, layout);
        return run.Of(input.Text, layout, input.Name, _ => { }, session.Stop);
    }

    private static void Write(Session session, string path, TechnicalChange? change)
    {
        if (change is null)
            session.Error.WriteLine(session.Say($"{path} is not written: there is no draft."));
        else
            Write(path, stream => ChangeWriter.Write(change, stream));
    }

    private static void Write(string path, Action<Stream> write)
    {
        using var file = new AtomicOutput(path);
        write(file.Stream);
        file.Commit();
    }
}
