using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Agreement;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera agree</c>: the groups that a file carries beside those that a set gives.</summary>
internal static class AgreeCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new Argument<string>("contacts")
        {
            Description = session.Say("File of contacts with a group, or - for standard input"),
        };
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var source = new ContactFileOptions(session);
        var column = new Option<string>("--drg-column")
        {
            Description = session.Say("Column of the groups"),
            DefaultValueFactory = _ => "drg",
        };
        var by = SharedOptions.Unit(session);
        var differences = new Option<string?>("--differences")
        {
            Description = session.Say("CSV file with each contact whose group differs, and the cause"),
        };
        var issues = SharedOptions.Issues(session);
        var format = Answer.FormatOption(session);
        var command = new Command("agree", session.Say("Compare the groups in a file with those that a set gives"))
        {
            contacts, set, country, column, by, differences, issues, format,
        };
        source.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            using var input = source.Open(parsed, path);
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            using var file = new CsvFile(parsed.GetValue(differences), "row", "id", "unit", "before", "after", "cause", "code");
            var summary = new AgreementRun(grouper).Compare(
                input.Text, input.Layout, input.Name, parsed.GetValue(column)!, parsed.GetValue(by)!,
                each => file.Add(
                [
                    each.Row.ToString(CultureInfo.InvariantCulture), each.Id, each.Unit, each.Before, each.After,
                    AgreementAnswer.WordOf(each.Cause), each.Code,
                ]),
                issue => unreadable.Add(session, issue, "", isPrinted: false), session.Stop);
            unreadable.Commit(session);
            file.Commit();
            var answer = new AgreementAnswer(summary, grouper.Definition.Set);
            Answer.Write(session, parsed.GetValue(format)!, answer.Json(), _ => answer.Document(session));
            return summary.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }
}
