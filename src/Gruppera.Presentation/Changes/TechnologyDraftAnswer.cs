using Gruppera.Formats.Excel;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;

namespace Gruppera.Presentation.Changes;

/// <summary>The draft of a technology: the technical change, its simulated effect, the criteria of its splits;
/// or why there is none.</summary>
internal sealed class TechnologyDraftAnswer(Voice voice, TechnologyFindings findings, DraftedTechnology drafted)
{
    private const int MostRows = 40;

    private TechnologyDraft Draft => drafted.Draft;

    private SimulationDocument? Simulation => drafted.Report is { } report ? new(voice, report) { Level = 4 } : null;

    internal void Write(Document document)
    {
        document.Heading(voice.Say("5. Draft"));
        if (Draft.Change is not { } change)
        {
            document.Line(voice.Say("No change is drafted: ") + Obstacle());
            return;
        }

        document.Line(voice.Say(
            $"Part {PartsOf(Draft):draft} is the purest description: " +
            $"{voice.Percent(Draft.Combination!.WithTechnology, Draft.Combination.Contacts):withTechnology} of " +
            $"{Voice.Number(Draft.Combination.Contacts):contacts} contacts. Each part gets a new property, and each group that most of " +
            $"its contacts get is split by the properties:"));
        foreach (var property in Draft.Properties)
            document.Item(voice.Say(
                $"part {property.Part}, {CodesOf(property):property}: {TypeOf(property):property2} {property.Value:property3} (codes: " +
                $"{property.Codes})"));
        foreach (var split in Draft.Splits)
            document.Item(voice.Say($"{split.Drg} is split: the new group is {split.Into}"));
        Change(document, change);
        if (Simulation is not { } report)
            return;
        document.Heading(voice.Say("The simulated effect"), 3);
        report.Write(document);
        document.Line(voice.Say(
            $"Unintended: {Voice.Number(drafted.MovedElsewhere):movedElsewhere} contacts move between other groups, " +
            $"{Voice.Number(drafted.Result!.Moves.Sum(move => move.Unnamed)):moves} without any code of the change."));
        document.Heading(voice.Say("The split criteria"), 3);
        foreach (var split in drafted.Splits)
        {
            if (split.Verdict is { } verdict)
                new SplitReport(voice, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [verdict]).Write(document, verdict);
            else
                document.Line(voice.Say(
                    $"{split.Split.Into} cannot be tested against the criteria: of {split.Split.Drg} all contacts with costs, or none, " +
                    $"would move."));
        }
    }

    internal IEnumerable<Sheet> Sheets() =>
    [
        .. new Figures[]
        {
            new(
                "change", ["in_out", "table", "row"],
                [.. (Draft.Change?.Rows ?? []).Select(row => (object[])[Direction(row), row.Table, CellsOf(row)])]),
            new(
                "findings", ["code", "table", "value", "text"],
                [.. drafted.Issues.Select(issue => (object[])[issue.Code.Id, issue.Table, issue.Value, issue.ToString(voice.Language)])]),
            new(
                "parts", ["drg", "part", "contacts", "mean_cost", "sd", "cv"],
                [.. drafted.Splits.SelectMany(split => (split.Verdict?.Parts ?? []).Select(
                    part => (object[])[split.Split.Drg, part.Name, part.Costs.Count, part.Costs.Mean, part.Costs.Sd, part.Costs.Cv]))]),
            new("criteria", ["drg", "into", "criterion", "value", "limit", "low", "high", "is_met", "is_certain", "text"],
            [
                .. drafted.Splits.SelectMany(split => (split.Verdict?.Findings ?? []).Select(finding => (object[])
                [
                    split.Split.Drg, split.Split.Into, finding.Criterion.ToString(), finding.Value, finding.Limit,
                    finding.Interval?.Low ?? double.NaN, finding.Interval?.High ?? double.NaN, finding.IsMet, finding.IsCertain,
                    SplitReport.NameOf(voice, finding.Criterion),
                ])),
            ]),
        }.Select(figures => figures.Sheet()),
        .. Simulation?.Sheets() ?? [],
    ];

    internal object Json() => new
    {
        Draft.Obstacle,
        Why = Draft.Obstacle == DraftObstacle.None ? null : Obstacle(),
        Draft.Combination,
        Draft.Properties,
        Draft.Splits,
        Change = Draft.Change?.Rows.Select(row => new { InOut = Direction(row), row.Table, Row = CellsOf(row) }),
        Findings = drafted.Issues.Select(issue => issue.ToString(voice.Language)),
        Simulation = Simulation?.Json(),
        Criteria = drafted.Splits.Where(split => split.Verdict is not null)
            .Select(split => new SplitReport(voice, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [split.Verdict!]).Json()),
    };

    private TechnologyPart CodesOf(DraftProperty property) => findings.Question.Parts[property.Part - 1];

    private static string PartsOf(TechnologyDraft draft) => string.Join(" + ", draft.Combination!.Parts);

    private void Change(Document document, TechnicalChange change)
    {
        document.Heading(voice.Say("The technical change"), 3);
        document.Table(
            ["", voice.Say("table"), voice.Say("row")],
            change.Rows.Take(MostRows).Select(row => new[] { Direction(row), row.Table, CellsOf(row) }));
        if (change.Rows.Length > MostRows)
            document.Line(voice.Say($"and {change.Rows.Length - MostRows:rows} more rows; --change writes them all"));
        document.Line(drafted.Issues.IsEmpty
            ? voice.Say("The check (gruppera change check) has no findings.")
            : voice.Say($"The check has {drafted.Issues.Length:issues} findings:"));
        foreach (var issue in drafted.Issues.Take(MostRows))
            document.Item(issue.ToString(voice.Language));
    }

    private string Obstacle() => Draft.Obstacle switch
    {
        DraftObstacle.OutsideScope => voice.Say("it is outside what NordDRG describes, and must be paid in another way."),
        DraftObstacle.LacksCodes => voice.Say("a part has no code. New primary codes must be introduced first."),
        DraftObstacle.MedicinesOnly =>
            voice.Say(
                "its only codes are ATC codes, and rules of the set can ask for none of them. First introduce a procedure code for " +
                "giving the medicine, or add the ATC code to the tables."),
        DraftObstacle.NoContacts => findings.Read == 0
            ? voice.Say("no contacts were given (--contacts), which show what groups to split.")
            : voice.Say("no contact has the technology. It must be registered first."),
        DraftObstacle.Impure => voice.Say(
            $"of the codes that rules can ask for, part {PartsOf(Draft):draft} is the purest description, with the technology in " +
            $"{Draft.Combination!.WithTechnology:withTechnology} of {Draft.Combination.Contacts} contacts: it mostly describes something " +
            $"else. New primary codes must be introduced first."),
        DraftObstacle.Spread => voice.Say("its contacts are spread over too many groups. Decide first which groups it should have."),
        _ => voice.Say("the rules of its groups have no room for more conditions. The rules must be rewritten first."),
    };

    private string TypeOf(DraftProperty property) => property.Type == Definitions.FeatureType.Procprop
        ? voice.Say("procedure property")
        : voice.Say("diagnosis property");

    private static string Direction(ChangeRow row) => row.Direction == ChangeDirection.In ? "IN" : "OUT";

    private static string CellsOf(ChangeRow row) =>
        string.Join(", ", ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).Where(cell => cell.Second.Length > 0)
            .Select(cell => $"{cell.First} {cell.Second}"));
}
