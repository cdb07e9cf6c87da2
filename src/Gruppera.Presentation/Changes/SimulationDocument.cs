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
        Causes(document);
        Moves(document, voice.Say("Moves"), report.Result.Moves, move => move.Contacts);
        if (report.Result.NamesCodes)
        {
            var unnamed = report.Result.Moves.Where(move => move.Unnamed > 0).ToList();
            Moves(document, voice.Say("Unintended: contacts without any of the codes of the change"), unnamed, move => move.Unnamed);
        }

        Effects(document, voice.Say("Units"), voice.Say("unit"), report.HasUnits ? report.Effects(cell => cell.Unit) : []);
        Effects(
            document, voice.Say("Patients"), voice.Say("patients"),
            [.. report.PatientEffects().Select(each => each.Effect with { Name = voice.Say(NameOf(each.Patients)) })]);
        Effects(document, "MDC", "MDC", [.. report.Effects(cell => cell.Mdc).Where(effect => effect.Moved > 0)]);
        if (report.HasWeights && report.Result.Moved > 0)
        {
            document.Line(voice.Say(
                "Intervals are 95 %: what the change would be in other years with such contacts, the weights being what they are."));
        }

        Steps(document);
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
            voice.Say(
                $"DRG points {voice.Weight2(all.Before):before} -> {voice.Weight2(all.After):after} ({Signed(change):change}; " +
                $"{Interval(all):interval} %), by the same weights")
                + (report.HasCosts
                    ? voice.Say($"; {voice.Weight2(all.Recomputed):recomputed} with weights recomputed under the new logic.")
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
            [.. Enumerable.Range(2, headers.Length - 3)]).Chart(new(
                "flow", heading, voice.Say(ChartWords.BeforeAndAfter),
                [
                    .. moves.Select(move => new ChartRow($"{OrDash(move.From)} → {OrDash(move.To)}", contacts(move))
                    {
                        From = OrDash(move.From),
                        To = OrDash(move.To),
                    }),
                ])
            {
                Marks = [("rest", "0"), ("other", voice.Say("other"))],
            });
        More(document, moves.Count);
    }

    /// <summary>Which kinds of change move the contacts: what next year's set is read by.</summary>
    private void Causes(Document document)
    {
        var causes = report.Causes().ToList();
        if (causes.Count < 2)
            return;
        document.Heading(voice.Say("Causes"), Level).Table(
            [voice.Say("contacts"), .. report.HasWeights ? [voice.Say("points")] : (string[])[], voice.Say("cause")],
            causes.Select(cause => (string[])
            [
                Count(cause.Contacts),
                .. report.HasWeights ? [cause.Points is { } points ? Signed(points) : "-"] : (string[])[], NameOf(cause.Kind),
            ]),
            report.HasWeights ? [0, 1] : [0]);
    }

    /// <summary>Several changes one by one.</summary>
    private void Steps(Document document)
    {
        if (report.Steps is not { } steps)
            return;
        document.Heading(voice.Say("The changes one by one"), Level).Table(
            [
                voice.Say("alone"), .. report.HasWeights ? [voice.Say("points")] : (string[])[], voice.Say("in order"),
                .. report.HasWeights ? [voice.Say("points")] : (string[])[], voice.Say("not moved"), voice.Say("moved too"),
                voice.Say("otherwise"), voice.Say("change"),
            ],
            steps.Steps.Select(step => (string[])
            [
                Count(step.Alone.Sum(move => move.Contacts)), .. PointsOf(step.Alone),
                Count(step.InOrder.Sum(move => move.Contacts)), .. PointsOf(step.InOrder), Count(step.Masked), Count(step.Enabled),
                Count(step.Differs), RegisterDocument.Short(step.Name),
            ]),
            report.HasWeights ? [0, 1, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4], report.HasWeights ? [1, 3] : []);
        document.Line(voice.Say(
            "Alone: the only change. In order: what it adds to those above it. Then contacts that those above it take from it " +
            "(not moved), lead to it (moved too), or send elsewhere (otherwise). All together give the same in any order."));
        if (steps.Overlaps.IsEmpty)
        {
            document.Line(voice.Say("No two changes move the same contact."));
        }
        else
        {
            document.Heading(voice.Say("Changes that move the same contacts"), Level).Table(
                [voice.Say("contacts"), voice.Say("change"), voice.Say("change")],
                (IsComplete ? steps.Overlaps : steps.Overlaps.Take(Shown)).Select(pair => new[]
                {
                    Count(pair.Contacts), RegisterDocument.Short(pair.First), RegisterDocument.Short(pair.Second),
                }),
                0);
            More(document, steps.Overlaps.Length);
        }

        if (steps.Undone > 0)
        {
            document.Line(voice.Say(Text.Count(steps.Undone,
                $"{Count(steps.Undone):undone} contact is moved by one change alone, and stays where it was with all of them.",
                $"{Count(steps.Undone):undone} contacts are moved by one change alone, and stay where they were with all of them.")));
        }

        string[] PointsOf(IReadOnlyCollection<StepMove> moves) => report.HasWeights ? [Signed(report.GainOf(moves).Points)] : [];
    }

    /// <summary>A group of patients in words.</summary>
    public static Text NameOf(PatientGroup patients) => patients.Sex switch
    {
        Sex.Male => (Text)$"men {patients.Ages:ages}",
        Sex.Female => $"women {patients.Ages:ages}",
        _ => $"sex missing {patients.Ages:ages}",
    };

    private string NameOf(MoveCauseKind kind) => kind switch
    {
        MoveCauseKind.RuleAdded => voice.Say("new rules"),
        MoveCauseKind.RuleRemoved => voice.Say("removed rules"),
        MoveCauseKind.RuleChanged => voice.Say("changed rules"),
        MoveCauseKind.RuleMoved => voice.Say("rules in another order"),
        MoveCauseKind.CodeChanged => voice.Say("other properties of codes"),
        MoveCauseKind.ExclusionChanged => voice.Say("other exclusions of complications"),
        MoveCauseKind.ActivatorChanged => voice.Say("other activators of complications"),
        MoveCauseKind.CodeConverted => voice.Say("successors of codes"),
        _ => voice.Say("properties that no single row gives"),
    };

    private void Effects(Document document, string heading, string what, IReadOnlyList<SimulatedEffect> effects)
    {
        var moved = SimulationReport.Ordered(effects).ToList();
        if (moved.Count == 0)
            return;
        string[] headers =
        [
            voice.Say("contacts"), voice.Say("several|moved"),
            .. report.HasWeights ? [voice.Say("before"), voice.Say("after"), voice.Say("% (95 %)")] : (string[])[],
            .. report.HasCosts ? [voice.Say("recomp.")] : (string[])[], what,
        ];
        document.Heading(heading, Level).Table(
            headers,
            (IsComplete ? moved : moved.Take(Shown)).Select(effect => (string[])
            [
                Count(effect.Contacts), Count(effect.Moved),
                .. report.HasWeights ? [Points(effect.Before), Points(effect.After), Interval(effect)] : (string[])[],
                .. report.HasCosts ? [Percent(effect.Before, effect.Recomputed)] : (string[])[], OrDash(effect.Name),
            ]),
            [.. Enumerable.Range(0, headers.Length - 1)],
            [
                .. report.HasCosts ? [headers.Length - 2] : (int[])[], .. report.HasWeights ? [2] : (int[])[],
            ]);
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

    /// <summary>Points, of thousands without decimals.</summary>
    private string Points(double points) => points >= 1000 ? Voice.Number(points) : voice.Weight2(points);

    private string Signed(double number) => Signed(voice, number);

    private string Percent(double before, double after) => Percent(voice, before, after);

    private string Interval(SimulatedEffect effect) => Interval(voice, effect);

    private static string Signed(Voice voice, double number) =>
        (number >= 0.005 ? "+" : "") + voice.Weight2(Math.Abs(number) < 0.005 ? 0 : number);

    private static string Percent(Voice voice, double before, double after) =>
        before == 0 ? "-" : Signed(voice, 100 * ((after / before) - 1));

    /// <summary>The change in per cent with its interval, where there is one.</summary>
    internal static string Interval(Voice voice, SimulatedEffect effect) => double.IsFinite(effect.ChangeError) && effect.ChangeError > 0
        ? $"{Percent(voice, effect.Before, effect.After)} ({voice.Weight2(100 * effect.ChangeInterval.Low)}\u2013" +
            $"{voice.Weight2(100 * effect.ChangeInterval.High)})"
        : Percent(voice, effect.Before, effect.After);

    private static string Count(double number) => Voice.Number(number);

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
