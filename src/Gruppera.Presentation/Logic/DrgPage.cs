using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A group on a page.</summary>
internal static class DrgPage
{
    internal static void Write(Page page, DrgView group)
    {
        var document = page.Document;
        document.Heading(page.Name(group.Drg), 1);
        document.Table(["", ""], Facts(page, group).Where(row => row[1].Length > 0));
        if (group.Siblings.Length > 0)
        {
            document.Heading(page.Say("Complication levels", "Komplikationsgrader"));
            string[] headers = [page.Say("asks for", "kräver"), "DRG", .. page.HasWeights ? [page.Say("weight", "vikt")] : Array.Empty<string>(), page.Say("name", "namn")];
            document.Table(headers, group.Siblings.Select(sibling => (string[])
            [
                string.Join(", ", sibling.Levels.Select(level => Level(page, level))), sibling.Drg.Drg,
                .. page.HasWeights ? [page.Weight(sibling.Drg.Drg)] : Array.Empty<string>(), page.Say(sibling.Drg.Text),
            ]));
        }

        document.Heading($"{page.Say("Rules", "Regler")} ({group.Rules.Length})");
        page.Briefs(group.Rules);
        Demanded(page, group);
        Leading(page, group);
    }

    private static IEnumerable<string[]> Facts(Page page, DrgView group)
    {
        yield return [page.Say("short name", "kort namn"), page.Say(group.ShortText)];
        yield return ["MDC", group.Mdc is null ? "" : page.Name(group.Mdc)];
        yield return [page.Say("combined code", "kombinerad kod"), group.CombinedDrg];
        yield return [page.Say("weight", "vikt"), page.Weight(group.Drg.Drg)];
        yield return [page.Say("kind", "slag"), group.Steering is null ? "" : Kind(page, group.Steering, group.Demanded.Any(property => property.IsVisitMarker))];
        yield return [page.Say("day surgery", "dagkirurgi"), DaySurgery(page, group)];
        yield return [page.Say("code says", "koden säger"), group.CodeMeaning is null ? "" : Meaning(page, group.CodeMeaning)];
    }

    private static string Kind(Page page, GroupSteering steering, bool hasVisitMarkers)
    {
        var demanding = steering.Rules.Where(rule => rule.Column is not null).Select(rule => rule.Id).ToList();
        var all = steering.Rules.Length;
        var shown = string.Join(' ', demanding.Take(page.First)) + (demanding.Count > page.First ? " …" : "");
        var text = steering.Kind switch
        {
            GroupKind.Procedure => page.Say($"procedure group: {(all == 1 ? "its only rule demands" : $"all its {all} rules demand")} a procedure", $"åtgärdsgrupp: {(all == 1 ? "dess enda regel kräver" : $"alla dess {all} regler kräver")} en åtgärd"),
            GroupKind.Conservative => page.Say($"conservative group: {(all == 1 ? "its only rule demands no" : $"none of its {all} rules demands a")} procedure", $"konservativ grupp: {(all == 1 ? "dess enda regel kräver ingen" : $"ingen av dess {all} regler kräver en")} åtgärd"),
            _ => page.Say(
                $"mixed: {demanding.Count} of its {all} rules {(demanding.Count == 1 ? "demands" : "demand")} a procedure ({shown}), the others do not; a procedure is no requirement for the group, so it is conservative in the sense of the Swedish document",
                $"blandad: {demanding.Count} av dess {all} regler kräver en åtgärd ({shown}), övriga inte; en åtgärd är alltså inget krav för gruppen, som därmed är konservativ i Socialstyrelsens mening"),
        };
        return hasVisitMarkers ? text + page.Say(" (visit form and profession are not counted as procedures)", " (besöksform och yrkeskategori räknas inte som åtgärder)") : text;
    }

    private static string DaySurgery(Page page, DrgView group) => group.IsListedDaySurgery switch
    {
        true => page.Say("day-surgery group by the list beside the set", "dagkirurgisk grupp enligt listan bredvid uppsättningen"),
        false => page.Say("no day-surgery group by the list beside the set", "ingen dagkirurgisk grupp enligt listan bredvid uppsättningen"),
        _ => group.DaySurgery is null ? "" : DaySurgery(page, group.DaySurgery),
    };

    private static string DaySurgery(Page page, DerivedDaySurgery why) => (why.ByRules, why.ByCode) switch
    {
        (true, true) => page.Say("derived day-surgery group: outpatient by its rules and its code, and every rule demands an operating-room procedure", "härledd dagkirurgisk grupp: öppenvård enligt både regler och kod, och varje regel kräver en operationsåtgärd"),
        (true, false) => page.Say("derived day-surgery group: outpatient by its rules, and every rule demands an operating-room procedure", "härledd dagkirurgisk grupp: öppenvård enligt sina regler, och varje regel kräver en operationsåtgärd"),
        _ => page.Say("derived day-surgery group: outpatient by its code, and every rule demands an operating-room procedure", "härledd dagkirurgisk grupp: öppenvård enligt sin kod, och varje regel kräver en operationsåtgärd"),
    };

    private static string Meaning(Page page, DrgCodeMeaning meaning)
    {
        var parts = new List<string>
        {
            $"MDC {meaning.Mdc}" + (meaning.AgreesOnMdc == false ? page.Say($" (the name table says {meaning.TableMdc})", $" (namntabellen säger {meaning.TableMdc})") : ""),
            meaning.CareForm switch
            {
                DrgCareForm.Inpatient => page.Say("inpatient care", "slutenvård"),
                DrgCareForm.Outpatient => page.Say("outpatient care", "öppenvård"),
                DrgCareForm.PrimaryCare => page.Say("primary care", "primärvård"),
                DrgCareForm.PrimaryCareInpatient => page.Say("inpatient care in primary care", "slutenvård inom primärvården"),
                _ => page.Say("unknown form of care", "okänd vårdform"),
            },
            page.Level(meaning.ComplicationLevel),
            meaning.VisitForm switch
            {
                DrgVisitForm.Individual => page.Say("individual visit", "enskilt besök"),
                DrgVisitForm.Team => page.Say("team visit", "teambesök"),
                DrgVisitForm.Group => page.Say("group visit", "gruppbesök"),
                DrgVisitForm.Telephone => page.Say("consultation by telephone", "telefonkonsultation"),
                _ => "",
            },
            meaning.IsSwedishOutpatientGroup ? page.Say("group of Swedish outpatient care", "svensk öppenvårdsgrupp") : "",
            meaning.IsPhysicianVisit ? page.Say("physician visit without a procedure that steers", "läkarbesök utan DRG-styrande åtgärd") : "",
        };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Level(Page page, int level) => level switch
    {
        2 => page.Say("level 2", "grad 2"),
        1 => page.Say("level 1 or 2", "grad 1 eller 2"),
        _ => page.Say("no level", "ingen grad"),
    };

    private static void Demanded(Page page, DrgView group)
    {
        if (group.Demanded.Length == 0)
            return;
        page.Document.Heading($"{page.Say("What its rules ask for, and the codes that have it", "Vad reglerna kräver, och koderna som har det")} ({group.Demanded.Length})");
        foreach (var demanded in group.Demanded.Take(page.First))
        {
            var codes = (demanded.Diagnoses.Length, demanded.Procedures.Length) switch
            {
                (var diagnoses, 0) => page.Diagnoses(diagnoses),
                (0, var procedures) => page.Procedures(procedures),
                var (diagnoses, procedures) => $"{page.Diagnoses(diagnoses)}, {page.Procedures(procedures)}",
            };
            page.Document.Item($"{page.Type(demanded.Property.Type)} {page.Name(demanded.Property)} ({demanded.Rules}/{page.Rules(group.Rules.Length)}): {codes}{(demanded.IsVisitMarker ? page.Say(", tell form or profession of a visit", ", anger besöksform eller yrkeskategori") : "")}");
            page.Codes(demanded.Diagnoses);
            page.Codes(demanded.Procedures);
        }

        page.More(group.Demanded.Length - page.First, page.Say(" properties", " egenskaper"));
    }

    private static void Leading(Page page, DrgView group)
    {
        page.Document.Heading(page.Say("Principal diagnoses that lead here as the only code", "Huvuddiagnoser som leder hit som enda kod"));
        if (group.Leading.Length == 0)
        {
            page.Document.Line(page.Say("None.", "Inga."));
            return;
        }

        var kinds = group.Leading.GroupBy(each => When(page, each)).ToList();
        var only = kinds.Count == 1 ? $", {kinds[0].Key}" : "";
        page.Document.Line($"{page.Diagnoses(group.Leading.Length)}{only}; {page.Say("an ordinary contact of an adult, see docs/questions.md", "en vanlig kontakt av en vuxen, se docs/questions.md")}");
        foreach (var same in kinds)
        {
            if (kinds.Count > 1)
                page.Document.Item($"{same.Key}: {page.Diagnoses(same.Count())}");
            page.Codes([.. same.Select(each => new NamedCode(each.Code, each.Text))]);
        }
    }

    /// <summary>What of the ordinary contact must be so; empty where all of it may be either way.</summary>
    private static string When(Page page, LeadingDiagnosis each) => string.Join(", ", new[]
    {
        (each.Inpatient, each.Outpatient) switch { (true, false) => page.Say("inpatient", "slutenvård"), (false, true) => page.Say("outpatient", "öppenvård"), _ => page.Say("inpatient and outpatient", "slutenvård och öppenvård") },
        (each.Male, each.Female) switch { (true, false) => page.Say("men", "män"), (false, true) => page.Say("women", "kvinnor"), _ => "" },
    }.Where(part => part.Length > 0));
}
