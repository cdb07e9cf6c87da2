using System.CommandLine;
using Gruppera.Casemix.Impact;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera complications review</c>: what secondary diagnoses cost beside the levels of complication that they have.</summary>
internal static class ComplicationsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("complications", session.Say("Review complications on costs"));
        command.Subcommands.Add(Review(session));
        return command;
    }

    private static Command Review(Session session)
    {
        var contacts = new Argument<string>("contacts")
        {
            Description = SharedOptions.CostedContactsText(session),
        };
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.FormatOption(session));
        var file = new ContactFileOptions(session);
        var cost = new Option<string>("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        var min = new Option<int>("--min-contacts")
        {
            Description = session.Say(OptionWords.TestedContacts),
            DefaultValueFactory = _ => 30,
        };
        var inpatient = new Option<bool>("--visits") { Description = session.Say(OptionWords.VisitsToo) };
        var all = new Option<bool>("--all") { Description = session.Say("All codes, also those without a finding") };
        var method = new Option<string>("--method")
        {
            Description = session.Say(
                "highest: judge a code where it is the highest level; additive: over all contacts, as before (default highest)"),
            DefaultValueFactory = _ => "highest",
        };
        method.AcceptOnlyFromAmong("highest", "additive");
        var cluster = new Option<string>("--cluster")
        {
            Description = session.Say(
                "Column of the hospital, or of another unit within which contacts are not independent: errors are by it"),
            DefaultValueFactory = _ => "",
        };
        var change = new Option<string?>("--change") { Description = session.Say("Workbook for a change with the proposed levels") };
        var days = new Option<bool>("--days-agree")
        {
            Description = session.Say(OptionWords.DaysAgree),
        };
        var replace = SharedOptions.Replace(session);
        var issues = SharedOptions.Issues(session);
        var command = new Command("review", session.Say(OperationWords.Complications))
        {
            contacts, set, country, cost, min, method, cluster, inpatient, all, change, days, replace, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var index = grouper.Definition.Set.Index;
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            using var input = file.Open(parsed, path);
            var (findings, failed) = ComplicationsRun.Run(
                grouper,
                new()
                {
                    CostColumn = parsed.GetValue(cost)!,
                    Cluster = parsed.GetValue(cluster)!,
                    MinContacts = parsed.GetValue(min),
                    HasVisits = parsed.GetValue(inpatient),
                    Method = parsed.GetValue(method) == "additive" ? ReviewMethod.Additive : ReviewMethod.Highest,
                },
                input, issue => unreadable.Add(session, issue, "", isPrinted: false), session.Stop);
            unreadable.Commit(session);
            if (parsed.GetValue(format) == "json")
                Answer.Write(session, session.Out, findings);
            else
                Answer.Write(session.Out, parsed.GetValue(format)!, ComplicationsPage.Of(
                    session, findings, parsed.GetValue(all), code => index.TextOf(Diagnosis.Parse(code)).In(session.Language)));
            if (parsed.GetValue(change) is { } output)
            {
                var proposed = ComplicationChange.Of(grouper.Definition.Set, findings, parsed.GetValue(days));
                if (proposed.Rows.IsEmpty)
                    throw new UsageException("No level is proposed, so no change is written");
                ChangeCommand.Save(output, parsed.GetValue(replace), stream => ChangeWriter.Write(
                    CaseDraft.Add(grouper.Definition.Set, proposed) with
                    {
                        About = ComplicationsPage.About(session, findings, input.Name),
                    },
                    stream));
            }

            return failed > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }
}
