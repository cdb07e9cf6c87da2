using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A group on a page.</summary>
public static class DrgPage
{
    /// <summary>Writes what the logic says of a group.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="group">The group.</param>
    public static void Write(Page page, DrgView group)
    {
        var document = page.Document;
        document.Heading(page.Name(group.Drg), 1);
        document.Table(["", ""], Facts(page, group).Where(row => row[1].Length > 0));
        page.Problems(group.Problems);
        if (group.Siblings.Length > 0)
        {
            document.Heading(page.Say("Complication levels"));
            string[] headers =
            [
                page.Say("asks for"), "DRG", .. page.HasWeights ? [page.Say("weight")] : Array.Empty<string>(), page.Say("name"),
            ];
            document.Table(headers, group.Siblings.Select(sibling => (string[])
            [
                string.Join(", ", sibling.Levels.Select(level => page.Say(LogicWords.AskedLevel(level)))), sibling.Drg.Drg,
                .. page.HasWeights ? [page.Weight(sibling.Drg.Drg)] : Array.Empty<string>(), page.Say(sibling.Drg.Text),
            ]));
        }

        document.Heading($"{page.Say("Rules")} ({group.Rules.Length})");
        page.Briefs(group.Rules);
        Demanded(page, group);
        Leading(page, group);
    }

    private static IEnumerable<string[]> Facts(Page page, DrgView group)
    {
        yield return [page.Say("short name"), page.Say(group.ShortText)];
        yield return ["MDC", group.Mdc is null ? "" : page.Name(group.Mdc)];
        yield return [page.Say("combined code"), group.CombinedDrg];
        yield return [page.Say("weight"), page.Weight(group.Drg.Drg)];
        yield return
        [
            page.Say("type"),
            group.Steering is null ? "" : Kind(page, group.Steering, group.Demanded.Any(property => property.IsVisitMarker)),
        ];
        yield return [page.Say("day surgery"), DaySurgery(page, group)];
        yield return [page.Say("by its code"), group.CodeMeaning is null ? "" : LogicWords.Meaning(page.Language, group.CodeMeaning)];
    }

    private static string Kind(Page page, GroupSteering steering, bool hasVisitMarkers)
    {
        var demanding = steering.Rules.Where(rule => rule.Column is not null).Select(rule => rule.Id).ToList();
        var shown = string.Join(' ', demanding.Take(page.First)) + (demanding.Count > page.First ? " …" : "");
        return LogicWords.Kind(page.Language, steering, hasVisitMarkers, shown);
    }

    private static string DaySurgery(Page page, DrgView group) => group.IsListedDaySurgery switch
    {
        true => page.Say("day-surgery group by the list stored with the set"),
        false => page.Say("not a day-surgery group by the list stored with the set"),
        _ => group.DaySurgery is null ? "" : DaySurgery(page, group.DaySurgery),
    };

    private static string DaySurgery(Page page, DerivedDaySurgery why) => (why.ByRules, why.ByCode) switch
    {
        (true, true) => page.Say(
            "derived day-surgery group: outpatient by its rules and its code, and every rule asks for an operating-room procedure"),
        (true, false) =>
            page.Say("derived day-surgery group: outpatient by its rules, and every rule asks for an operating-room procedure"),
        _ => page.Say("derived day-surgery group: outpatient by its code, and every rule asks for an operating-room procedure"),
    };

    private static void Demanded(Page page, DrgView group)
    {
        if (group.Demanded.Length == 0)
            return;
        page.Document.Heading($"{page.Say(Titles.Demanded)} ({group.Demanded.Length})");
        foreach (var demanded in group.Demanded.Take(page.First))
        {
            var codes = (demanded.Diagnoses.Length, demanded.Procedures.Length) switch
            {
                (var diagnoses, 0) => page.Diagnoses(diagnoses),
                (0, var procedures) => page.Procedures(procedures),
                var (diagnoses, procedures) => $"{page.Diagnoses(diagnoses)}, {page.Procedures(procedures)}",
            };
            page.Document.Item(
                $"{page.Type(demanded.Property.Type)} {page.Name(demanded.Property)} " +
                $"({demanded.Rules}/{page.Rules(group.Rules.Length)}): " +
                $"{codes}{(demanded.IsVisitMarker ? page.Say(", indicates visit form or profession") : "")}");
            page.Codes(demanded.Diagnoses);
            page.Codes(demanded.Procedures);
        }

        page.More(group.Demanded.Length - page.First, page.Say(" properties"));
    }

    private static void Leading(Page page, DrgView group)
    {
        page.Document.Heading(page.Say(Titles.Leading));
        if (group.Leading.Length == 0)
        {
            page.Document.Line(page.Say("None."));
            return;
        }

        var kinds = group.Leading.GroupBy(each => When(page, each)).ToList();
        var only = kinds.Count == 1 ? $", {kinds[0].Key}" : "";
        page.Document.Line(
            $"{page.Diagnoses(group.Leading.Length)}{only}; {page.Say("an ordinary contact of an adult, see docs/questions.md")}");
        foreach (var same in kinds)
        {
            if (kinds.Count > 1)
                page.Document.Item($"{same.Key}: {page.Diagnoses(same.Count())}");
            page.Codes([.. same.Select(each => new NamedCode(each.Code, each.Text))]);
        }
    }

    /// <summary>What of the ordinary contact must be so; empty if all of it may be either way.</summary>
    private static string When(Page page, LeadingDiagnosis each) => string.Join(", ", new[]
    {
        (each.Inpatient, each.Outpatient) switch
        {
            (true, false) => page.Say("inpatient"),
            (false, true) => page.Say("outpatient"),
            _ => page.Say("inpatient and outpatient"),
        },
        (each.Male, each.Female) switch { (true, false) => page.Say("men"), (false, true) => page.Say("women"), _ => "" },
    }.Where(part => part.Length > 0));
}
