using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>All figures of a casemix report in tables, folded below its sheets and printed where they are unfolded.</summary>
internal sealed class CasemixAppendix(CasemixCells cells, HtmlPage page)
{
    private const int TopGroups = 50;
    private const decimal Thousand = 1000;

    private CasemixReport Report => cells.Report;

    private Voice Voice => cells.Voice;

    private string Unit => string.Join(" / ", cells.By);

    private UnitIndices[] Units => [.. Report.Casemix.Units, Report.Casemix.All];

    internal void Write(Reproduction? again)
    {
        Open("all", Say("All figures"));
        Casemix();
        if (cells.HasCost)
        {
            Cost();
            Outliers();
        }

        Coding();
        if (Report.Stays is { } stays)
            Stays(stays);
        Groups();
        if (Report.Changes is { } changes)
            Changes(changes);
        page.Raw("</details>");
        Open("checks", Say("Data quality and how the report is made again"));
        Quality();
        if (again is not null)
            Again(again);
        page.Raw("</details>");
    }

    private void Open(string id, string summary) =>
        page.Raw($"<details class=\"appendix\" id=\"{id}\"><summary>{HtmlPage.Text(summary)}</summary>");

    private void Casemix() => page.Heading("Casemix", "casemix")
        .Paragraph(Say(
            "The index is points per contact: how much resources the contacts of a unit need compared with those of others."))
        .Table(
            [Unit, Say("contacts"), Say("with a weight"), Say("points"), Say("index"), "95 %", Say("care days")],
            Units.Select(unit => Row(
                cells.Name(unit), CasemixMask.KeyOf(unit.Unit), CasemixPart.Unit,
                (Voice.Number(unit.All.Contacts), null), (cells.Percent(unit.All.WeightedShare), CasemixPart.WithoutWeight),
                (Voice.Number(unit.All.Points), null), (Voice.Weight3(unit.All.Index.Value), null),
                (CasemixCells.Range(unit.All.Index, Voice.Weight3), null), (Voice.Number(unit.All.Days), null))), hasTotal: true)
        .Paragraph(!Report.Casemix.Units.Any(unit => unit.IsSmall) ? "" : Say(
            $"* Too small to compare: fewer than {CasemixIndices.FewestContacts} contacts, or an interval of cost per point wider " +
            $"than ±{(CasemixIndices.WidestInterval * 100).ToString("0"):widestInterval} %."), isMuted: true);

    private void Cost() => page.Heading(Say(CasemixWords.CostPerPoint), "cost")
        .Paragraph(Say("On inliers, so that single very costly contacts do not decide."))
        .Table(
            [Unit, Say("inliers"), "95 %", Say("all contacts"), "95 %", Say("mean cost"), Say("adjusted*")],
            Units.Select(unit => Row(
                cells.Name(unit), CasemixMask.KeyOf(unit.Unit), CasemixPart.Unit,
                (CasemixCells.Kronor(unit.Inliers.CostPerPoint.Value), CasemixPart.Outliers),
                (CasemixCells.Range(unit.Inliers.CostPerPoint, CasemixCells.Kronor), CasemixPart.Outliers),
                (CasemixCells.Kronor(unit.All.CostPerPoint.Value), null),
                (CasemixCells.Range(unit.All.CostPerPoint, CasemixCells.Kronor), null),
                (CasemixCells.Kronor(unit.All.MeanCost.Value), null),
                (CasemixCells.Kronor(unit.All.AdjustedCost.Value), null))), hasTotal: true)
        .Paragraph(Say("* What a contact would cost with the casemix of all units together."), isMuted: true)
        .Raw($"<h3>{HtmlPage.Text(Say("Random interval"))}</h3>")
        .Paragraph(Say("Within its interval a unit differs from all units together by no more than chance."))
        .Paragraph(SpreadText.Of(Voice, Report.CostPerPoint.FirstOrDefault()?.Dispersion) ?? "")
        .Table(
            [Unit, Say("contacts"), Say("value"), "95 %", Say("99.8 %"), Say("beyond 99.8 %")],
            Report.CostPerPoint.Select(point => Row(
                point.Unit.ToString(), CasemixMask.KeyOf(point.Unit), CasemixPart.Outliers, (Voice.Number(point.Contacts), null),
                (CasemixCells.Kronor(point.Value), null), (CasemixCells.Range(point.Low95, point.High95, CasemixCells.Kronor), null),
                (CasemixCells.Range(point.Low998, point.High998, CasemixCells.Kronor), null),
                (point.Beyond switch { > 0 => Say("above"), < 0 => Say("below"), _ => "" }, null))), last: 1);

    private void Outliers() => page.Heading(Say("Outliers"), "outliers")
        .Paragraph(Say("Contacts beyond the limits of the list."))
        .Table(
            [Unit, Say("outliers"), Say("share"), "95 %", Say("share of cost")],
            Units.Select(unit => Row(
                cells.Name(unit), CasemixMask.KeyOf(unit.Unit), CasemixPart.Outliers,
                (Voice.Number(unit.All.Contacts - unit.Inliers.Contacts), null), (cells.Percent(unit.Outliers.Value), null),
                (CasemixCells.Range(unit.Outliers, cells.Percent), null), (cells.Percent(unit.OutlierCost), null))), hasTotal: true);

    private void Coding() => page.Heading(Say("Coding"), "coding")
        .Paragraph(Say(
            "Complicated: share among contacts in groups that are divided by complication. Expected: what the rates of the other units, " +
            "group by group, would give this unit's contacts."))
        .Paragraph(SpreadText.Of(Voice, Report.Coding.FirstOrDefault()?.Dispersion) ?? "")
        .Table(
            [Unit, Say("secondary diagnoses per contact"), Say("several|complicated"), "95 %", Say("observed / expected"), "95 %", ""],
            Report.Casemix.Units.Zip(Report.Coding, (unit, coding) => Row(
                cells.Name(unit), CasemixMask.KeyOf(unit.Unit), CasemixPart.Complicated,
                (Voice.Weight2(unit.All.SecondaryDiagnoses.Value), CasemixPart.Unit), (cells.Percent(unit.All.Complicated.Value), null),
                (CasemixCells.Range(unit.All.Complicated, cells.Percent), null), (Voice.Weight2(coding.Ratio), null),
                (CasemixCells.Range(coding.Low, coding.High, Voice.Weight2), null),
                (coding.Differs switch { > 0 => Say("more"), < 0 => Say("fewer"), _ => "" }, null))), last: 1);

    private void Stays(StayAnswer stays) => page.Heading(Say("Length of stay"), "stays")
        .Paragraph(Say(Titles.StaysByUnit))
        .Table(
            [
                Unit, Say("contacts"), Say("mean days"), "95 %", "median", Say("expected"), "index", "95 %", Say("inliers"),
                Say("days above limits"),
            ],
            stays.Units.Add(stays.All).Select(row => Row(
                cells.Name(row.Unit) + (row.IsSmall ? " *" : ""), CasemixMask.KeyOf(row.Unit), CasemixPart.UnitStays,
                (Voice.Number(row.All.Contacts), null), (Voice.Weight2(row.All.Mean.Value), null),
                (CasemixCells.Range(row.All.Mean, Voice.Weight2), null), (Voice.Decimal(row.All.Median.Value), null),
                (Voice.Weight2(row.All.Expected), null), (Voice.Weight2(row.All.Index.Value), null),
                (CasemixCells.Range(row.All.Index, Voice.Weight2), null),
                (Voice.Weight2(row.Inliers.Mean.Value), CasemixPart.UnitStayOutliers),
                (Voice.Number(row.OutlierDays), CasemixPart.UnitStayOutliers))), hasTotal: true);

    private void Groups() => page.Heading(Say(Titles.CostliestGroups), "groups")
        .Paragraph(Say(
            $"The first {Math.Min(TopGroups, Report.Groups.Length):math} of {Voice.Number(Report.Groups.Length):groups}; all of them are " +
            $"in the workbook."))
        .Table(
            [
                "DRG", Say("name"), Say("contacts"), Say("thousand kronor"), Say("mean cost"), Say("weight"), Say("outliers"),
                .. Report.Changes is null ? [] : new[] { Say("contacts before"), Say("mean before") },
            ],
            Report.Groups.Take(TopGroups).Select(group => (string[])
            [
                group.Drg.Length > 0 ? group.Drg : "–", group.Name,
                .. Row("", group.Drg, CasemixPart.Group,
                    (Voice.Number(group.Contacts), null), (Voice.Number((double)(group.Cost / Thousand)), null),
                    (CasemixCells.Kronor(group.MeanCost), null))[1..],
                Voice.Weight3(group.Weight), cells.Show(Voice.Number(group.Outliers), CasemixPart.GroupOutliers, group.Drg),
                .. Report.Changes is null ? [] : Row("", group.Drg, CasemixPart.GroupBefore,
                    (Voice.Number(group.Before?.Contacts ?? 0), null),
                    (CasemixCells.Kronor(group.Before?.MeanCost ?? double.NaN), null))[1..],
            ]), texts: 2);

    private void Changes(PeriodComparison changes)
    {
        page.Heading(Say("Changes since the year before"), "changes")
            .Paragraph(Say(
                "The change in cost in three parts: more or fewer contacts (volume), heavier or lighter ones (casemix), and more or less " +
                "kronor per point (productivity, in current prices)."))
            .Table(
                [
                    Say("thousand kronor"), Say("before"), Say("now"), Say("change"), Say("volume"), "casemix", Say("productivity"),
                    Say("points, change"),
                ],
                changes.Units.Add(changes.All).Select(change => Row(
                    cells.Name(change.Unit), CasemixMask.KeyOf(change.Unit), CasemixPart.UnitChange,
                    (Thousands(change.Before.Cost), null), (Thousands(change.After.Cost), null), (Thousands(change.Cost.Total), null),
                    (Thousands(change.Cost.Volume), null), (Thousands(change.Cost.Casemix), null),
                    (Thousands(change.Cost.Productivity), null), (Voice.Number((double)change.Points.Total), null))), hasTotal: true);
        string Thousands(decimal kronor) => Voice.Number((double)(kronor / Thousand));
    }

    private void Quality()
    {
        var rows = cells.Reasons().ToList();
        var read = cells.Show(Voice.Number(Report.Quality.Read), CasemixPart.Reason, "*");
        page.Heading(Say("Data quality"), "quality")
            .Paragraph(Say(Text.Count(
                Report.Quality.Read, $"{read} row read.", $"{read} rows read.")) + (rows.Count == 0 ? Say(" No findings.") : ""));
        if (rows.Count > 0)
            page.Table(
                [Say("code"), Say("what"), Say("contacts")], rows.Select(row => new[] { row.Code, row.Meaning, row.Contacts }), texts: 2);
        page.Paragraph(Say("Formulas and sources: docs/casemix of Gruppera."), isMuted: true);
    }

    private void Again(Reproduction again) => page.Heading(Say("Reproduce this"), "again")
        .Raw($"<p><code>{HtmlPage.Text(again.CommandLine)}</code></p>").Table(
            [Say("What"), "SHA-256"],
            [
                .. again.Files.Select(file => new[] { file.Name, file.Sha256 }),
                .. again.Set is { } set ? [[$"{Say("Definition set")} {set}", again.SourceHash ?? ""]] : Array.Empty<string[]>(),
            ],
            texts: 2).Paragraph($"Gruppera {again.Engine}", isMuted: true);

    private string[] Row(string name, string key, CasemixPart part, params ReadOnlySpan<(string Cell, CasemixPart? Part)> row)
    {
        var shown = new string[row.Length + 1];
        shown[0] = name;
        for (var at = 0; at < row.Length; at++)
            shown[at + 1] = cells.Show(row[at].Cell, row[at].Part ?? part, key);
        return shown;
    }

    private string Say(Text text) => cells.Say(text);
}
