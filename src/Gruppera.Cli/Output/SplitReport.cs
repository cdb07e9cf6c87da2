using System.Globalization;
using Gruppera.Casemix.Impact;

namespace Gruppera.Cli.Output;

/// <summary>Splits of a group with the criteria that each meets and misses.</summary>
/// <param name="session">The language.</param>
/// <param name="drg">The group, or several.</param>
/// <param name="contacts">Its contacts with costs, and all of the file.</param>
/// <param name="splits">The splits.</param>
internal sealed class SplitReport(Session session, string drg, (long OfGroup, long All) contacts, IReadOnlyList<SplitResult> splits)
{
    internal Document One()
    {
        var document = Start();
        Write(document, splits[0]);
        return document;
    }

    /// <summary>A split with its parts and criteria.</summary>
    internal void Write(Document document, SplitResult split)
    {
        document.Line(Verdict(split)).Table(
            [session.Say("part", "del"), session.Say("contacts", "kontakter"), session.Say("share", "andel"), session.Say("mean kr", "medel kr"), "SD", "CV"],
            split.Parts.Select(part => (part.Name, part.Costs)).Prepend((drg, split.Original)).Select(part => new[]
            {
                part.Item1, Session.Number(part.Item2.Count), session.Percent(part.Item2.Count, split.Original.Count), Session.Number(part.Item2.Mean), Session.Number(part.Item2.Sd), session.Weight2(part.Item2.Cv),
            }),
            1, 2, 3, 4, 5);
        document.Table(
            [session.Say("limit", "gräns"), session.Say("value", "värde"), session.Say("95 % interval", "95 % intervall"), session.Say("verdict", "utfall"), session.Say("criterion", "kriterium")],
            split.Findings.Select(finding => new[]
            {
                (finding.Criterion == SplitCriterion.CvRatio ? "<= " : ">= ") + Show(finding, finding.Limit), Show(finding, finding.Value),
                finding.Interval is { } interval ? $"{Show(finding, interval.Low)} - {Show(finding, interval.High)}" : "-", Verdict(finding), NameOf(session, finding.Criterion),
            }),
            0, 1, 2);
    }

    internal Document Several()
    {
        var document = Start();
        if (splits.Count == 0)
            return document.Line(session.Say("No split leaves at least 3 % of the contacts, and ten of them, on each side.", "Ingen delning lämnar minst 3 % av kontakterna, och tio stycken, på var sida."));
        return document.Table(
            ["R2 %", session.Say("least share", "minsta andel"), session.Say("step %", "steg %"), session.Say("SD fall %", "SD ned %"), session.Say("CV ratio", "CV-kvot"), session.Say("verdict", "utfall"), session.Say("split by", "delning på")],
            splits.Select(split => new[]
            {
                session.Decimal(100 * split.Explained), Show(split, SplitCriterion.SmallestShare), Show(split, SplitCriterion.CostStep), Show(split, SplitCriterion.SdFall), Show(split, SplitCriterion.CvRatio),
                split.IsGood ? session.Say("good", "bra") : session.Say($"{split.Findings.Count(finding => !finding.IsMet)} missed", $"{split.Findings.Count(finding => !finding.IsMet)} brister"), split.Name,
            }),
            0, 1, 2, 3, 4);
    }

    internal object Json() => new
    {
        Drg = drg,
        Contacts = contacts.OfGroup,
        Material = contacts.All,
        Splits = splits.Select(split => new
        {
            By = split.Name,
            split.Explained,
            split.IsGood,
            split.IsCertain,
            Parts = split.Parts.Select(part => new { part.Name, Contacts = part.Costs.Count, part.Costs.Mean, part.Costs.Sd, part.Costs.Cv }),
            Criteria = split.Findings.Select(finding => new { finding.Criterion, finding.Value, finding.Limit, finding.Interval?.Low, finding.Interval?.High, finding.IsMet, finding.IsCertain }),
        }),
    };

    private Document Start() => new Document().Heading(session.Say($"Splitting {drg}", $"Delning av {drg}"), 1).Line(session.Say(
        $"{Session.Number(contacts.OfGroup)} contacts with costs, of {Session.Number(contacts.All)} in the file. R2 is the share of the variance of log cost explained.",
        $"{Session.Number(contacts.OfGroup)} vårdkontakter med kostnad, av {Session.Number(contacts.All)} i filen. R2 är andelen av variansen i log kostnad som förklaras."));

    private string Verdict(SplitResult split) => session.Say(
        $"By {split.Name}: {(split.IsGood ? "meets every criterion" : "does not meet every criterion")}{(split.IsCertain ? "" : ", though chance could turn it")}. R2 {session.Decimal(100 * split.Explained)} %.",
        $"På {split.Name}: {(split.IsGood ? "uppfyller alla kriterier" : "uppfyller inte alla kriterier")}{(split.IsCertain ? "" : ", men slumpen kan vända det")}. R2 {session.Decimal(100 * split.Explained)} %.");

    private string Verdict(SplitFinding finding) => (finding.IsMet, finding.IsCertain) switch
    {
        (true, true) => session.Say("met", "uppfyllt"),
        (true, false) => session.Say("met?", "uppfyllt?"),
        (false, true) => session.Say("missed", "brister"),
        _ => session.Say("missed?", "brister?"),
    };

    private string Show(SplitResult split, SplitCriterion criterion) => split.Findings.Where(finding => finding.Criterion == criterion).Select(finding => Show(finding, finding.Value)).FirstOrDefault("-");

    private string Show(SplitFinding finding, double value) => finding.Criterion switch
    {
        SplitCriterion.PerMillion => Session.Number(value),
        SplitCriterion.CvRatio => value.ToString("0.00", CultureInfo.InvariantCulture).Replace(".", session.Say(".", ","), StringComparison.Ordinal),
        _ => $"{session.Decimal(100 * value)} %",
    };

    internal static string NameOf(Session session, SplitCriterion criterion) => criterion switch
    {
        SplitCriterion.PerMillion => session.Say("contacts per million, smallest part", "kontakter per miljon, minsta delen"),
        SplitCriterion.SmallestShare => session.Say("share of the smallest part", "minsta delens andel"),
        SplitCriterion.CostStep => session.Say("mean cost, least step", "medelkostnad, minsta steg"),
        SplitCriterion.CostSpan => session.Say("mean cost, from none to very complicated", "medelkostnad, från ej till mycket komplicerat"),
        SplitCriterion.SdFall => session.Say("fall of SD in the largest part", "SD lägre i största delen"),
        _ => session.Say("largest CV over that of the group", "största CV genom gruppens"),
    };
}
