using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>A casemix report as a page.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="report">The report.</param>
public sealed class CasemixPage(Voice voice, CasemixReport report)
{
    private const int TopGroups = 25;
    private const decimal Thousand = 1000;
    private readonly HtmlPage _page = new(voice.Say("en"), voice.Say($"Casemix report, {report.Name}"));

    private string Unit => string.Join(" / ", report.Casemix.By);

    /// <summary>How the report is had again; null to say nothing of it.</summary>
    public Reproduction? Reproduction { get; init; }

    private UnitIndices[] Units => [.. report.Casemix.Units, report.Casemix.All];

    /// <summary>The whole page, which stands by itself. To be asked for once.</summary>
    public string Html()
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
        Again();
        return _page.Raw(
            "<footer>" + HtmlPage.Text(Say("Intervals are 95 %. Formulas and sources: docs/casemix of Gruppera. " +
                "DRG is not suited to settlement with units as small as clinics.")) + "</footer>")
            .ToString();
    }

    private void Again()
    {
        if (Reproduction is not { } again)
            return;
        _page.Heading(Say("Reproduce this"), "again").Raw($"<p><code>{HtmlPage.Text(again.CommandLine)}</code></p>").Table(
            [Say("What"), "SHA-256"],
            [
                .. again.Files.Select(file => new[] { file.Name, file.Sha256 }),
                .. again.Set is { } set ? [[$"{Say("Definition set")} {set}", again.SourceHash ?? ""]] : Array.Empty<string[]>(),
            ],
            texts: 2).Paragraph($"Gruppera {again.Engine}", isMuted: true);
    }

    private void Head()
    {
        var all = report.Casemix.All;
        var sets = string.Join(", ", report.Quality.Sets.Select(set => set.Set));
        var trimming = report.Manifest is { Trimming: { Length: > 0 } rule } ? Say($" Outlier limits by {rule}.") : "";
        _page.Paragraph(Say($"Definition set {sets}. Weight list {report.Casemix.List}.") + trimming, isMuted: true);
        var tiles = new List<(string Name, string Value, string Note)>
        {
            (Say("Contacts"), Voice.Number(all.All.Contacts), Before(change => change.Before.Contacts, change => change.After.Contacts)),
            (Say("DRG points"), Voice.Number(all.All.Points), Before(change => change.Before.Points, change => change.After.Points)),
            (Say("Casemix index"), voice.Weight3(all.All.Index.Value), Before(
                change => change.Before.Index ?? 0, change => change.After.Index ?? 0)),
        };
        if (all.All.Cost > 0)
        {
            tiles.Add((
                Say("Cost, million kronor"), Voice.Number((double)all.All.Cost / 1e6),
                Before(change => change.Before.Cost, change => change.After.Cost)));
            tiles.Add((
                Say("Kronor per point"), Voice.Number(all.All.CostPerPoint.Value),
                Before(change => change.Before.CostPerPoint ?? 0, change => change.After.CostPerPoint ?? 0)));
            tiles.Add((Say("Outliers"), Percent(all.Outliers.Value), Say($"{Percent(all.OutlierCost):outlierCost} of the cost")));
        }

        _page.Raw(
            "<dl class=\"tiles\">" + string.Concat(tiles.Select(tile =>
                $"<div><dt>{HtmlPage.Text(tile.Name)}</dt><dd>{HtmlPage.Text(tile.Value)}" +
                $"<small>{HtmlPage.Text(tile.Note)}</small></dd></div>")) + "</dl>");
    }

    private void Casemix()
    {
        _page.Heading("Casemix", "casemix")
            .Paragraph(Say(
                "The index is points per contact: how much resources the contacts of a unit need compared with those of others."))
            .Chart(Intervals(Say("casemix index"), unit => unit.All.Index, report.Casemix.All.All.Index.Value, 2))
            .Table(
                [Unit, Say("contacts"), Say("with a weight"), Say("points"), Say("index"), "95 %", Say("care days")],
                Units.Select(unit => new[]
                {
                    Name(unit), Voice.Number(unit.All.Contacts), Percent(unit.All.WeightedShare), Voice.Number(unit.All.Points),
                    voice.Weight3(unit.All.Index.Value), Range(unit.All.Index, voice.Weight3), Voice.Number(unit.All.Days),
                }), hasTotal: true);
        Small();
    }

    private void Cost()
    {
        _page.Heading(Say("Cost per DRG point"), "cost")
            .Paragraph(Say("On inliers, so that single very costly contacts do not decide. The dashed line is all units together."))
            .Chart(Intervals(
                InlierCost, unit => unit.Inliers.CostPerPoint, report.Casemix.All.Inliers.CostPerPoint.Value, 0))
            .Table(
                [Unit, Say("inliers"), "95 %", Say("all contacts"), "95 %", Say("mean cost"), Say("adjusted*")],
                Units.Select(unit => new[]
                {
                    Name(unit), Kronor(unit.Inliers.CostPerPoint.Value), Range(unit.Inliers.CostPerPoint, Kronor),
                    Kronor(unit.All.CostPerPoint.Value), Range(unit.All.CostPerPoint, Kronor), Kronor(unit.All.MeanCost.Value),
                    Kronor(unit.All.AdjustedCost.Value),
                }), hasTotal: true)
            .Paragraph(Say("* What a contact would cost with the casemix of all units together."), isMuted: true)
            .Raw($"<h3>{HtmlPage.Text(Say("Random interval"))}</h3>")
            .Paragraph(Say(
                "Within its bar a unit differs from all units together by no more than chance: dark 95 %, light 99.8 %; smaller units " +
                "have wider bars. Units beyond 99.8 % are coloured."))
            .Paragraph(SpreadText.Of(voice, report.CostPerPoint.FirstOrDefault()?.Dispersion) ?? "")
            .Chart(new
            {
                kind = "limits",
                title = InlierCost,
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
                [Unit, Say("contacts"), Say("value"), "95 %", Say("99.8 %"), Say("beyond 99.8 %")],
                report.CostPerPoint.Select(point => new[]
                {
                    point.Unit.ToString(), Voice.Number(point.Contacts), Kronor(point.Value), Range(point.Low95, point.High95, Kronor),
                    Range(point.Low998, point.High998, Kronor),
                    point.Beyond switch { > 0 => Say("above"), < 0 => Say("below"), _ => "" },
                }), last: 1);
    }

    private void Outliers() => _page.Heading(Say("Outliers"), "outliers")
        .Paragraph(Say("Contacts beyond the limits of the list."))
        .Table(
            [Unit, Say("outliers"), Say("share"), "95 %", Say("share of cost")],
            Units.Select(unit => new[]
            {
                Name(unit), Voice.Number(unit.All.Contacts - unit.Inliers.Contacts), Percent(unit.Outliers.Value),
                Range(unit.Outliers, Percent), Percent(unit.OutlierCost),
            }), hasTotal: true);

    private void Coding() => _page.Heading(Say("Coding"), "coding")
        .Paragraph(Say(
            "Complicated: share among contacts in groups that are divided by complication. Expected: what the rates of the other units, " +
            "group by group, would give this unit's contacts."))
        .Paragraph(SpreadText.Of(voice, report.Coding.FirstOrDefault()?.Dispersion) ?? "")
        .Table(
            [Unit, Say("secondary diagnoses per contact"), Say("several|complicated"), "95 %", Say("observed / expected"), "95 %", ""],
            report.Casemix.Units.Zip(report.Coding, (unit, coding) => new[]
            {
                Name(unit), voice.Weight2(unit.All.SecondaryDiagnoses.Value), Percent(unit.All.Complicated.Value),
                Range(unit.All.Complicated, Percent), voice.Weight2(coding.Ratio), Range(coding.Low, coding.High, voice.Weight2),
                coding.Differs switch { > 0 => Say("more"), < 0 => Say("fewer"), _ => "" },
            }), last: 1);

    private void Stays(StayAnswer stays) => _page.Heading(Say("Length of stay"), "stays")
        .Paragraph(Say(Titles.StaysByUnit))
        .Table(
            [
                Unit, Say("contacts"), Say("mean days"), "95 %", "median", Say("expected"), "index", "95 %", Say("inliers"),
                Say("days above limits"),
            ],
            stays.Units.Add(stays.All).Select(row => new[]
            {
                row.Unit.Parts.IsEmpty ? Say("all") : row.Unit.ToString() + (row.IsSmall ? " *" : ""), Voice.Number(row.All.Contacts),
                voice.Weight2(row.All.Mean.Value),
                Range(row.All.Mean, voice.Weight2), voice.Decimal(row.All.Median.Value), voice.Weight2(row.All.Expected),
                voice.Weight2(row.All.Index.Value),
                Range(row.All.Index, voice.Weight2), voice.Weight2(row.Inliers.Mean.Value), Voice.Number(row.OutlierDays),
            }), hasTotal: true);

    private void Groups() => _page.Heading(Say("Groups with the highest cost"), "groups")
        .Paragraph(Say(
            $"The first {Math.Min(TopGroups, report.Groups.Length):math} of {Voice.Number(report.Groups.Length):groups}; all of them are " +
            $"in the workbook."))
        .Table(
            [
                "DRG", Say("name"), Say("contacts"), Say("thousand kronor"), Say("mean cost"), Say("weight"), Say("outliers"),
                .. report.Changes is null ? [] : new[] { Say("contacts before"), Say("mean before") },
            ],
            report.Groups.Take(TopGroups).Select(group => (string[])
            [
                group.Drg.Length > 0 ? group.Drg : "-", group.Name, Voice.Number(group.Contacts),
                Voice.Number((double)(group.Cost / Thousand)), Kronor(group.MeanCost), voice.Weight3(group.Weight),
                Voice.Number(group.Outliers),
                .. report.Changes is null
                    ? []
                    : new[] { Voice.Number(group.Before?.Contacts ?? 0), Kronor(group.Before?.MeanCost ?? double.NaN) },
            ]), texts: 2);

    private void Changes(PeriodComparison changes)
    {
        string Thousands(decimal kronor) => Voice.Number((double)(kronor / Thousand));
        _page.Heading(Say("Changes since the year before"), "changes")
            .Paragraph(Say(
                "The change in cost in three parts: more or fewer contacts (volume), heavier or lighter ones (casemix), and more or less " +
                "kronor per point (productivity, in current prices)."))
            .Chart(new
            {
                kind = "parts",
                title = Say("thousand kronor"),
                decimals = 0,
                legend = true,
                names = changes.Units.Select(change => change.Unit.ToString()),
                parts = new[]
                {
                    (Say("volume"), (Func<Change, decimal>)(change => change.Cost.Volume)), ("casemix", change => change.Cost.Casemix),
                    (Say("productivity"), change => change.Cost.Productivity),
                }
                    .Select(part => new
                    {
                        name = part.Item1,
                        values = changes.Units.Select(change => Math.Round(part.Item2(change) / Thousand)),
                    }),
            })
            .Table(
                [
                    Say("thousand kronor"), Say("before"), Say("now"), Say("change"), Say("volume"), "casemix", Say("productivity"),
                    Say("points, change"),
                ],
                changes.Units.Add(changes.All).Select(change => new[]
                {
                    change.Unit.Parts.IsEmpty ? Say("all") : change.Unit.ToString(), Thousands(change.Before.Cost),
                    Thousands(change.After.Cost), Thousands(change.Cost.Total), Thousands(change.Cost.Volume),
                    Thousands(change.Cost.Casemix), Thousands(change.Cost.Productivity),
                    Voice.Number((double)change.Points.Total),
                }), hasTotal: true);
    }

    private void Quality()
    {
        var rows = report.Quality.LeftOut.Concat(report.Quality.WithoutCost).Select(each => (each.Reason, each.Contacts)).ToList();
        if (report.Casemix.WithoutWeight.Sum(each => each.Contacts) is > 0 and var contacts)
            rows.Add((WorkflowIssues.NoWeight, contacts));
        _page.Heading(Say("Data quality"), "quality")
            .Paragraph(Say(Text.Count(report.Quality.Read,
                $"{Voice.Number(report.Quality.Read):read} row read.",
                $"{Voice.Number(report.Quality.Read):read} rows read.")) + (rows.Count == 0 ? Say(" No findings.") : ""));
        if (rows.Count > 0)
        {
            _page.Table(
                [Say("code"), Say("what"), Say("contacts"), Say("share")],
                rows.Select(row => new[]
                {
                    row.Item1.Id, row.Item1.Meaning.In(voice.Language), Voice.Number(row.Item2),
                    voice.Percent(row.Item2, report.Quality.Read),
                }), texts: 2);
        }
    }

    private void Small()
    {
        if (report.Casemix.Units.Any(unit => unit.IsSmall))
        {
            _page.Paragraph(Say(
                $"* Too small to compare: fewer than {CasemixIndices.FewestContacts} contacts, or an interval of cost per point wider " +
                $"than ±{(CasemixIndices.WidestInterval * 100).ToString("0"):widestInterval} %."),
                isMuted: true);
        }
    }

    private object Intervals(string title, Func<UnitIndices, Estimate> of, double target, int decimals)
    {
        double?[] Numbers(Func<Estimate, double> number) =>
        [
            .. report.Casemix.Units.Select(unit => number(of(unit))).Select(value => double.IsFinite(value) ? value : (double?)null),
        ];
        return new
        {
            kind = "intervals",
            title,
            decimals,
            axisDecimals = decimals,
            names = report.Casemix.Units.Select(unit => unit.Unit.ToString()),
            values = Numbers(each => each.Value),
            low = Numbers(each => each.Low),
            high = Numbers(each => each.High),
            target,
        };
    }

    /// <summary>The change in per cent since the year before, or empty.</summary>
    private string Before(Func<Change, decimal> before, Func<Change, decimal> after) =>
        report.Changes is not { } changes || before(changes.All) == 0 ? ""
            : (100 * ((after(changes.All) / before(changes.All))
                - 1)) is var percent ? $"{(percent >= 0 ? "+" : "")}{voice.Decimal((double)percent)} %" : "";

    private string Say(Text text) => voice.Say(text);

    private string Name(UnitIndices unit) => (unit.Unit.Parts.IsEmpty ? Say("all") : unit.Unit.ToString()) + (unit.IsSmall ? " *" : "");

    private string Percent(double share) => double.IsNaN(share) ? "-" : voice.Decimal(100 * share) + " %";

    private static string Kronor(double kronor) => double.IsNaN(kronor) ? "-" : Voice.Number(kronor);

    private static string Range(Estimate estimate, Func<double, string> number) => Range(estimate.Low, estimate.High, number);

    private static string Range(double low, double high, Func<double, string> number) =>
        double.IsNaN(low) ? "" : $"{number(low)}–{number(high)}";

    private string InlierCost => Say("kronor per point, inliers");
}
