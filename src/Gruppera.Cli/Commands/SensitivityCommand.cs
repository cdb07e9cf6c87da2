using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Logic;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sensitivity;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera sensitivity</c>: which contacts of a file depend on a single code.</summary>
internal static class SensitivityCommand
{
    internal static Command Create(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var file = new ContactFileOptions(session);
        var weights = Weights.Option(session);
        var by = SharedOptions.Unit(session);
        var output = new Option<string?>("--output", "-o")
        {
            Description = session.Say("CSV file: a row for each code that a contact depends on"),
        };
        var marks = SharedOptions.Marks(session);
        var issues = SharedOptions.Issues(session);
        var format = Answer.FormatOption(session);
        var command = new Command("sensitivity", session.Say("Find contacts whose group depends on a single code"))
        {
            contacts, set, country, weights, by, output, marks, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set);
            using var input = file.Open(parsed, path);
            using var rows = new CsvFile(
                parsed.GetValue(output), "row", "id", "unit", "code", "table", "drg", "drg_without", "weight_at_stake");
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            var tally = new SensitivityAnswer.Maker();
            var summary = new SensitivityRun(grouper, list is null ? null : list.Of) { HasMarks = parsed.GetValue(marks) }
                .Run(
                    input.Text, input.Layout, input.Name, parsed.GetValue(by)!, Take,
                    issue => unreadable.Add(session, issue, "", isPrinted: false), session.Stop);
            rows.Commit();
            unreadable.Commit(session);
            Answer.Write(
                session, parsed.GetValue(format)!, tally.Make(summary, list),
                answer => answer.Document(session, grouper.Definition.Set.Index));
            return summary.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;

            void Take(Hanging hanging)
            {
                rows.Add(Row(hanging));
                tally.Add(hanging);
            }
        });
        return command;
    }

    private static string[] Row(Hanging row) =>
    [
        row.Row.ToString(), row.Id, row.Unit, row.Code, row.IsProcedure ? "procedure" : "diagnosis", row.Drg, row.Without,
        row.AtStake?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) ?? "",
    ];
}
