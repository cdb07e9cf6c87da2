using Gruppera.Formats.Excel;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;

namespace Gruppera.Presentation.Changes;

/// <summary>The draft of a technology: the technical change, its simulated effect, the criteria of its splits; or why there is none.</summary>
internal sealed class TechnologyDraftAnswer(Voice voice, TechnologyFindings findings, DraftedTechnology drafted)
{
    private const int MostRows = 40;

    private TechnologyDraft Draft => drafted.Draft;

    private SimulationDocument? Simulation => drafted.Report is { } report ? new(voice, report) { Level = 4 } : null;

    internal void Write(Document document)
    {
        document.Heading(voice.Say("5. Draft", "5. Utkast"));
        if (Draft.Change is not { } change)
        {
            document.Line(voice.Say("No change is drafted: ", "Ingen ändring föreslås: ") + Obstacle());
            return;
        }

        document.Line(voice.Say(
            $"Part {PartsOf(Draft)} describes it most purely: {voice.Percent(Draft.Combination!.WithTechnology, Draft.Combination.Contacts)} of {Voice.Number(Draft.Combination.Contacts)} contacts. Each part gets a new property, and each group that most of its contacts get is split by them:",
            $"Del {PartsOf(Draft)} beskriver den renast: {voice.Percent(Draft.Combination!.WithTechnology, Draft.Combination.Contacts)} av {Voice.Number(Draft.Combination.Contacts)} kontakter. Varje del får en ny egenskap, och varje grupp som de flesta av dess kontakter får delas på dem:"));
        foreach (var property in Draft.Properties)
            document.Item(voice.Say($"part {property.Part}, {CodesOf(property)}: {TypeOf(property)} {property.Value} (codes: {property.Codes})", $"del {property.Part}, {CodesOf(property)}: {TypeOf(property)} {property.Value} (koder: {property.Codes})"));
        foreach (var split in Draft.Splits)
            document.Item(voice.Say($"{split.Drg} is split: the new group is {split.Into}", $"{split.Drg} delas: den nya gruppen är {split.Into}"));
        Change(document, change);
        if (Simulation is not { } report)
            return;
        document.Heading(voice.Say("The simulated effect", "Den simulerade effekten"), 3);
        report.Write(document);
        document.Line(voice.Say(
            $"Unintended: {Voice.Number(drafted.MovedElsewhere)} contacts move between other groups, {Voice.Number(drafted.Result!.Moves.Sum(move => move.Unnamed))} without any code of the change.",
            $"Oavsedda: {Voice.Number(drafted.MovedElsewhere)} kontakter flyttar mellan andra grupper, {Voice.Number(drafted.Result!.Moves.Sum(move => move.Unnamed))} utan någon av ändringens koder."));
        document.Heading(voice.Say("The split criteria", "Delningskriterierna"), 3);
        foreach (var split in drafted.Splits)
        {
            if (split.Verdict is { } verdict)
                new SplitReport(voice, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [verdict]).Write(document, verdict);
            else
                document.Line(voice.Say($"{split.Split.Into} cannot be held against them: of {split.Split.Drg} all contacts with costs, or none, would move.", $"{split.Split.Into} kan inte prövas: av {split.Split.Drg} skulle alla kontakter med kostnad flytta, eller ingen."));
        }
    }

    internal IEnumerable<Sheet> Sheets() =>
    [
        .. new Figures[]
        {
            new("change", ["in_out", "table", "row"], [.. (Draft.Change?.Rows ?? []).Select(row => (object[])[Direction(row), row.Table, CellsOf(row)])]),
            new("findings", ["code", "table", "value", "text"], [.. drafted.Issues.Select(issue => (object[])[issue.Code.Id, issue.Table, issue.Value, issue.ToString(voice.Language)])]),
            new("parts", ["drg", "part", "contacts", "mean_cost", "sd", "cv"], [.. drafted.Splits.SelectMany(split => (split.Verdict?.Parts ?? []).Select(part => (object[])[split.Split.Drg, part.Name, part.Costs.Count, part.Costs.Mean, part.Costs.Sd, part.Costs.Cv]))]),
            new("criteria", ["drg", "into", "criterion", "value", "limit", "low", "high", "is_met", "is_certain", "text"],
            [
                .. drafted.Splits.SelectMany(split => (split.Verdict?.Findings ?? []).Select(finding => (object[])
                [
                    split.Split.Drg, split.Split.Into, finding.Criterion.ToString(), finding.Value, finding.Limit, finding.Interval?.Low ?? double.NaN, finding.Interval?.High ?? double.NaN, finding.IsMet, finding.IsCertain, SplitReport.NameOf(voice, finding.Criterion),
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
        Criteria = drafted.Splits.Where(split => split.Verdict is not null).Select(split => new SplitReport(voice, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [split.Verdict!]).Json()),
    };

    private TechnologyPart CodesOf(DraftProperty property) => findings.Question.Parts[property.Part - 1];

    private static string PartsOf(TechnologyDraft draft) => string.Join(" + ", draft.Combination!.Parts);

    private void Change(Document document, TechnicalChange change)
    {
        document.Heading(voice.Say("The technical change", "Den tekniska ändringen"), 3);
        document.Table(
            ["", voice.Say("table", "tabell"), voice.Say("row", "rad")],
            change.Rows.Take(MostRows).Select(row => new[] { Direction(row), row.Table, CellsOf(row) }));
        if (change.Rows.Length > MostRows)
            document.Line(voice.Say($"and {change.Rows.Length - MostRows} more rows; --change writes them all", $"och {change.Rows.Length - MostRows} rader till; --change skriver alla"));
        document.Line(drafted.Issues.IsEmpty
            ? voice.Say("The check finds nothing: what gruppera change check says.", "Kontrollen finner inget: det som gruppera change check säger.")
            : voice.Say($"The check has {drafted.Issues.Length} findings:", $"Kontrollen har {drafted.Issues.Length} anmärkningar:"));
        foreach (var issue in drafted.Issues.Take(MostRows))
            document.Item(issue.ToString(voice.Language));
    }

    private string Obstacle() => Draft.Obstacle switch
    {
        DraftObstacle.OutsideScope => voice.Say("it is outside what NordDRG describes. It must be paid in another way.", "den ligger utanför vad NordDRG beskriver. Den måste ersättas på annat sätt."),
        DraftObstacle.LacksCodes => voice.Say("a part has no code. New primary codes must come first.", "en del saknar kod. Nya primärkoder måste inrättas först."),
        DraftObstacle.MedicinesOnly => voice.Say("its only codes are ATC codes, and the set has none of them as a code that rules can ask for. A procedure code for giving the medicine, or the ATC code in the tables, must come first.", "dess enda koder är ATC-koder, och uppsättningen har ingen av dem som en kod som regler kan fråga efter. En åtgärdskod för att ge läkemedlet, eller ATC-koden i tabellerna, måste komma först."),
        DraftObstacle.NoContacts => findings.Read == 0
            ? voice.Say("no contacts were given (--contacts), which say what groups to split.", "inga vårdkontakter angavs (--contacts), som säger vilka grupper som ska delas.")
            : voice.Say("no contact has the technology. It must be registered first.", "ingen kontakt har tekniken. Den måste registreras först."),
        DraftObstacle.Impure => voice.Say(
            $"of the codes that rules can ask for, part {PartsOf(Draft)} describes it most purely, and has the technology in {Draft.Combination!.WithTechnology} of {Draft.Combination.Contacts} contacts: it mostly describes something else. New primary codes must come first.",
            $"av de koder som regler kan fråga efter beskriver del {PartsOf(Draft)} den renast, och har tekniken i {Draft.Combination!.WithTechnology} av {Draft.Combination.Contacts} kontakter: den beskriver mest något annat. Nya primärkoder måste inrättas först."),
        DraftObstacle.Spread => voice.Say("its contacts are spread over so many groups that no few of them hold most. Which groups it should have must be decided first.", "dess kontakter är spridda på så många grupper att inga få av dem rymmer de flesta. Vilka grupper den ska ha måste avgöras först."),
        _ => voice.Say("the rules of its groups have no room for more conditions. The rules must be rewritten first.", "reglerna för dess grupper har inte plats för fler villkor. Reglerna måste skrivas om först."),
    };

    private string TypeOf(DraftProperty property) => property.Type == Definitions.FeatureType.Procprop
        ? voice.Say("procedure property", "åtgärdsegenskap")
        : voice.Say("diagnosis property", "diagnosegenskap");

    private static string Direction(ChangeRow row) => row.Direction == ChangeDirection.In ? "IN" : "OUT";

    private static string CellsOf(ChangeRow row) =>
        string.Join(", ", ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).Where(cell => cell.Second.Length > 0).Select(cell => $"{cell.First} {cell.Second}"));
}
