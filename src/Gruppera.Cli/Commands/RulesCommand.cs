using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera rules usage</c>: contacts, points and cost by rule, beside what the linter finds.</summary>
internal static class RulesCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("rules", session.Say("Show how the rules of a set are used"));
        command.Subcommands.Add(Usage(session));
        return command;
    }

    private static Command Usage(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var weights = new GroupedFiles.WeightsChoice(session);
        var set = new Option<string?>("--set")
        {
            Description = session.Say("Set of the rules, an id or a path (default: the one that the contacts are grouped under)"),
        };
        var country = Sets.CountryOption(session);
        var column = new Option<string>("--rule-column")
        {
            Description = session.Say("Column of the rule: rule_id, or ord"),
            DefaultValueFactory = _ => "rule_id",
        };
        var by = new Option<string?>("--by")
        {
            Description = session.Say("Columns that make up the unit, such as hospital,year (default: all contacts together)"),
        };
        var all = new Option<bool>("--all") { Description = session.Say("Every rule, not only the first 20 of each table") };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("usage", session.Say("Contacts, points and cost by rule, and rules that are never used"))
        {
            set, country, column, by, all, output, format,
        };
        weights.AddTo(command);
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            var result = RuleUsageRun.Run(
                new(
                    contacts.Contacts(parsed), parsed.GetValue(column)!, GroupedFiles.By(parsed.GetValue(by) ?? ""), weights.Find(parsed),
                    parsed.GetValue(set) is { } named ? () => Sets.Open(session, named, parsed.GetValue(country)) : null),
                input);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [result.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, result.Json(), _ => result.Document(session, parsed.GetValue(all)));
            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }
}
