using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>A casemix report as a page that prints on four sheets; what is more is folded below them. Not thread-safe.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="report">The report.</param>
/// <param name="mask">Cells that are not shown; null for none.</param>
public sealed class CasemixPage(Voice voice, CasemixReport report, CasemixMask? mask = null)
{
    private const string HiddenPlace = "<!--hidden-->";
    private const int Sheets = 4;
    private const int Groups = 7;
    private const int Reasons = 4;
    private readonly CasemixCells _cells = new(voice, report, mask ?? CasemixMask.None);
    private HtmlPage? _page;
    private string _html = "";

    /// <summary>How the report is had again; null to say nothing of it.</summary>
    public Reproduction? Reproduction { get; init; }

    /// <summary>Name of an MDC; empty if it is not known.</summary>
    public Func<string, string> MdcName { get; init; } = _ => "";

    /// <summary>The day that it is made; null to leave it out.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How many cells of the page are not shown.</summary>
    public long Hidden
    {
        get
        {
            Html();
            return _cells.Hidden;
        }
    }

    private string Title => report.Period.Length > 0
        ? _cells.HasCost ? Say($"Casemix and cost {report.Period}") : Say($"Casemix {report.Period}")
        : Say($"Casemix report, {report.Name}");

    private string Sets => string.Join(", ", report.Quality.Sets.Select(set => set.Set));

    private string Made => Day is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "";

    /// <summary>The whole page, which stands by itself.</summary>
    public string Html()
    {
        if (_html.Length > 0)
            return _html;
        var files = report.NameBefore.Length > 0 ? $"{report.NameBefore}, {report.Name}" : report.Name;
        var source = Say($"Source: {Text.Verbatim(files):files}, definition set {Sets}, weight list {report.Casemix.List}") +
            (Made.Length > 0 ? $", {Made}." : ".");
        var findings = new CasemixFindings(_cells);
        var charts = new CasemixCharts(_cells, findings, source, MdcName);
        _page = new(voice.Say("en"), Title) { HasOwnTitle = true };
        _page.Raw("<main>");
        Sheet(1, Say("Summary"), () => First(findings, charts));
        Sheet(2, _cells.HasCost ? Say(CasemixWords.CostPerPoint) : Say("Units"), () => Second(charts));
        Sheet(3, _cells.ShowsOutliers ? Say("Casemix and outliers") : Say("Casemix"), () => Third(charts));
        Sheet(4, Say("DRG, data quality and method"), () => Fourth(charts));
        new CasemixAppendix(_cells, _page).Write(Reproduction);
        _page.Raw("</main>");
        return _html = _page.ToString().Replace(HiddenPlace, CasemixCells.Html(HiddenCells()), StringComparison.Ordinal);
    }

    private string HiddenCells() => Suppression.Of(voice, _cells.Mask, _cells.Hidden);

    private void Sheet(int number, string subject, Action write)
    {
        _page!.Raw($"<section class=\"sheet\" aria-label=\"{HtmlPage.Text(Say($"Page {number}"))}\"><p class=\"run\">" +
            $"<span>{CasemixCells.Html(Title)}</span><span>{HtmlPage.Text(subject)}</span></p>");
        write();
        var made = Made.Length > 0 ? Say($"made {Made}") : "";
        var foot = string.Join(" · ", new[] { Sets, report.Casemix.List, made }.Where(part => part.Length > 0));
        _page.Raw($"<p class=\"runf\"><span>{HtmlPage.Text(foot)}</span>" +
            $"<span>{HtmlPage.Text(Say($"Page {number} of {Sheets}"))}</span></p></section>");
    }

    private void First(CasemixFindings findings, CasemixCharts charts)
    {
        var units = report.Casemix.Units.Length;
        var about = report.Casemix.By.IsEmpty
            ? Say($"File {report.Name}.")
            : Say(Text.Count(
                units, $"{Voice.Number(units):units} unit by {Text.Verbatim(_cells.Unit):column}. File {report.Name}.",
                $"{Voice.Number(units):units} units by {Text.Verbatim(_cells.Unit):column}. File {report.Name}."));
        if (report.NameBefore.Length > 0)
            about += " " + Say($"Compared with {report.NameBefore}.");
        _page!.Raw($"<h1>{CasemixCells.Html(Title)}</h1><p class=\"lead\">{CasemixCells.Html(about)}</p>")
            .Raw($"<div class=\"msg\"><h2>{HtmlPage.Text(Say("Key findings"))}</h2><ul>" + string.Concat(findings.Key().Select(each =>
                $"<li><strong>{CasemixCells.Html(each.Finding)}</strong> {CasemixCells.Html(each.More)}</li>")) + "</ul></div>")
            .Raw("<dl class=\"figs\">" + string.Concat(Tiles().Select(tile =>
                $"<div><dt>{HtmlPage.Text(tile.Name)}</dt><dd>{CasemixCells.Html(tile.Value)}" +
                $"{(tile.Unit.Length > 0 ? $" <small>{HtmlPage.Text(tile.Unit)}</small>" : "")}</dd>" +
                $"<dd class=\"note2\">{CasemixCells.Html(tile.Note)}</dd></div>")) + "</dl>")
            .Raw(report.Changes is not null && _cells.HasCost ? charts.Waterfall() : charts.LargestGroups())
            .Raw($"<h2>{HtmlPage.Text(Say("How to read the report"))}</h2>")
            .Paragraph(_cells.HasCost
                ? Say("Cost per DRG point is cost divided by the sum of DRG weights. It allows for hospitals and clinics having " +
                    "different patients. A unit differs only where chance does not explain the difference.")
                : Say("The casemix index is DRG points per contact: how much resources the contacts of a unit need compared with others."));
        if (_cells.Mask.Below > 0)
            _page.Raw($"<p class=\"hidden-cells\">{HiddenPlace}</p>");
    }

    private List<(string Name, string Value, string Unit, string Note)> Tiles()
    {
        var all = report.Casemix.All;
        var tiles = new List<(string Name, string Value, string Unit, string Note)>
        {
            (Say("Contacts"), Voice.Number(all.All.Contacts), "", Before(change => change.Contacts)),
            (Say("DRG points"), Voice.Number(all.All.Points), "", Before(change => change.Points)),
            (Say("Casemix index"), voice.Weight3(all.All.Index.Value), "", Before(change => change.Index ?? 0)),
        };
        if (!_cells.HasCost)
        {
            tiles.Add((Say("With a weight"), _cells.Percent(all.All.WeightedShare), "", Say("of the contacts")));
            tiles.Add((Say("Care days"), Voice.Number(all.All.Days), "", ""));
            if (report.Stays is { } stays && !_cells.Mask[CasemixPart.UnitStays, "*"])
                tiles.Add((Say(CasemixWords.MeanStay), voice.Decimal(stays.All.All.Mean.Value), Say("days"), Say("inpatients")));
            return tiles;
        }

        tiles.Add((Say("Cost"), _cells.Millions((double)all.All.Cost), Say("million kronor"), Before(change => change.Cost)));
        var showsInliers = _cells.ShowsOutliers;
        var cost = showsInliers ? all.Inliers.CostPerPoint : all.All.CostPerPoint;
        tiles.Add((
            showsInliers ? Say(CasemixWords.InlierCost) : Say(CasemixWords.CostPerPoint), CasemixCells.Kronor(cost.Value), Say("kronor"),
            CasemixCells.Range(cost, CasemixCells.Kronor) is { Length: > 0 } range ? Say($"95 % CI {range}") : ""));
        tiles.Add((
            Say("Outliers"), _cells.Show(_cells.Percent(all.Outliers.Value), CasemixPart.Outliers, "*"), "",
            Say($"{_cells.Show(_cells.Percent(all.OutlierCost), CasemixPart.Outliers, "*"):outlierCost} of the cost")));
        return tiles;
    }

    private void Second(CasemixCharts charts)
    {
        if (_cells.HasCost)
            _page!.Raw(charts.CostPerPoint());
        else if (report.Stays is not null)
            _page!.Raw(charts.StayIndex());
        var units = charts.Largest([.. report.Casemix.Units]);
        _page!.Raw($"<h2>{HtmlPage.Text(Say("By unit"))}</h2>").Table(
            [
                string.Join(" / ", _cells.By), Say("contacts"), Say("DRG points"), Say("index"), Say("several|complicated"),
                .. _cells.HasCost ? [Say("kronor per point, inliers"), "95 %", Say("outliers")] : Array.Empty<string>(),
            ],
            units.Append(report.Casemix.All).Select(unit =>
            {
                var key = CasemixMask.KeyOf(unit.Unit);
                return (string[])
                [
                    _cells.Short(unit.Unit, 35) + (unit.IsSmall ? " *" : ""),
                    _cells.Show(Voice.Number(unit.All.Contacts), CasemixPart.Unit, key),
                    _cells.Show(Voice.Number(unit.All.Points), CasemixPart.Unit, key),
                    _cells.Show(voice.Weight3(unit.All.Index.Value), CasemixPart.Unit, key),
                    _cells.Show(_cells.Percent(unit.All.Complicated.Value), CasemixPart.Complicated, key),
                    .. !_cells.HasCost ? [] : new[]
                    {
                        _cells.Show(CasemixCells.Kronor(unit.Inliers.CostPerPoint.Value), CasemixPart.Outliers, key),
                        _cells.Show(CasemixCells.Range(unit.Inliers.CostPerPoint, CasemixCells.Kronor), CasemixPart.Outliers, key),
                        _cells.Show(_cells.Percent(unit.Outliers.Value), CasemixPart.Outliers, key),
                    },
                ];
            }), hasTotal: true);
        var notes = new List<string>();
        if (units.Any(unit => unit.IsSmall))
            notes.Add(Say($"* Too small to compare."));
        if (report.Casemix.Units.Length > units.Length)
            notes.Add(charts.NotShown(units.Length) + " " + Say("All of them are in the workbook (.xlsx)."));
        _page.Paragraph(string.Join(" ", notes), isMuted: true);
    }

    private void Third(CasemixCharts charts)
    {
        _page!.Raw(charts.CasemixIndex());
        if (_cells.ShowsOutliers)
            _page.Raw(charts.Outliers());
    }

    private void Fourth(CasemixCharts charts)
    {
        var groups = report.Groups.Take(Groups).ToList();
        _page!.Raw(charts.Mdcs())
            .Raw($"<h2>{HtmlPage.Text(_cells.HasCost ? Say("DRGs with the highest cost") : Say("DRGs with most contacts"))}</h2>")
            .Table(
                [
                    "DRG", Say("name"), Say("contacts"), Say("weight"),
                    .. _cells.HasCost ? [Say("thousand kronor"), Say("mean cost"), Say("outliers")] : Array.Empty<string>(),
                ],
                groups.Select(group => (string[])
                [
                    group.Drg.Length > 0 ? group.Drg : "–", Plot.Short(group.Name, 44),
                    _cells.Show(Voice.Number(group.Contacts), CasemixPart.Group, group.Drg), voice.Weight3(group.Weight),
                    .. !_cells.HasCost ? [] : new[]
                    {
                        _cells.Show(Voice.Number((double)(group.Cost / 1000)), CasemixPart.Group, group.Drg),
                        _cells.Show(CasemixCells.Kronor(group.MeanCost), CasemixPart.Group, group.Drg),
                        _cells.Show(Voice.Number(group.Outliers), CasemixPart.GroupOutliers, group.Drg),
                    },
                ]), texts: 2)
            .Paragraph(
                report.Groups.Length > groups.Count
                    ? Say($"{Voice.Number(groups.Count):shown} of {Voice.Number(report.Groups.Length):all} DRGs. All of them are in the " +
                        $"workbook (.xlsx).")
                    : "", isMuted: true)
            .Raw($"<div class=\"two\"><div><h2>{HtmlPage.Text(Say("Data quality"))}</h2>");
        var reasons = _cells.Reasons().ToList();
        var weighted = _cells.Show(_cells.Percent(report.Casemix.All.All.WeightedShare), CasemixPart.WithoutWeight, "*");
        _page.Table(
            [Say("what"), Say("contacts")],
            reasons.Take(Reasons).Select(reason => new[] { Plot.Short(reason.Meaning, 58), reason.Contacts })
                .Prepend([Say(CasemixWords.Rows), _cells.Show(Voice.Number(report.Quality.Read), CasemixPart.Reason, "*")])
                .Prepend([Say("With a weight"), weighted]))
            .Paragraph(reasons.Count > Reasons ? Say("The rest is in the workbook (.xlsx).") : "", isMuted: true);
        _page.Raw($"</div><div><h2>{HtmlPage.Text(Say("Method"))}</h2>")
            .Paragraph(_cells.Method())
            .Paragraph(Say("DRG is not suited to settlement with units as small as clinics."))
            .Paragraph(Reproduction is { } again
                ? Say($"Program {again.Engine}") +
                    (again.SourceHash is { Length: >= 8 } hash ? ", " + Say($"definition set {hash[..8]:hash}") : "") + "."
                : "", isMuted: true)
            .Raw("</div></div>");
    }

    /// <summary>The change in per cent since the year before, or empty.</summary>
    private string Before(Func<Gruppera.Casemix.Comparison.PeriodSums, decimal> of) =>
        report.Changes is not { } changes || of(changes.All.Before) == 0 ? ""
            : CasemixCells.Signed((double)((of(changes.All.After) / of(changes.All.Before)) - 1), _cells.Percent) is var change
            ? Say($"{change} since the year before") : "";

    private string Say(Text text) => voice.Say(text);
}
