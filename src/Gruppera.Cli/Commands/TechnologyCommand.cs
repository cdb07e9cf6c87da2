using System.CommandLine;
using Gruppera.Cli.Output;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Technology;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera technology</c>: whether NordDRG can carry a new medical technology, point by point.</summary>
internal static class TechnologyCommand
{
    internal static Command Create(Session session) => new("technology", session.Say("Assess new medical technology", "Bedöm ny medicinsk teknik")) { Assess(session) };

    private static Command Assess(Session session)
    {
        var file = new Argument<string>("technology") { Description = session.Say("JSON file: name, start, parts, setting", "JSON-fil: name, start, parts, setting") };
        var (set, country, layout, format) = (Sets.Option(session), Sets.CountryOption(session), Sets.LayoutOption(session), Answer.FormatOption(session));
        var contacts = new Option<string?>("--contacts") { Description = session.Say("File of contacts to look for it in", "Fil med vårdkontakter att söka i") };
        var output = new Option<string?>("--output", "-o") { Description = session.Say("Workbook for all figures", "Arbetsbok för alla tal") };
        var command = new Command("assess", session.Say("Assess a technology by the four points of Socialstyrelsen (2024)", "Bedöm en teknik enligt Socialstyrelsens fyra punkter (2024)")) { file, set, country, contacts, layout, format, output };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
                throw new UsageException($"No file {path}", $"Ingen fil {path}");
            var question = TechnologyQuestion.Read(File.ReadAllText(path), out var problem) ?? throw new UsageException($"{path} cannot be used: {problem}", $"{path} kan inte användas: {problem}");
            var run = new TechnologyRun(Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country)), question);
            var findings = parsed.GetValue(contacts) is { } data ? Read(session, run, data, parsed.GetValue(layout)) : run.OfTables();
            var answer = new TechnologyAnswer(findings);
            if (parsed.GetValue(output) is { } book)
                FiguresFile.Write(book, answer.Figures());
            Answer.Write(session, parsed.GetValue(format)!, findings, _ => answer.Document(session));
            return findings.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static TechnologyFindings Read(Session session, TechnologyRun run, string path, string? layoutName)
    {
        var layout = Sets.Layout(session, layoutName, path);
        using var input = ContactInput.Open(path, layout.Encoding);
        return run.Of(input.Text, layout, input.Name, _ => { }, session.Stop);
    }
}
