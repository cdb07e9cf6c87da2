using Gruppera.Formats.Technology;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>The assessment of a technology, point by point as Socialstyrelsen asks.</summary>
internal sealed record TechnologyAnswer(TechnologyFindings Findings)
{
    private const int MostUnits = 40;

    internal Document Document(Session session)
    {
        var document = new Document().Heading(Findings.Question.Name, 1);
        Codes(session, document);
        Delay(session, document);
        Costs(session, document);
        Scope(session, document);
        return Open(session, document);
    }

    internal IReadOnlyList<Figures> Figures() =>
    [
        new("codes", ["part", "code", "text", "in_set", "contacts", "with_technology", "neighbours"], [.. Findings.Codes.Select(code => (object[])[code.Part, code.Code, code.Text, code.InSet is { } known ? known : "", code.Contacts, code.WithTechnology, string.Join(' ', code.Neighbours)])]),
        new("combinations", ["parts", "contacts", "with_technology", "purity"], [.. Findings.Combinations.Select(each => (object[])[string.Join('+', each.Parts), each.Contacts, each.WithTechnology, Purity(each)])]),
        new("groups", ["drg", "contacts", "all", "mean_cost", "mean_cost_of_others"], [.. Findings.Groups.Select(group => (object[])[group.Drg, group.Contacts, group.All, group.MeanCost, group.MeanCostOfOthers])]),
        new("units", ["unit", "coded", "with_medicine", "with_cost"], [.. Findings.Units.Select(unit => (object[])[unit.Unit, unit.Coded, unit.WithMedicine, unit.WithCost])]),
    ];

    private void Codes(Session session, Document document)
    {
        document.Heading(session.Say("1. Primary codes", "1. Primärkoder"));
        document.Line(Findings.LacksCodes
            ? session.Say("A part has no code that the set knows: new primary codes must come first, before any group can be made.", "En del saknar kod som uppsättningen känner: nya primärkoder måste inrättas först, innan någon grupp kan skapas.")
            : session.Say("Every part has codes. Whether they describe the technology and nothing else is to be judged by what else they cover:", "Varje del har koder. Om de renodlat beskriver tekniken får bedömas av vad de täcker i övrigt:"));
        document.Table(
            [session.Say("part", "del"), session.Say("code", "kod"), session.Say("contacts", "kontakter"), session.Say("technology", "tekniken"), "text"],
            Findings.Codes.Select(code => new[] { $"{code.Part}", code.Code + (code.InSet == false ? session.Say(" (unknown)", " (okänd)") : ""), Session.Number(code.Contacts), Share(session, code.WithTechnology, code.Contacts), code.Text }),
            2, 3);
        foreach (var code in Findings.Codes.Where(code => code.Neighbours.Length > 0))
            document.Item(session.Say($"next to {code.Code}: {string.Join(' ', code.Neighbours)}", $"intill {code.Code}: {string.Join(' ', code.Neighbours)}"));
        if (Findings.Question.Parts.Length > 1 && Findings.Read > 0)
        {
            document.Line(session.Say("Combinations, the purest first: the share of their contacts that have every part.", "Kombinationer, den renaste först: andelen av deras kontakter som har alla delar."));
            document.Table([session.Say("parts", "delar"), session.Say("contacts", "kontakter"), session.Say("pure", "ren")], Findings.Combinations.Take(12).Select(each => new[] { string.Join(" + ", each.Parts), Session.Number(each.Contacts), Share(session, each.WithTechnology, each.Contacts) }), 1, 2);
        }

        document.Table(
            ["DRG", session.Say("contacts", "kontakter"), session.Say("of all", "av alla"), session.Say("mean cost", "medelkostnad"), session.Say("of others", "övrigas")],
            Findings.Groups.Take(12).Select(group => new[] { group.Drg, Session.Number(group.Contacts), Share(session, group.Contacts, group.All), Kronor(group.MeanCost), Kronor(group.MeanCostOfOthers) }),
            1, 2, 3, 4);
    }

    private void Delay(Session session, Document document)
    {
        var (start, first) = (Findings.Question.Start, Findings.FirstYearInWeights);
        document.Heading(session.Say("2. The delay of weights", "2. Vikternas fördröjning"));
        document.Line(session.Say(
            $"National weights are made from costs of two years before: those of {start} and {start + 1} are without the technology, and the list of {first} is the first with its costs. Until then a region must pay for it outside DRG; gruppera technology-gap reckons how much.",
            $"Nationella vikter görs av kostnader från två år tidigare: vikterna för {start} och {start + 1} saknar tekniken, och listan för {first} är den första med dess kostnader. Till dess måste en region betala den utanför DRG; gruppera technology-gap räknar ut hur mycket."));
    }

    private void Costs(Session session, Document document)
    {
        document.Heading(session.Say("3. Codes and costs in the data", "3. Koder och kostnader i data"));
        if (Findings.Read == 0)
        {
            document.Line(session.Say("No contacts were given (--contacts).", "Inga vårdkontakter angavs (--contacts)."));
            return;
        }

        var (coded, medicine, cost) = (Findings.Units.Sum(unit => unit.Coded), Findings.Units.Sum(unit => unit.WithMedicine), Findings.Units.Sum(unit => unit.WithCost));
        document.Line(session.Say($"{Session.Number(Findings.Contacts)} of {Session.Number(Findings.Read)} contacts have the technology.", $"{Session.Number(Findings.Contacts)} av {Session.Number(Findings.Read)} vårdkontakter har tekniken."));
        if (Findings.Unreadable > 0)
            document.Line(session.Say($"{Session.Number(Findings.Unreadable)} rows could not be read and are counted nowhere else.", $"{Session.Number(Findings.Unreadable)} rader gick inte att läsa och räknas ingen annanstans."));
        if (Findings.Question.AtcColumn.Length > 0 && coded > 0)
            document.Line(session.Say($"Of {Session.Number(coded)} contacts with its other codes {Share(session, medicine, coded)} have the medicine's ATC code.", $"Av {Session.Number(coded)} kontakter med dess övriga koder har {Share(session, medicine, coded)} läkemedlets ATC-kod."));
        if (Findings.Question.MedicineCostColumn.Length > 0 && coded > 0)
            document.Line(session.Say($"{Share(session, cost, coded)} of them carry a cost of medicines.", $"{Share(session, cost, coded)} av dem bär en läkemedelskostnad."));
        if (Findings.Apart > 0)
            document.Line(session.Say($"{Session.Number(Findings.Apart)} contacts have the medicine but not the codes, which stand on another contact of the patient within {Findings.Question.Days} days: the cost must lie where it arises.", $"{Session.Number(Findings.Apart)} kontakter har läkemedlet men inte koderna, som står på en annan av patientens kontakter inom {Findings.Question.Days} dagar: kostnaden måste ligga där den uppkommer."));
        document.Table(
            [session.Say("coded", "kodade"), "ATC", session.Say("cost", "kostnad"), session.Say("unit", "enhet")],
            Findings.Units.Take(MostUnits).Select(unit => new[] { Session.Number(unit.Coded), Share(session, unit.WithMedicine, unit.Coded), Share(session, unit.WithCost, unit.Coded), unit.Unit + (unit is { Coded: >= 5, WithMedicine: 0 } && Findings.Question.AtcColumn.Length > 0 ? session.Say(" (does not register)", " (registrerar inte)") : "") }),
            0, 1, 2);
    }

    private void Scope(Session session, Document document)
    {
        document.Heading(session.Say("4. What NordDRG can describe", "4. Vad NordDRG kan beskriva"));
        document.Line(Findings.IsWithinScope
            ? session.Say("The technology is given in single contacts with health-care staff, which NordDRG describes.", "Tekniken ges i enstaka vårdhändelser med sjukvårdspersonal, vilket NordDRG beskriver.")
            : session.Say("The technology is a care chain, continuous care at home or self-care: outside NordDRG. It must not be grouped as if it were contacts, and is paid in another way.", "Tekniken är en vårdkedja, kontinuerlig vård i hemmet eller egenvård: utanför NordDRG. Den får inte grupperas som om den vore kontakter, och måste täckas på annat sätt."));
        if (Findings.PatientsInSeries > 0)
            document.Line(session.Say($"{Session.Number(Findings.PatientsInSeries)} of {Session.Number(Findings.Patients)} patients have three of its contacts or more within {Findings.Question.Days} days: each is grouped by itself, the series is not.", $"{Session.Number(Findings.PatientsInSeries)} av {Session.Number(Findings.Patients)} patienter har tre eller fler av dess kontakter inom {Findings.Question.Days} dagar: var och en grupperas för sig, inte serien."));
    }

    /// <summary>What the figures leave to people.</summary>
    private Document Open(Session session, Document document)
    {
        document.Heading(session.Say("Open questions", "Öppna frågor"));
        if (Findings.LacksCodes)
            document.Item(session.Say("Which new primary codes are needed, and when can they hold?", "Vilka nya primärkoder behövs, och när kan de gälla?"));
        else
            document.Item(session.Say("Do the texts of the codes cover older technology too?", "Täcker kodernas texter även äldre teknik?"));
        if (Findings.Groups is [var group, ..] && Findings.IsWithinScope)
            document.Item(session.Say($"Should {group.Drg} be split? gruppera change new split writes the change.", $"Ska {group.Drg} delas? gruppera change new split skriver ändringen."));
        if (Findings.Units.Any(unit => unit.WithMedicine < unit.Coded) && Findings.Question.AtcColumn.Length > 0)
            document.Item(session.Say("How do the units that lack ATC codes come to register them?", "Hur får de enheter som saknar ATC-koder dem registrerade?"));
        return document;
    }

    private static double Purity(TechnologyCombination each) => each.Contacts == 0 ? double.NaN : (double)each.WithTechnology / each.Contacts;

    private static string Share(Session session, long part, long whole) => whole == 0 ? "" : session.Percent(part, whole);

    private static string Kronor(double cost) => double.IsNaN(cost) ? "" : Session.Number(cost);
}
