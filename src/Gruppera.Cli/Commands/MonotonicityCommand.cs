using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sensitivity;
using Gruppera.Workflows.TechnicalChanges;

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
        var marks = SharedOptions.Marks(session);
        var mend = new Option<int>("--mend")
        {
            Description = session.Say("Look for the smallest change that would mend so many of the worst pairs of rules"),
        };
        var change = new Option<string?>("--change")
        {
            Description = session.Say("Workbook for the change that would mend the worst of them"),
        };
        var replace = SharedOptions.Replace(session);
        var issues = SharedOptions.Issues(session);
        var format = Answer.FormatOption(session);
        var command = new Command("monotonicity", session.Say(OperationWords.Monotonicity))
        {
            contacts, set, country, weights, all, output, marks, mend, change, replace, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set)!;
            var pairs = parsed.GetValue(mend);
            if (parsed.GetValue(change) is not null && pairs < 1)
                throw OutputNames.WithoutEffect("--change", "--mend");
            if (pairs > 0 && path == "-")
                throw new UsageException("--mend reads the contacts again for each change: give a file");
            using var input = file.Open(parsed, path);
            using var rows = new CsvFile(
                parsed.GetValue(output), "row", "id", "code", "table", "rule", "drg", "rule_without", "drg_without", "weight_lost");
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            var answer = new MonotonicityAnswer { WeightOf = pairs > 0 ? drg => list.Of(drg) : null };
            answer.Take(new SensitivityRun(grouper, list.Of) { HasMarks = parsed.GetValue(marks) }.Run(
                input.Text, input.Layout, input.Name, "", Take, issue => unreadable.Add(session, issue, "", isPrinted: false),
                session.Stop));
            rows.Commit();
            unreadable.Commit(session);
            answer.Mends = [.. MendSearch.All(grouper, drg => list.Of(drg), answer.Worst(pairs), input, session.Stop)];
            if (parsed.GetValue(change) is { } workbook && answer.Mends.FirstOrDefault(each => each.IsFound) is { } first)
            {
                ChangeCommand.Save(
                    workbook, parsed.GetValue(replace),
                    stream => ChangeWriter.Write(CaseDraft.Add(grouper.Definition.Set, first.Change), stream));
            }

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
