using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change new</c>: a technical change from an intention.</summary>
internal static class ChangeNewCommand
{
    private const int MostShown = 40;

    internal static Command Create(Session session, Option<string> output, Option<bool> replace, Option<string> format)
    {
        var command = new Command("new", session.Say("Write a change from an intention, with all the rows that belong to it"));
        var about = new AboutOptions(session);
        foreach (var verb in new[]
        {
            Property(session, output, replace, format, about), Split(session, output, replace, format, about),
            Rule(session, output, replace, format, about),
        })
        {
            about.AddTo(verb);
            command.Subcommands.Add(verb);
        }

        return command;
    }

    private static Command Property(
        Session session, Option<string> output, Option<bool> replace, Option<string> format, AboutOptions about)
    {
        var (set, country) = (Sets.Option(session), Sets.CountryOption(session));
        var diagnoses = new Option<string[]>("--dx") { Description = session.Say("Diagnoses"), AllowMultipleArgumentsPerToken = true };
        var procedures = new Option<string[]>("--proc") { Description = session.Say("Procedures"), AllowMultipleArgumentsPerToken = true };
        var type = new Option<string>("--type") { Description = session.Say("Type of property"), Required = true };
        type.AcceptOnlyFromAmong("dgcat", "dgprop", "pdgprop", "sdgprop", "compl", "procprop", "or", "cc");
        var value = new Option<string>("--value") { Description = session.Say("Value, such as 05X40"), Required = true };
        var name = new Option<string>("--name") { Description = session.Say("Name of a new value"), DefaultValueFactory = _ => "" };
        var command = new Command("property", session.Say("Give codes a property; a category or complication category replaces theirs"))
        {
            diagnoses, procedures, type, value, name, set, country, output, replace, format,
        };
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var (dx, proc) = (ContactOptions.Codes(parsed.GetValue(diagnoses)), ContactOptions.Codes(parsed.GetValue(procedures)));
            var kind = Enum.Parse<FeatureType>(parsed.GetValue(type)!, ignoreCase: true);
            var draft = new ChangeDraft(before);
            var asked = parsed.GetValue(value)!.ToUpperInvariant();
            TechnicalChange[] changes =
            [
                draft.Give(dx.Select(code => Diagnosis.Parse(code)), kind, asked, parsed.GetValue(name)!),
                draft.Give(proc.Select(code => ProcedureCode.Parse(code)), kind, asked, parsed.GetValue(name)!),
            ];
            return Write(
                session, before,
                new(changes[0].Name, [.. changes.Where((_, i) => (i == 0 ? dx : proc).Length > 0).SelectMany(change => change.Rows)
                    .DistinctBy(row => (row.Table, row.Direction, string.Join('|', row.Cells)))]),
                about.Of(parsed, ChangeAbout.None), parsed.GetValue(output)!, parsed.GetValue(replace), parsed.GetValue(format)!);
        });
        return command;
    }

    private static Command Split(
        Session session, Option<string> output, Option<bool> replace, Option<string> format, AboutOptions about)
    {
        var drg = new Argument<string>("drg") { Description = session.Say("The group to split") };
        var (set, country) = (Sets.Option(session), Sets.CountryOption(session));
        var into = new Option<string>("--into") { Description = session.Say("The new group"), Required = true };
        var column = new Option<string>("--by")
        {
            Description =
                session.Say("Column of the condition: dgprop1, procpro, secpro, pdgprop, dgcat, compl, agelim, sex, dur, disch ..."),
            Required = true,
        };
        var cell = new Option<string>("--value") { Description = session.Say("Its cell, such as 06X05, >6574 or 2"), Required = true };
        var name = new Option<string>("--name") { Description = session.Say("Name of the new group"), Required = true };
        var command = new Command("split", session.Say("Split a group: before each of its rules, a rule with one more condition"))
        {
            drg, into, column, cell, name, set, country, output, replace, format,
        };
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var asked = parsed.GetValue(drg)!.ToUpperInvariant();
            var change = new ChangeDraft(before).Split(
                asked, parsed.GetValue(into)!.ToUpperInvariant(), Column("--by", parsed.GetValue(column)!), parsed.GetValue(cell)!,
                parsed.GetValue(name)!);
            if (change.Rows.IsEmpty)
                throw new UsageException($"{before.Version.Id} has no rule of {asked} in which {parsed.GetValue(column):column} is free");
            return Write(
                session, before, change, about.Of(parsed, ChangeAbout.None), parsed.GetValue(output)!, parsed.GetValue(replace),
                parsed.GetValue(format)!);
        });
        return command;
    }

    private static Command Rule(
        Session session, Option<string> output, Option<bool> replace, Option<string> format, AboutOptions about)
    {
        var drg = new Argument<string>("drg") { Description = session.Say("The group that the rule gives") };
        var (set, country) = (Sets.Option(session), Sets.CountryOption(session));
        var next = new Option<string>("--before")
        {
            Description = session.Say("Id or order of the rule to place it before"),
            Required = true,
        };
        var conditions = new Option<string[]>("--if")
        {
            Description = session.Say("Conditions, as mdc=06 or_proc=S procpro=06S02"),
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var returnCode = new Option<string>("--rtc")
        {
            Description = session.Say("Return code"),
            DefaultValueFactory = _ => $"{ReturnCode.Grouped}",
        };
        var name = new Option<string>("--name") { Description = session.Say("Name of a new group"), DefaultValueFactory = _ => "" };
        var command = new Command("rule", session.Say("Insert a rule before another"))
        {
            drg, next, conditions, returnCode, name, set, country, output, replace, format,
        };
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var asked = parsed.GetValue(drg)!.ToUpperInvariant();
            if (!before.Index.HasDrg(asked) && parsed.GetValue(name)!.Length == 0)
                throw new UsageException($"{asked} is new: give its name with --name");
            if (parsed.GetValue(returnCode) is not [var digit])
                throw new UsageException($"--rtc {parsed.GetValue(returnCode):returnCode}: give one character");
            var cells = new Dictionary<RuleColumn, string>();
            foreach (var condition in parsed.GetValue(conditions)!)
            {
                if (condition.Split('=', 2) is not [var column, { Length: > 0 } cell] || !cells.TryAdd(Column("--if", column), cell))
                    throw new UsageException($"--if {condition}: give a column and its cell, such as mdc=06, each column once");
            }

            var change = new ChangeDraft(before)
                .Insert(parsed.GetValue(next)!, asked, cells, parsed.GetValue(name)!, new(char.ToUpperInvariant(digit)));
            if (change.Rows.IsEmpty)
                throw new UsageException($"{before.Version.Id} has no rule {parsed.GetValue(next):rule}");
            return Write(
                session, before, change, about.Of(parsed, ChangeAbout.None), parsed.GetValue(output)!, parsed.GetValue(replace),
                parsed.GetValue(format)!);
        });
        return command;
    }

    private static RuleColumn Column(string option, string name)
    {
        if (RuleColumn.Of(name) is { } column)
            return column;
        var names = string.Join(", ", RuleColumn.All);
        throw new UsageException($"{option} {name}: give a column of the rules, such as {names}");
    }

    private static int Write(
        Session session, DefinitionSet before, TechnicalChange draft, ChangeAbout about, string path, bool isReplaced, string format)
    {
        if (draft.Rows.IsEmpty)
            throw new UsageException("Nothing changes: give codes with --dx or --proc that lack the property");
        var change = CaseDraft.Add(before, draft) with { About = about };
        ChangeCommand.Save(path, isReplaced, file => ChangeWriter.Write(change, file));
        var rows = change.Rows
            .Select(row => new { Direction = row.Direction.ToString().ToUpperInvariant(), row.Table, row.Cells }).ToList();
        Answer.Write(session, format, new { Output = path, Rows = rows }, output =>
        {
            foreach (var row in rows.Take(MostShown))
                output.WriteLine($"{row.Direction,-3} {row.Table}: {string.Join(' ', row.Cells.Where(cell => cell.Length > 0))}");
            if (rows.Count > MostShown)
                output.WriteLine(session.Say($"and {rows.Count - MostShown:rows} more rows"));
        });
        return ExitCode.Done;
    }
}
