using Gruppera.Formats.Excel;
using Gruppera.Moves;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Presentation.Changes;

/// <summary>What a change does to the contacts of a file, as a document and as JSON.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="report">What it does.</param>
public sealed class SimulationDocument(Voice voice, SimulationReport report)
{
    private const int Shown = 20;

    /// <summary>True for whole tables; otherwise the first rows of each.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Level of its headings, the title being one above.</summary>
    internal int Level { get; init; } = 2;

    /// <summary>The report with its title.</summary>
    public Document Document()
    {
        var document = new Document().Heading($"{report.Diff.Before.Version.Id} -> {report.Diff.After.Version.Id}", 1);
        Write(document);
        return document;
    }

    /// <summary>All but the title.</summary>
    internal void Write(Document document)
    {
        document.Line(voice.Say(
            Text.Count(report.Result.Contacts,
                $"{Count(report.Result.Contacts):contacts} contact, {Count(report.Result.Regrouped):regrouped} of which the change can " +
                $"affect; {Count(report.Result.Moved):moved} ({voice.Percent(report.Result.Moved, report.Result.Contacts):share}) get " +
                $"another result.",
                $"{Count(report.Result.Contacts):contacts} contacts, {Count(report.Result.Regrouped):regrouped} of which the change can " +
                $"affect; {Count(report.Result.Moved):moved} ({voice.Percent(report.Result.Moved, report.Result.Contacts):share}) get " +
                $"another result.")));
        if (report.Result.Unreadable > 0)
            document.Line(voice.Say(CountWords.Unreadable(report.Result.Unreadable)));
        if (report.HasWeights)
            Points(document);
        Moves(document, voice.Say("Moves"), report.Result.Moves, move => move.Contacts);
        if (report.Result.NamesCodes)
        {
            var unnamed = report.Result.Moves.Where(move => move.Unnamed > 0).ToList();
            Moves(document, voice.Say("Unintended: contacts without any of the codes of the change"), unnamed, move => move.Unnamed);
        }

        Effects(document, voice.Say("Units"), voice.Say("unit"), report.HasUnits ? report.Effects(cell => cell.Unit) : []);
        Effects(document, "MDC", "MDC", [.. report.Effects(cell => cell.Mdc).Where(effect => effect.Moved > 0)]);
        Weights(document);
        Cases(document);
    }

    /// <summary>All figures as sheets of a workbook.</summary>
    public IReadOnlyList<Sheet> Sheets() => [.. report.Figures(voice.Language).Select(figures => figures.Sheet())];

    /// <summary>All of it for programs.</summary>
    public SimulationAnswer Json() => SimulationAnswer.Of(report, voice.Language);

    private void Points(Document document)
    {
        if (report.All is not { } all)
            return;
        var change = all.After - all.Before;
        document.Line(
            voice.Say($"DRG points {Points(all.Before):before} -> {Points(all.After):after} ({Signed(change):change}), by the same weights")
                + (report.HasCosts
                    ? voice.Say($"; {Points(all.Recomputed):recomputed} with weights recomputed under the new logic.")
                    : "."));
        if (all.WithoutWeight > 0)
            document.Line(voice.Say(CountWords.WithoutWeight(all.WithoutWeight)));
    }

    private void Moves(Document document, string heading, IReadOnlyList<CausedMove> moves, Func<CausedMove, long> contacts)
    {
        if (moves.Count == 0)
            return;
        string[] headers =
        [
            voice.Say("from"), voice.Say("to"), voice.Say("contacts"), .. report.HasWeights ? [voice.Say("points")] : (string[])[],
            .. report.HasCosts ? [voice.Say("kSEK")] : (string[])[], voice.Say("cause"),
        ];
        document.Heading(heading, Level).Table(
            headers,
            (IsComplete ? moves : moves.Take(Shown)).Select(move => (string[])
            [
                OrDash(move.From), OrDash(move.To), Count(contacts(move)), .. report.HasWeights
                    ? [report.PointsOf(move) is { } points ? Signed(points * contacts(move) / move.Contacts) : "-"]
                    : (string[])[],
                .. report.HasCosts ? [Count(move.Cost / 1000 * contacts(move) / move.Contacts)] : (string[])[], CauseOf(move.Cause),
            ]),
            [.. Enumerable.Range(2, headers.Length - 3)]);
        More(document, moves.Count);
    }

    private void Effects(Document document, string heading, string what, IReadOnlyList<SimulatedEffect> effects)
    {
        var moved = SimulationReport.Ordered(effects).ToList();
        if (moved.Count == 0)
            return;
        string[] headers =
        [
            voice.Say("contacts"), voice.Say("several|moved"),
            .. report.HasWeights ? [voice.Say("before"), voice.Say("after"), "%"] : (string[])[],
            .. report.HasCosts ? [voice.Say("recomp. %")] : (string[])[], what,
        ];
        document.Heading(heading, Level).Table(
            headers,
            (IsComplete ? moved : moved.Take(Shown)).Select(effect => (string[])
            [
                Count(effect.Contacts), Count(effect.Moved),
                .. report.HasWeights ? [Points(effect.Before), Points(effect.After), Percent(effect.Before, effect.After)] : (string[])[],
                .. report.HasCosts ? [Percent(effect.Before, effect.Recomputed)] : (string[])[], OrDash(effect.Name),
            ]),
            [.. Enumerable.Range(0, headers.Length - 1)]);
        More(document, moved.Count);
    }

    private void Weights(Document document)
    {
        var rows = report.WeightRows().ToList();
        if (rows.Count == 0)
            return;
        document.Heading(voice.Say(Titles.RecomputedWeights), Level).Table(
            ["DRG", voice.Say("contacts before"), voice.Say("after"), voice.Say("weight before"), voice.Say("after"), "%"],
            (IsComplete ? rows : rows.Take(Shown)).Select(row => new[]
            {
                row.Drg, Count(row.Contacts.Then), Count(row.Contacts.Now), voice.Weight(row.Before), voice.Weight(row.After),
                row is { Before: { } one, After: { } other } ? Percent(one, other) : "-",
            }),
            1, 2, 3, 4, 5);
        More(document, rows.Count);
    }

    private void Cases(Document document)
    {
        if (report.Diff.Before.TestCases.IsEmpty)
            return;
        document.Heading(voice.Say("Certification cases"), Level);
        document.Line(voice.Say(CountWords.ChangedCases(report.Cases.Length, report.Diff.Before.TestCases.Length)));
        document.Table(
            ["id", voice.Say("from"), voice.Say("to"), voice.Say("cause")],
            (IsComplete ? report.Cases : report.Cases.Take(Shown))
                .Select(each => new[] { OrDash(each.Case.Contact.Id), OrDash(each.From), OrDash(each.To), CauseOf(each.Cause) }));
        More(document, report.Cases.Length);
    }

    private string CauseOf(MoveCause cause) => report.CauseOf(cause, voice.Language);

    private void More(Document document, int count)
    {
        if (!IsComplete && count > Shown)
            document.Line(voice.Say(CountWords.More(count - Shown)));
    }

    private string Points(double points) => voice.Weight2(points);

    private string Signed(double number) => (number >= 0.005 ? "+" : "") + voice.Weight2(Math.Abs(number) < 0.005 ? 0 : number);

    private string Percent(double before, double after) => before == 0 ? "-" : Signed(100 * ((after / before) - 1));

    private static string Count(double number) => Voice.Number(number);

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
