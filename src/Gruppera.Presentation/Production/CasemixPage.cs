using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>A casemix report as a page.</summary>
internal sealed class CasemixPage(Voice voice, CasemixReport report)
{
    private const int TopGroups = 25;
    private const decimal Thousand = 1000;
    private readonly HtmlPage _page = new(voice.Say("en", "sv"), voice.Say($"Casemix report, {report.Name}", $"Casemixrapport, {report.Name}"));

    private string Unit => string.Join(" / ", report.Casemix.By);

    private UnitIndices[] Units => [.. report.Casemix.Units, report.Casemix.All];

    internal string Html()
    {
        Head();
        Casemix();
        if (report.Casemix.All.All.Cost > 0)
        {
            Cost();
            Outliers();
        }

        Coding();
        if (report.Stays is { } stays)
            Stays(stays);
        Groups();
        if (report.Changes is { } changes)
            Changes(changes);
        Quality();
        return _page.Raw($"<footer>{HtmlPage.Text(Say("Intervals are 95 %. Formulas and sources: docs/casemix of Gruppera. DRG is not made for settling with units as small as a clinic.", "Intervallen är 95 %. Formler och källor: docs/casemix i Gruppera. DRG är inte gjort för avräkning med så små enheter som kliniker."))}</footer>").ToString();
    }

    private void Head()
    {
        var all = report.Casemix.All;
        var sets = string.Join(", ", report.Quality.Sets.Select(set => set.Set));
        var trimming = report.Manifest is { Trimming: { Length: > 0 } rule } ? Say($" Limits of outliers by {rule}.", $" Ytterfallsgränser enligt {rule}.") : "";
        _page.Paragraph(Say($"Definition set {sets}. Weight list {report.Casemix.List}.", $"Definitionsuppsättning {sets}. Viktlista {report.Casemix.List}.") + trimming, isMuted: true);
        var tiles = new List<(string Name, string Value, string Note)>
        {
            (Say("Contacts", "Vårdkontakter"), Voice.Number(all.All.Contacts), Before(change => change.Before.Contacts, change => change.After.Contacts)),
            (Say("DRG points", "DRG-poäng"), Voice.Number(all.All.Points), Before(change => change.Before.Points, change => change.After.Points)),
            (Say("Casemix index", "Casemixindex"), voice.Weight3(all.All.Index.Value), Before(change => change.Before.Index ?? 0, change => change.After.Index ?? 0)),
        };
        if (all.All.Cost > 0)
        {
            tiles.Add((Say("Cost, million kronor", "Kostnad, miljoner kronor"), Voice.Number((double)all.All.Cost / 1e6), Before(change => change.Before.Cost, change => change.After.Cost)));
            tiles.Add((Say("Kronor per point", "Kronor per poäng"), Voice.Number(all.All.CostPerPoint.Value), Before(change => change.Before.CostPerPoint ?? 0, change => change.After.CostPerPoint ?? 0)));
            tiles.Add((Say("Outliers", "Ytterfall"), Percent(all.Outliers.Value), Say($"{Percent(all.OutlierCost)} of the cost", $"{Percent(all.OutlierCost)} av kostnaden")));
        }

        _page.Raw($"<dl class=\"tiles\">{string.Concat(tiles.Select(tile => $"<div><dt>{HtmlPage.Text(tile.Name)}</dt><dd>{HtmlPage.Text(tile.Value)}<small>{HtmlPage.Text(tile.Note)}</small></dd></div>"))}</dl>");
    }

    private void Casemix()
    {
        _page.Heading("Casemix", "casemix")
            .Paragraph(Say("The index is points per contact: how much resources the contacts of a unit need beside those of others.", "Indexet är poäng per vårdkontakt: hur resurskrävande en enhets vårdkontakter är jämfört med andras."))
            .Chart(Intervals(Say("casemix index", "casemixindex"), unit => unit.All.Index, report.Casemix.All.All.Index.Value, 2))
            .Table(
                [Unit, Say("contacts", "kontakter"), Say("with a weight", "med vikt"), Say("points", "poäng"), Say("index", "index"), "95 %", Say("care days", "vårddagar")],
                Units.Select(unit => new[] { Name(unit), Voice.Number(unit.All.Contacts), Percent(unit.All.WeightedShare), Voice.Number(unit.All.Points), voice.Weight3(unit.All.Index.Value), Range(unit.All.Index, voice.Weight3), Voice.Number(unit.All.Days) }), hasTotal: true);
        Small();
    }

    private void Cost()
    {
        _page.Heading(Say("Cost per DRG point", "Kostnad per DRG-poäng"), "cost")
            .Paragraph(Say("On innerfall, so that single very costly contacts do not decide. The dashed line is all units together.", "På innerfall, så att enstaka mycket dyra vårdkontakter inte avgör. Den streckade linjen är alla enheter tillsammans."))
            .Chart(Intervals(Say("kronor per point, innerfall", "kronor per poäng, innerfall"), unit => unit.Inliers.CostPerPoint, report.Casemix.All.Inliers.CostPerPoint.Value, 0))
            .Table(
                [Unit, Say("innerfall", "innerfall"), "95 %", Say("all contacts", "alla kontakter"), "95 %", Say("mean cost", "medelkostnad"), Say("adjusted*", "justerad*")],
                Units.Select(unit => new[]
                {
                    Name(unit), Kronor(unit.Inliers.CostPerPoint.Value), Range(unit.Inliers.CostPerPoint, Kronor), Kronor(unit.All.CostPerPoint.Value), Range(unit.All.CostPerPoint, Kronor), Kronor(unit.All.MeanCost.Value), Kronor(unit.All.AdjustedCost.Value),
                }), hasTotal: true)
            .Paragraph(Say("* What a contact would cost with the casemix of all units together.", "* Vad en vårdkontakt skulle kosta med alla enheters gemensamma casemix."), isMuted: true)
            .Raw($"<h3>{HtmlPage.Text(Say("What chance allows", "Vad slumpen tillåter"))}</h3>")
            .Paragraph(Say("Within its bar a unit differs from all units together by no more than chance: dark 95 %, light 99.8 %; smaller units have wider bars. Units beyond 99.8 % are coloured.", "Inom sin stapel skiljer sig en enhet från alla enheter tillsammans inte mer än av slump: mörk 95 %, ljus 99,8 %; mindre enheter har bredare staplar. Enheter bortom 99,8 % är färgade."))
            .Chart(new
            {
                kind = "limits",
                title = Say("kronor per point, innerfall", "kronor per poäng, innerfall"),
                decimals = 0,
                names = report.CostPerPoint.Select(point => point.Unit.ToString()),
                values = report.CostPerPoint.Select(point => point.Value),
                low95 = report.CostPerPoint.Select(point => point.Low95),
                high95 = report.CostPerPoint.Select(point => point.High95),
                low998 = report.CostPerPoint.Select(point => point.Low998),
                high998 = report.CostPerPoint.Select(point => point.High998),
                beyond = report.CostPerPoint.Select(point => point.Beyond),
                target = report.CostPerPoint.FirstOrDefault()?.Target,
            })
            .Table(
                [Unit, Say("contacts", "kontakter"), Say("value", "värde"), "95 %", Say("99.8 %", "99,8 %"), Say("beyond 99.8 %", "bortom 99,8 %")],
                report.CostPerPoint.Select(point => new[]
                {
                    point.Unit.ToString(), Voice.Number(point.Contacts), Kronor(point.Value), Range(point.Low95, point.High95, Kronor), Range(point.Low998, point.High998, Kronor),
                    point.Beyond switch { > 0 => Say("above", "över"), < 0 => Say("below", "under"), _ => "" },
                }), last: 1);
    }

    private void Outliers() => _page.Heading(Say("Outliers", "Ytterfall"), "outliers")
        .Paragraph(Say("Contacts beyond the limits of the list.", "Vårdkontakter bortom listans gränser."))
        .Table(
            [Unit, Say("outliers", "ytterfall"), Say("share", "andel"), "95 %", Say("share of cost", "andel av kostnad")],
            Units.Select(unit => new[] { Name(unit), Voice.Number(unit.All.Contacts - unit.Inliers.Contacts), Percent(unit.Outliers.Value), Range(unit.Outliers, Percent), Percent(unit.OutlierCost) }), hasTotal: true);

    private void Coding() => _page.Heading(Say("Coding", "Kodning"), "coding")
        .Paragraph(Say(
            "Complicated: share among contacts in groups that are divided by complication. Expected: what the rates of the other units, group by group, would give this unit's contacts.",
            "Komplicerade: andel bland vårdkontakter i grupper som är uppdelade efter komplikation. Väntat: vad de andra enheternas andelar, grupp för grupp, skulle ge enhetens vårdkontakter."))
        .Table(
            [Unit, Say("secondary diagnoses per contact", "bidiagnoser per kontakt"), Say("complicated", "komplicerade"), "95 %", Say("observed / expected", "utfall / väntat"), "95 %", ""],
            report.Casemix.Units.Zip(report.Coding, (unit, coding) => new[]
            {
                Name(unit), voice.Weight2(unit.All.SecondaryDiagnoses.Value), Percent(unit.All.Complicated.Value), Range(unit.All.Complicated, Percent), voice.Weight2(coding.Ratio), Range(coding.Low, coding.High, voice.Weight2),
                coding.Differs switch { > 0 => Say("more", "fler"), < 0 => Say("fewer", "färre"), _ => "" },
            }), last: 1);

    private void Stays(StayAnswer stays) => _page.Heading(Say("Length of stay", "Vårdtid"), "stays")
        .Paragraph(Say(
            "Inpatient contacts. Expected: what the same contacts would have stayed with the mean of each DRG over all units; the index is the mean over it. Days above the limits are those of outliers.",
            "Slutenvårdskontakter. Förväntat: vad samma kontakter skulle ha haft med varje DRG:s medelvårdtid över alla enheter; index är medel genom det. Dagar över gräns är ytterfallens."))
        .Table(
            [Unit, Say("contacts", "kontakter"), Say("mean days", "medelvårdtid"), "95 %", "median", Say("expected", "förväntat"), "index", "95 %", Say("innerfall", "innerfall"), Say("days above limits", "dagar över gräns")],
            stays.Units.Add(stays.All).Select(row => new[]
            {
                row.Unit.Parts.IsEmpty ? Say("all", "alla") : row.Unit.ToString() + (row.IsSmall ? " *" : ""), Voice.Number(row.All.Contacts), voice.Weight2(row.All.Mean.Value),
                Range(row.All.Mean, voice.Weight2), voice.Decimal(row.All.Median.Value), voice.Weight2(row.All.Expected), voice.Weight2(row.All.Index.Value),
                Range(row.All.Index, voice.Weight2), voice.Weight2(row.Inliers.Mean.Value), Voice.Number(row.OutlierDays),
            }), hasTotal: true);

    private void Groups() => _page.Heading(Say("Groups with the highest cost", "Grupper med högst kostnad"), "groups")
        .Paragraph(Say($"The first {Math.Min(TopGroups, report.Groups.Length)} of {Voice.Number(report.Groups.Length)}; all of them are in the workbook.", $"De första {Math.Min(TopGroups, report.Groups.Length)} av {Voice.Number(report.Groups.Length)}; alla finns i arbetsboken."))
        .Table(
            ["DRG", Say("name", "namn"), Say("contacts", "kontakter"), Say("thousand kronor", "tusental kronor"), Say("mean cost", "medelkostnad"), Say("weight", "vikt"), Say("outliers", "ytterfall"), .. report.Changes is null ? [] : new[] { Say("contacts before", "kontakter före"), Say("mean before", "medel före") }],
            report.Groups.Take(TopGroups).Select(group => (string[])
            [
                group.Drg.Length > 0 ? group.Drg : "-", group.Name, Voice.Number(group.Contacts), Voice.Number((double)(group.Cost / Thousand)), Kronor(group.MeanCost), voice.Weight3(group.Weight), Voice.Number(group.Outliers),
                .. report.Changes is null ? [] : new[] { Voice.Number(group.Before?.Contacts ?? 0), Kronor(group.Before?.MeanCost ?? double.NaN) },
            ]), texts: 2);

    private void Changes(PeriodComparison changes)
    {
        string Thousands(decimal kronor) => Voice.Number((double)(kronor / Thousand));
        _page.Heading(Say("Changes since the year before", "Förändringar sedan året innan"), "changes")
            .Paragraph(Say("The change in cost in three parts: more or fewer contacts (volume), heavier or lighter ones (casemix), and more or less kronor per point (productivity, in current prices).", "Kostnadsförändringen i tre delar: fler eller färre vårdkontakter (volym), tyngre eller lättare (casemix), och fler eller färre kronor per poäng (produktivitet, i löpande priser)."))
            .Chart(new
            {
                kind = "parts",
                title = Say("thousand kronor", "tusental kronor"),
                decimals = 0,
                legend = true,
                names = changes.Units.Select(change => change.Unit.ToString()),
                parts = new[] { (Say("volume", "volym"), (Func<Change, decimal>)(change => change.Cost.Volume)), ("casemix", change => change.Cost.Casemix), (Say("productivity", "produktivitet"), change => change.Cost.Productivity) }
                    .Select(part => new { name = part.Item1, values = changes.Units.Select(change => Math.Round(part.Item2(change) / Thousand)) }),
            })
            .Table(
                [Say("thousand kronor", "tusental kronor"), Say("before", "före"), Say("now", "nu"), Say("change", "ändring"), Say("volume", "volym"), "casemix", Say("productivity", "produktivitet"), Say("points, change", "poäng, ändring")],
                changes.Units.Add(changes.All).Select(change => new[]
                {
                    change.Unit.Parts.IsEmpty ? Say("all", "alla") : change.Unit.ToString(), Thousands(change.Before.Cost), Thousands(change.After.Cost), Thousands(change.Cost.Total), Thousands(change.Cost.Volume), Thousands(change.Cost.Casemix), Thousands(change.Cost.Productivity),
                    Voice.Number((double)change.Points.Total),
                }), hasTotal: true);
    }

    private void Quality()
    {
        var rows = report.Quality.LeftOut.Concat(report.Quality.WithoutCost).Select(each => (each.Reason, each.Contacts)).ToList();
        if (report.Casemix.WithoutWeight.Sum(each => each.Contacts) is > 0 and var contacts)
            rows.Add((IssueCodes.NoWeight, contacts));
        _page.Heading(Say("Data quality", "Datakvalitet"), "quality")
            .Paragraph(Say($"{Voice.Number(report.Quality.Read)} rows read.", $"{Voice.Number(report.Quality.Read)} rader lästa.") + (rows.Count == 0 ? Say(" Nothing to remark.", " Inget att anmärka.") : ""));
        if (rows.Count > 0)
        {
            _page.Table(
                [Say("code", "kod"), Say("what", "vad"), Say("contacts", "kontakter"), Say("share", "andel")],
                rows.Select(row => new[] { row.Item1.Id, row.Item1.Meaning.In(voice.Language), Voice.Number(row.Item2), voice.Percent(row.Item2, report.Quality.Read) }), texts: 2);
        }
    }

    private void Small()
    {
        if (report.Casemix.Units.Any(unit => unit.IsSmall))
        {
            _page.Paragraph(Say(
                $"* Too small to compare: fewer than {CasemixIndices.FewestContacts} contacts, or an interval of cost per point wider than ±{CasemixIndices.WidestInterval * 100:0} %.",
                $"* För liten att jämföra: färre än {CasemixIndices.FewestContacts} vårdkontakter, eller ett intervall för kostnad per poäng bredare än ±{CasemixIndices.WidestInterval * 100:0} %."), isMuted: true);
        }
    }

    private object Intervals(string title, Func<UnitIndices, Estimate> of, double target, int decimals)
    {
        double?[] Numbers(Func<Estimate, double> number) => [.. report.Casemix.Units.Select(unit => number(of(unit))).Select(value => double.IsFinite(value) ? value : (double?)null)];
        return new { kind = "intervals", title, decimals, axisDecimals = decimals, names = report.Casemix.Units.Select(unit => unit.Unit.ToString()), values = Numbers(each => each.Value), low = Numbers(each => each.Low), high = Numbers(each => each.High), target };
    }

    /// <summary>The change in per cent since the year before, or empty.</summary>
    private string Before(Func<Change, decimal> before, Func<Change, decimal> after) => report.Changes is not { } changes || before(changes.All) == 0 ? ""
        : (100 * ((after(changes.All) / before(changes.All)) - 1)) is var percent ? $"{(percent >= 0 ? "+" : "")}{voice.Decimal((double)percent)} %" : "";

    private string Say(string english, string swedish) => voice.Say(english, swedish);

    private string Name(UnitIndices unit) => (unit.Unit.Parts.IsEmpty ? Say("all", "alla") : unit.Unit.ToString()) + (unit.IsSmall ? " *" : "");

    private string Percent(double share) => double.IsNaN(share) ? "-" : voice.Decimal(100 * share) + " %";

    private static string Kronor(double kronor) => double.IsNaN(kronor) ? "-" : Voice.Number(kronor);

    private static string Range(Estimate estimate, Func<double, string> number) => Range(estimate.Low, estimate.High, number);

    private static string Range(double low, double high, Func<double, string> number) => double.IsNaN(low) ? "" : $"{number(low)}–{number(high)}";
}
