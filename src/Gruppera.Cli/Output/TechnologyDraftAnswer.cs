using Gruppera.Cli.Commands;
using Gruppera.Formats.Excel;
using Gruppera.Formats.TechnicalChanges;
using Gruppera.Formats.Technology;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>The draft of a technology: the technical change, its simulated effect, the criteria of its splits; or why there is none.</summary>
internal sealed class TechnologyDraftAnswer(Session session, TechnologyFindings findings, DraftedTechnology drafted)
{
    private const int MostRows = 40;

    private TechnologyDraft Draft => drafted.Draft;

    internal void Write(Document document)
    {
        document.Heading(session.Say("5. Draft", "5. Utkast"));
        if (Draft.Change is not { } change)
        {
            document.Line(session.Say("No change is drafted: ", "Ingen ändring föreslås: ") + Obstacle());
            return;
        }

        document.Line(session.Say(
            $"Part {PartsOf(Draft)} describes it most purely: {session.Percent(Draft.Combination!.WithTechnology, Draft.Combination.Contacts)} of {Session.Number(Draft.Combination.Contacts)} contacts. Each part gets a new property, and each group that most of its contacts get is split by them:",
            $"Del {PartsOf(Draft)} beskriver den renast: {session.Percent(Draft.Combination!.WithTechnology, Draft.Combination.Contacts)} av {Session.Number(Draft.Combination.Contacts)} kontakter. Varje del får en ny egenskap, och varje grupp som de flesta av dess kontakter får delas på dem:"));
        foreach (var property in Draft.Properties)
            document.Item(session.Say($"part {property.Part}, {CodesOf(property)}: {TypeOf(property)} {property.Value} (codes: {property.Codes})", $"del {property.Part}, {CodesOf(property)}: {TypeOf(property)} {property.Value} (koder: {property.Codes})"));
        foreach (var split in Draft.Splits)
            document.Item(session.Say($"{split.Drg} is split: the new group is {split.Into}", $"{split.Drg} delas: den nya gruppen är {split.Into}"));
        Change(document, change);
        if (drafted.Report is not { } report)
            return;
        document.Heading(session.Say("The simulated effect", "Den simulerade effekten"), 3);
        report.Write(document);
        document.Line(session.Say(
            $"Unintended: {Session.Number(drafted.MovedElsewhere)} contacts move between other groups, {Session.Number(drafted.Result!.Moves.Sum(move => move.Unnamed))} without any code of the change.",
            $"Oavsedda: {Session.Number(drafted.MovedElsewhere)} kontakter flyttar mellan andra grupper, {Session.Number(drafted.Result!.Moves.Sum(move => move.Unnamed))} utan någon av ändringens koder."));
        document.Heading(session.Say("The split criteria", "Delningskriterierna"), 3);
        foreach (var split in drafted.Splits)
        {
            if (split.Verdict is { } verdict)
                new SplitReport(session, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [verdict]).Write(document, verdict);
            else
                document.Line(session.Say($"{split.Split.Into} cannot be held against them: of {split.Split.Drg} all contacts with costs, or none, would move.", $"{split.Split.Into} kan inte prövas: av {split.Split.Drg} skulle alla kontakter med kostnad flytta, eller ingen."));
        }
    }

    internal IEnumerable<Sheet> Sheets() =>
    [
        .. new Figures[]
        {
            new("change", ["in_out", "table", "row"], [.. (Draft.Change?.Rows ?? []).Select(row => (object[])[Direction(row), row.Table, CellsOf(row)])]),
            new("findings", ["code", "table", "value", "text"], [.. drafted.Issues.Select(issue => (object[])[issue.Code.Id, issue.Table, issue.Value, issue.ToString(session.Language)])]),
            new("parts", ["drg", "part", "contacts", "mean_cost", "sd", "cv"], [.. drafted.Splits.SelectMany(split => (split.Verdict?.Parts ?? []).Select(part => (object[])[split.Split.Drg, part.Name, part.Costs.Count, part.Costs.Mean, part.Costs.Sd, part.Costs.Cv]))]),
            new("criteria", ["drg", "into", "criterion", "value", "limit", "low", "high", "is_met", "is_certain", "text"],
            [
                .. drafted.Splits.SelectMany(split => (split.Verdict?.Findings ?? []).Select(finding => (object[])
                [
                    split.Split.Drg, split.Split.Into, finding.Criterion.ToString(), finding.Value, finding.Limit, finding.Interval?.Low ?? double.NaN, finding.Interval?.High ?? double.NaN, finding.IsMet, finding.IsCertain, SplitReport.NameOf(session, finding.Criterion),
                ])),
            ]),
        }.Select(figures => figures.Sheet()),
        .. drafted.Report?.Sheets() ?? [],
    ];

    internal object Json() => new
    {
        Draft.Obstacle,
        Why = Draft.Obstacle == DraftObstacle.None ? null : Obstacle(),
        Draft.Combination,
        Draft.Properties,
        Draft.Splits,
        Change = Draft.Change?.Rows.Select(row => new { InOut = Direction(row), row.Table, Row = CellsOf(row) }),
        Findings = drafted.Issues.Select(issue => issue.ToString(session.Language)),
        Simulation = drafted.Report?.Json(),
        Criteria = drafted.Splits.Where(split => split.Verdict is not null).Select(split => new SplitReport(session, split.Split.Drg, (split.Costed, drafted.Result!.WithCost), [split.Verdict!]).Json()),
    };

    private TechnologyPart CodesOf(DraftProperty property) => findings.Question.Parts[property.Part - 1];

    private static string PartsOf(TechnologyDraft draft) => string.Join(" + ", draft.Combination!.Parts);

    private void Change(Document document, TechnicalChange change)
    {
        document.Heading(session.Say("The technical change", "Den tekniska ändringen"), 3);
        document.Table(
            ["", session.Say("table", "tabell"), session.Say("row", "rad")],
            change.Rows.Take(MostRows).Select(row => new[] { Direction(row), row.Table, CellsOf(row) }));
        if (change.Rows.Length > MostRows)
            document.Line(session.Say($"and {change.Rows.Length - MostRows} more rows; --change writes them all", $"och {change.Rows.Length - MostRows} rader till; --change skriver alla"));
        document.Line(drafted.Issues.IsEmpty
            ? session.Say("The check finds nothing: what gruppera change check says.", "Kontrollen finner inget: det som gruppera change check säger.")
            : session.Say($"The check has {drafted.Issues.Length} findings:", $"Kontrollen har {drafted.Issues.Length} anmärkningar:"));
        foreach (var issue in drafted.Issues.Take(MostRows))
            document.Item(issue.ToString(session.Language));
    }

    private string Obstacle() => Draft.Obstacle switch
    {
        DraftObstacle.OutsideScope => session.Say("it is outside what NordDRG describes. It must be paid in another way.", "den ligger utanför vad NordDRG beskriver. Den måste ersättas på annat sätt."),
        DraftObstacle.LacksCodes => session.Say("a part has no code. New primary codes must come first.", "en del saknar kod. Nya primärkoder måste inrättas först."),
        DraftObstacle.MedicinesOnly => session.Say("its only codes are ATC codes, and the set has none of them as a code that rules can ask for. A procedure code for giving the medicine, or the ATC code in the tables, must come first.", "dess enda koder är ATC-koder, och uppsättningen har ingen av dem som en kod som regler kan fråga efter. En åtgärdskod för att ge läkemedlet, eller ATC-koden i tabellerna, måste komma först."),
        DraftObstacle.NoContacts => findings.Read == 0
            ? session.Say("no contacts were given (--contacts), which say what groups to split.", "inga vårdkontakter angavs (--contacts), som säger vilka grupper som ska delas.")
            : session.Say("no contact has the technology. It must be registered first.", "ingen kontakt har tekniken. Den måste registreras först."),
        DraftObstacle.Impure => session.Say(
            $"of the codes that rules can ask for, part {PartsOf(Draft)} describes it most purely, and has the technology in {Draft.Combination!.WithTechnology} of {Draft.Combination.Contacts} contacts: it mostly describes something else. New primary codes must come first.",
            $"av de koder som regler kan fråga efter beskriver del {PartsOf(Draft)} den renast, och har tekniken i {Draft.Combination!.WithTechnology} av {Draft.Combination.Contacts} kontakter: den beskriver mest något annat. Nya primärkoder måste inrättas först."),
        DraftObstacle.Spread => session.Say("its contacts are spread over so many groups that no few of them hold most. Which groups it should have must be decided first.", "dess kontakter är spridda på så många grupper att inga få av dem rymmer de flesta. Vilka grupper den ska ha måste avgöras först."),
        _ => session.Say("the rules of its groups have no room for more conditions. The rules must be rewritten first.", "reglerna för dess grupper har inte plats för fler villkor. Reglerna måste skrivas om först."),
    };

    private string TypeOf(DraftProperty property) => property.Type == Definitions.FeatureType.Procprop
        ? session.Say("procedure property", "åtgärdsegenskap")
        : session.Say("diagnosis property", "diagnosegenskap");

    private static string Direction(ChangeRow row) => row.Direction == ChangeDirection.In ? "IN" : "OUT";

    private static string CellsOf(ChangeRow row) =>
        string.Join(", ", ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).Where(cell => cell.Second.Length > 0).Select(cell => $"{cell.First} {cell.Second}"));
}
