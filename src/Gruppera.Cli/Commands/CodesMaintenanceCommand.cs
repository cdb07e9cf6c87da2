using System.CommandLine;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Logic;
using Gruppera.Workflows.Codes;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera codes changes</c>, <c>codes propose</c> and <c>codes inactive</c>: the yearly work with codes.</summary>
internal static class CodesMaintenanceCommand
{
    internal static Command Changes(Session session)
    {
        var (before, after) = CodesYearsCommand.Years(session);
        var (all, format) = (SharedOptions.All(session), Answer.FormatOption(session));
        var command = new Command(
            "changes", session.Say("List new codes, codes that went out with likely successors, and inactivated ones"))
        {
            before, after, all, format,
        };
        command.SetAction(parsed =>
        {
            var (one, other) = (
                CodesYearsCommand.Edition(session, parsed.GetValue(before)!), CodesYearsCommand.Edition(session, parsed.GetValue(after)!));
            Answer.Write(
                session, parsed.GetValue(format)!, CodeChanges.Of(one, other),
                changes => new CodeMaintenanceDocument(session, parsed.GetValue(all)).Changes(one.Name, other.Name, changes));
            return ExitCode.Done;
        });
        return command;
    }

    internal static Command Propose(Session session)
    {
        var code = new Argument<string>("code") { Description = session.Say("The new code") };
        var (set, country) = (Sets.Option(session), Sets.CountryOption(session));
        var text = new Option<string?>("--text") { Description = session.Say("Its text (default: that of the set or of a catalogue)") };
        var isProcedure = new Option<bool>("--procedure") { Description = session.Say("The code is a procedure (default: by its form)") };
        var output = new Option<string?>("--change") { Description = session.Say("Workbook for a change with what is proposed") };
        var (replace, all, format) = (SharedOptions.Replace(session), SharedOptions.All(session), Answer.FormatOption(session));
        var command = new Command("propose", session.Say("Propose properties for a new code from its neighbours and its text"))
        {
            code, set, country, text, isProcedure, output, replace, all, format,
        };
        command.SetAction(parsed =>
        {
            var known = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var asked = DiagnosisCode.Parse(parsed.GetValue(code)!).ToString();
            var procedure = parsed.GetValue(isProcedure)
                || (asked.Length > 2 && char.IsAsciiLetter(asked[1]) && char.IsAsciiLetter(asked[0]));
            var own = procedure ? known.Index.TextOf(ProcedureCode.Parse(asked)) : known.Index.TextOf(Diagnosis.Parse(asked));
            var said = parsed.GetValue(text) ?? (own.Of is null ? own.In(session.Language) : "");
            var proposals = new PropertyProposals(known).Of(asked, procedure, said);
            Answer.Write(
                session, parsed.GetValue(format)!, new { Code = asked, IsProcedure = procedure, Text = said, Properties = proposals },
                answer => new CodeMaintenanceDocument(session, parsed.GetValue(all))
                    .Proposals(asked, procedure, said, answer.Properties, known.Index));
            if (parsed.GetValue(output) is { } path)
            {
                var rows = proposals.Where(each => each.IsProposed).Aggregate(new TechnicalChange(asked, []), (change, each) =>
                {
                    var draft = new ChangeDraft(known);
                    var next = procedure
                        ? draft.Give([ProcedureCode.Parse(asked)], each.Type, each.Value)
                        : draft.Give([Diagnosis.Parse(asked)], each.Type, each.Value);
                    return change with
                    {
                        Rows =
                        [
                            .. change.Rows.Concat(next.Rows)
                                .DistinctBy(row => (row.Table, row.Direction, string.Join('|', row.Cells))),
                        ],
                    };
                });
                if (rows.Rows.IsEmpty)
                    throw new UsageException("Nothing is proposed, so no change is written");
                ChangeCommand.Save(path, parsed.GetValue(replace), file => ChangeWriter.Write(CaseDraft.Add(known, rows) with
                {
                    About = new() { Title = session.Say($"Properties of {CodeNotation.Written(asked, procedure):code}") },
                }, file));
            }

            return ExitCode.Done;
        });
        return command;
    }

    internal static Command Inactive(Session session)
    {
        var set = new Argument<string>("set") { Description = session.Say("The set: id or path") };
        var country = Sets.CountryOption(session);
        var years = new Option<int>("--years")
        {
            Description = session.Say("Years after which a code is taken out"),
            DefaultValueFactory = _ => 5,
        };
        var output = new Option<string?>("--change") { Description = session.Say("Workbook for the change that takes them out") };
        var (replace, all, format) = (SharedOptions.Replace(session), SharedOptions.All(session), Answer.FormatOption(session));
        var contacts = new SimulatedContacts(session);
        var command = new Command("inactive", session.Say("List codes that went out and still have properties; try taking out the oldest"))
        {
            set, country, years, output, replace, all, format,
        };
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var codes = InactiveCodes.Of(before);
            var old = codes.Where(each => each.Year > 0 && each.Year + parsed.GetValue(years) <= before.Version.Year).ToList();
            var change = InactiveCodes.Removal(before, old);
            var effect = old.Count > 0
                && ChangeApplier.Apply(before, [change], before.Version with { Id = $"{before.Version.Id} - {old.Count}" }).Set is { } after
                ? contacts.Run(parsed, before, SetDiff.Of(before, after))
                : null;
            Answer.Write(
                session, parsed.GetValue(format)!, new
                {
                    Set = before.Version.Id,
                    before.Version.Year,
                    Codes = codes,
                    Old = old.Select(each => each.Code),
                    Effect = effect is null ? null : new SimulationDocument(session, effect).Json(),
                },
                _ => new CodeMaintenanceDocument(session, parsed.GetValue(all))
                    .Inactive(before, codes, parsed.GetValue(years), old, effect));
            if (parsed.GetValue(output) is { } path)
            {
                if (old.Count == 0)
                    throw new UsageException("No code went out so long ago, so no change is written");
                ChangeCommand.Save(path, parsed.GetValue(replace), file => ChangeWriter.Write(change, file));
            }

            return effect?.Result.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }
}
