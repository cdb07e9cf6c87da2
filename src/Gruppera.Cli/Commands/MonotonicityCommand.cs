using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Logic;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sensitivity;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera monotonicity</c>: which added code lowers the weight, how often, and which pair of rules does it.</summary>
/// <remarks>A code lowers the weight where the contact without it weighs more. Source: docs/specification/casemix.md, "Rules for a good
/// group" [TC].</remarks>
internal static class MonotonicityCommand
{
    internal static Command Create(Session session)
    {
        var contacts = SharedOptions.Contacts(session);
        var (set, country, weights) = (Sets.Option(session), Sets.CountryOption(session), Weights.Option(session));
        var file = new ContactFileOptions(session);
        weights.Required = true;
        var all = new Option<bool>("--all") { Description = session.Say("Show every code and pair of rules") };
        var output = new Option<string?>("--output", "-o") { Description = session.Say("CSV file: a row for each contact and code") };
        var issues = SharedOptions.Issues(session);
        var format = Answer.FormatOption(session);
        var command = new Command("monotonicity", session.Say("Find codes that lower the weight of contacts that have them"))
        {
            contacts, set, country, weights, all, output, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set)!;
            using var input = file.Open(parsed, path);
            using var rows = new CsvFile(
                parsed.GetValue(output), "row", "id", "code", "table", "rule", "drg", "rule_without", "drg_without", "weight_lost");
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            var answer = new MonotonicityAnswer();
            answer.Take(new SensitivityRun(grouper, list.Of).Run(
                input.Text, input.Layout, input.Name, "", Take, issue => unreadable.Add(session, issue, "", isPrinted: false),
                session.Stop));
            rows.Commit();
            unreadable.Commit(session);
            if (parsed.GetValue(format) == "json")
                Answer.Write(session, session.Out, answer.Json(grouper.Definition.Set.Index));
            else
                Answer.Write(session.Out, parsed.GetValue(format)!, answer.Document(
                    session, parsed.GetValue(all), grouper.Definition.Set.Index));
            return answer.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;

            void Take(Hanging found)
            {
                if (!(found.AtStake < 0))
                    return;
                answer.Add(found);
                rows.Add(
                    found.Row.ToString(CultureInfo.InvariantCulture), found.Id, found.Code, found.IsProcedure ? "procedure" : "diagnosis",
                    found.Rule, found.Drg, found.RuleWithout, found.Without,
                    (-found.AtStake.Value).ToString("0.####", CultureInfo.InvariantCulture));
            }
        });
        return command;
    }
}
