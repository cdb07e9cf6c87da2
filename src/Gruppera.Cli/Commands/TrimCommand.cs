using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera trim</c>: what ways of telling outliers do to the same contacts.</summary>
internal static class TrimCommand
{
    private static readonly string[] Default = ["iqr:5%", "log-iqr:5%", "sd:5%", "quantile:5%", "ndms"];

    internal static Command Create(Session session) =>
        new("trim", session.Say("Try ways to define outliers")) { Compare(session) };

    private static Command Compare(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: true);
        var rules = new Option<string[]>("--trim")
        {
            Description = session.Say(
                $"Limits of cost to compare; rules of care forms belong to one with commas between: iqr:5%,outpatient=iqr:3% (default " +
                $"{string.Join(' ', Default):default})"),
            DefaultValueFactory = _ => Default,
            AllowMultipleArgumentsPerToken = true,
        };
        var days = new Option<string[]>("--trim-days")
        {
            Description = session.Say("Limits of care days, applied in addition"),
            DefaultValueFactory = _ => ["none"],
        };
        var by = new Option<string>("--by")
        {
            Description = session.Say("Column of units whose casemix index is shown"),
            DefaultValueFactory = _ => "hospital",
        };
        var careForm = new Option<bool>("--care-forms")
        {
            Description = session.Say("Keep care forms apart, each as its own reference material"),
        };
        var min = new Option<int>("--min-contacts")
        {
            Description = session.Say("Fewest contacts for a group's weight to be shown as the largest move"),
            DefaultValueFactory = _ => 30,
        };
        var format = Answer.FormatOption(session);
        var command = new Command("compare", session.Say("Compare trimming methods on the same contacts"))
        {
            rules, days, by, careForm, min, format,
        };
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var length = TrimOptions.Rules(parsed.GetValue(days)!, "--trim-days");
            var asked = parsed.GetValue(rules)!.Select(rule => (TrimOptions.Rules(rule.Split(','), "--trim"), length)).ToList();
            var input = contacts.Input(parsed);
            var (effects, summary) = TrimRun.Run(
                new(contacts.Contacts(parsed), [.. asked], parsed.GetValue(by)!)
                {
                    ByCareForm = parsed.GetValue(careForm),
                    MinContacts = parsed.GetValue(min),
                },
                input);
            var answer = new TrimAnswer(effects, input.Names(summary, session.Language));
            Answer.Write(session, parsed.GetValue(format)!, answer.Json(), _ => answer.Document(session));
            return GroupedOptions.ExitOf(input, summary);
        });
        return command;
    }
}
