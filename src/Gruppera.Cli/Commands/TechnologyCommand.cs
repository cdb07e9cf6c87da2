using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
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
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.FormatOption(session));
        var options = new ContactFileOptions(session);
        var contacts = new Option<string?>("--contacts") { Description = session.Say(OptionWords.SearchedContacts) };
        var output = new Option<string?>("--output", "-o") { Description = session.Say("Workbook for all figures and the draft") };
        var change = new Option<string?>("--change") { Description = session.Say("Workbook for the drafted technical change") };
        var weights = Weights.Option(session);
        var command = new Command("assess", session.Say(OperationWords.Technology))
        {
            file, set, country, contacts, weights, format, output, change,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var question = TechnologyQuestion.Read(InputText.ReadRules(path), out var problem) ?? throw InputText.Unusable(path, problem);
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set);
            if (parsed.GetValue(contacts) is null && options.Given(parsed).FirstOrDefault() is { } idle)
                throw OutputNames.WithoutEffect(idle, "--contacts");
            var data = parsed.GetValue(contacts);
            if (data is not null && Place.IsReadOnce(data) && TechnologyAssessment.ReadsTwice(grouper, question))
                throw new UsageException($"--contacts {data} cannot be read twice, which a draft needs: give a file");
            using var input = data is null ? null : options.Open(parsed, data);
            using var issues = new IssuesFile(null);
            var (findings, drafted) = TechnologyAssessment.Run(
                grouper, question, list, input, issue => issues.Add(session, issue, "", isPrinted: false), session.Stop);
            issues.Commit(session);
            var answer = new TechnologyAnswer(session, findings, TechnologyFunding.Of(findings, list), drafted);
            if (parsed.GetValue(output) is { } book)
                Write(book, stream => WorkbookWriter.Write(answer.Sheets(), stream));
            if (parsed.GetValue(change) is { } workbook)
                Write(session, workbook, drafted.Draft.Change);
            if (parsed.GetValue(format) == "json")
                Answer.Write(session, session.Out, answer.Json());
            else
                Answer.Write(session.Out, parsed.GetValue(format)!, answer.Document());
            return findings.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
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
