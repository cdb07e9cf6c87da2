using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera tables info</c>: what a set is and what is in it.</summary>
internal static class TablesInfoCommand
{
    internal static Command Create(Session session)
    {
        var set = TablesCommand.SetArgument(session);
        var country = Sets.CountryOption(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("info", session.Say("Show version, provenance and size of a set")) { set, country, format };
        command.SetAction(parsed => Show(
            session, Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country)), parsed.GetValue(format)!));
        return command;
    }

    private static int Show(Session session, DefinitionSet set, string format)
    {
        var version = set.Version;
        var options = CompiledDefinition.Compile(set).Options;
        if (format == "json")
        {
            Answer.Write(session, session.Out, new
            {
                set.Version,
                Rules = set.Rules.Length,
                Drgs = set.DrgNames.Length,
                DiagnosisProperties = set.DiagnosisFeatures.Length,
                ProcedureProperties = set.ProcedureFeatures.Length,
                ComplicationCategories = set.ComplicationCategories.Select(row => row.Category).Distinct().Count(),
                ComplicationExclusions = set.ComplicationExclusions.Length,
                NamesOfValues = set.Texts.Values.Length,
                TextsOfCodes = set.Texts.Diagnoses.Length + set.Texts.Procedures.Length,
                TestCases = set.TestCases.Length,
                options.MissingSex,
                options.RecodesProperties98,
                Changes = ChangesOf(set).Select(change => new { change.Name, change.Out, change.In }),
            });
            return ExitCode.Done;
        }

        var rows = new Columns("", "") { IsPlain = true };
        rows.Add("id", version.Id);
        rows.Add(session.Say("name"), version.Name);
        rows.Add(session.Say("country, year"), $"{version.Country} {(version.Year > 0 ? version.Year : "")}".Trim());
        rows.Add(session.Say("delivery"), $"{version.Delivery} ({version.Format})");
        rows.Add(session.Say("date"), version.Date);
        rows.Add("sha256", version.SourceHash);
        rows.Add(session.Say("rules"), Session.Number(set.Rules.Length));
        rows.Add("DRG", Session.Number(set.DrgNames.Length));
        rows.Add(session.Say("diagnosis properties"), Session.Number(set.DiagnosisFeatures.Length));
        rows.Add(session.Say("procedure properties"), Session.Number(set.ProcedureFeatures.Length));
        rows.Add(
            session.Say("complication categories"),
            Session.Number(set.ComplicationCategories.Select(row => row.Category).Distinct().Count()));
        rows.Add(session.Say("complication exclusions"), Session.Number(set.ComplicationExclusions.Length));
        rows.Add(session.Say("names of values"), Session.Number(set.Texts.Values.Length));
        rows.Add(session.Say("texts of codes"), Session.Number(set.Texts.Diagnoses.Length + set.Texts.Procedures.Length));
        rows.Add(session.Say("test cases"), Session.Number(set.TestCases.Length));
        rows.Add(session.Say("sex missing, MDC 98"), options.MissingSex == MissingSexInMdc98.Becomes12
            ? session.Say("becomes MDC 12")
            : session.Say("stays 98"));
        rows.Add(session.Say("properties 98"), options.RecodesProperties98
            ? session.Say("recoded by sex")
            : session.Say("as they are"));
        foreach (var (name, leaving, coming) in ChangesOf(set))
            rows.Add(session.Say("technical change"), session.Say($"{name:key}: {leaving:leaving} rows out, {coming:coming} in"));
        rows.Write(session.Out);
        return ExitCode.Done;
    }

    /// <summary>The technical changes that led to a set, and how many rows each took away and added.</summary>
    private static IEnumerable<(string Name, int Out, int In)> ChangesOf(DefinitionSet set) =>
        SetStore.IsId(set.Version.Id) && SetStore.Default.ProvenanceOf(set.Version.Id) is { } path
            ? Provenance.Read(path).GroupBy(row => row.Change).Select(change =>
                (change.Key, change.Count(row => row.NewRow == 0), change.Count(row => row.NewRow > 0)))
            : [];
}
