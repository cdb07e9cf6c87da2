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
        var command = new Command("info", session.Say("Show version, provenance and size of a set", "Visa version, ursprung och storlek för en uppsättning")) { set, country };
        command.SetAction(parsed => Show(session, Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country))));
        return command;
    }

    private static int Show(Session session, DefinitionSet set)
    {
        var version = set.Version;
        var options = CompiledDefinition.Compile(set).Options;
        var rows = new Columns("", "") { IsPlain = true };
        rows.Add("id", version.Id);
        rows.Add(session.Say("name", "namn"), version.Name);
        rows.Add(session.Say("country, year", "land, år"), $"{version.Country} {(version.Year > 0 ? version.Year : "")}".Trim());
        rows.Add(session.Say("delivery", "leverans"), $"{version.Delivery} ({version.Format})");
        rows.Add(session.Say("date", "datum"), version.Date);
        rows.Add("sha256", version.SourceHash);
        rows.Add(session.Say("rules", "regler"), Session.Number(set.Rules.Length));
        rows.Add("DRG", Session.Number(set.DrgNames.Length));
        rows.Add(session.Say("diagnosis properties", "diagnosegenskaper"), Session.Number(set.DiagnosisFeatures.Length));
        rows.Add(session.Say("procedure properties", "åtgärdsegenskaper"), Session.Number(set.ProcedureFeatures.Length));
        rows.Add(session.Say("complication categories", "komplikationskategorier"), Session.Number(set.ComplicationCategories.Select(row => row.Category).Distinct().Count()));
        rows.Add(session.Say("complication exclusions", "komplikationsundantag"), Session.Number(set.ComplicationExclusions.Length));
        rows.Add(session.Say("names of values", "namn på värden"), Session.Number(set.Texts.Values.Length));
        rows.Add(session.Say("texts of codes", "kodtexter"), Session.Number(set.Texts.Diagnoses.Length + set.Texts.Procedures.Length));
        rows.Add(session.Say("test cases", "testfall"), Session.Number(set.TestCases.Length));
        rows.Add(session.Say("sex missing, MDC 98", "kön saknas, MDC 98"), options.MissingSex == MissingSexInMdc98.Becomes12
            ? session.Say("becomes MDC 12", "blir MDC 12")
            : session.Say("stays 98", "förblir 98"));
        rows.Add(session.Say("properties 98", "egenskaper 98"), options.RecodesProperties98
            ? session.Say("recoded by sex", "kodas om efter kön")
            : session.Say("as they are", "som de är"));
        if (SetStore.IsId(version.Id) && SetStore.Default.ProvenanceOf(version.Id) is { } path)
        {
            foreach (var change in Provenance.Read(path).GroupBy(row => row.Change))
                rows.Add(session.Say("technical change", "teknisk ändring"), session.Say($"{change.Key}: {change.Count(row => row.NewRow == 0)} rows out, {change.Count(row => row.NewRow > 0)} in", $"{change.Key}: {change.Count(row => row.NewRow == 0)} rader ut, {change.Count(row => row.NewRow > 0)} in"));
        }

        rows.Write(session.Out);
        return ExitCode.Done;
    }
}
