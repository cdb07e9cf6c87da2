using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Simulation;
using Gruppera.Moves;

namespace Gruppera.Cli.Output;

/// <summary>What a change does to the contacts of a file: moves with their causes, effects by unit and MDC, weights under the new logic, cases.</summary>
/// <remarks>Points before are by the list, or else by weights computed under the old logic. Points after are by the same weights; a group that they lack
/// has its weight under the new logic, on their scale. Points recomputed are by weights computed under the new logic alone.</remarks>
internal sealed class SimulationReport
{
    private const int Shown = 20;
    private readonly Session _session;
    private readonly SetDiff _diff;
    private readonly SimulationResult _result;
    private readonly ImmutableArray<ChangedCase> _cases;
    private readonly Dictionary<string, double> _then;
    private readonly Dictionary<string, double> _now;
    private readonly bool _hasList;
    private readonly Dictionary<string, (long Then, long Now)> _contacts;

    internal SimulationReport(Session session, SetDiff diff, SimulationResult result, ImmutableArray<ChangedCase> cases, WeightList? list, ComputedWeights? then, ComputedWeights? now)
    {
        (_session, _diff, _result, _cases, _hasList) = (session, diff, result, cases, list is not null);
        var computed = OfRows(then);
        _now = OfRows(now);
        _then = list is null ? computed : list.Rows().DistinctBy(row => row.Drg).ToDictionary(row => row.Drg, row => row.Weight);
        _contacts = [];
        foreach (var cell in result.Cells)
        {
            _contacts[cell.From] = _contacts.GetValueOrDefault(cell.From) is var from ? (from.Then + cell.Contacts, from.Now) : default;
            _contacts[cell.To] = _contacts.GetValueOrDefault(cell.To) is var to ? (to.Then, to.Now + cell.Contacts) : default;
        }

        // Weights of different lists are put on one scale by the contacts of the groups that both weigh.
        var (old, own) = (0.0, 0.0);
        foreach (var (drg, weight) in _now.Where(pair => _then.ContainsKey(pair.Key)))
        {
            old += _contacts.GetValueOrDefault(drg).Then * _then[drg];
            own += _contacts.GetValueOrDefault(drg).Then * weight;
        }

        foreach (var drg in _now.Keys)
            _now[drg] *= old > 0 && own > 0 && list is not null ? old / own : 1;

        static Dictionary<string, double> OfRows(ComputedWeights? weights) =>
            weights?.Rows.Where(row => row.Weight is not null).ToDictionary(row => row.Drg, row => row.Weight!.Value, StringComparer.Ordinal) ?? [];
    }

    internal bool IsComplete { get; init; }

    /// <summary>Level of its headings, the title being one above.</summary>
    internal int Level { get; init; } = 2;

    internal bool HasUnits { get; init; }

    private bool HasWeights => _then.Count > 0;

    private bool HasCosts => _result.WithCost > 0;

    internal Document Document()
    {
        var document = new Document().Heading($"{_diff.Before.Version.Id} -> {_diff.After.Version.Id}", 1);
        Write(document);
        return document;
    }

    /// <summary>All but the title.</summary>
    internal void Write(Document document)
    {
        document.Line(_session.Say(
            $"{Count(_result.Contacts)} contacts, {Count(_result.Regrouped)} of which the change can touch; {Count(_result.Moved)} ({_session.Percent(_result.Moved, _result.Contacts)}) get another result.",
            $"{Count(_result.Contacts)} vårdkontakter, varav ändringen kan röra {Count(_result.Regrouped)}; {Count(_result.Moved)} ({_session.Percent(_result.Moved, _result.Contacts)}) får ett annat resultat."));
        if (_result.Unreadable > 0)
            document.Line(_session.Say($"{Count(_result.Unreadable)} rows could not be read.", $"{Count(_result.Unreadable)} rader gick inte att läsa."));
        if (HasWeights)
            Points(document);
        Moves(document, _session.Say("Moves", "Flyttar"), _result.Moves, move => move.Contacts);
        if (_result.NamesCodes)
        {
            var unnamed = _result.Moves.Where(move => move.Unnamed > 0).ToList();
            Moves(document, _session.Say("Unintended: contacts without any of the codes of the change", "Oavsedda: kontakter utan någon av ändringens koder"), unnamed, move => move.Unnamed);
        }

        Effects(document, _session.Say("Units", "Enheter"), _session.Say("unit", "enhet"), HasUnits ? Effects(cell => cell.Unit) : []);
        Effects(document, "MDC", "MDC", [.. Effects(cell => cell.Mdc).Where(effect => effect.Moved > 0)]);
        Weights(document);
        Cases(document);
    }

    internal object Json() => new
    {
        Before = _diff.Before.Version.Id,
        After = _diff.After.Version.Id,
        _result.Contacts,
        _result.Regrouped,
        _result.Moved,
        _result.Unreadable,
        Points = HasWeights ? Effects(_ => "").Select(Effect).FirstOrDefault() : null,
        Moves = _result.Moves.Select(move => new
        {
            move.From,
            move.To,
            ReturnCodes = new[] { move.ReturnCodes.Before.ToString(), move.ReturnCodes.After.ToString() },
            move.Contacts,
            Unnamed = _result.NamesCodes ? move.Unnamed : (long?)null,
            Points = PointsOf(move),
            Cost = HasCosts ? move.Cost : (double?)null,
            Cause = CauseOf(move.Cause),
            Details = move.Cause,
            FirstRow = move.Example,
        }),
        Units = HasUnits ? Effects(cell => cell.Unit).Select(Effect) : null,
        Mdcs = Effects(cell => cell.Mdc).Select(Effect),
        Weights = WeightRows().Select(row => new { row.Drg, ContactsBefore = row.Contacts.Then, ContactsAfter = row.Contacts.Now, row.Before, row.After }),
        Cases = _cases.Select(each => new { each.Case.Contact.Id, Expected = each.Case.Drg, each.From, each.To, each.WasAsExpected, Cause = CauseOf(each.Cause) }),
    };

    internal IReadOnlyList<Sheet> Sheets()
    {
        List<Sheet> sheets =
        [
            new("moves", ["from", "to", "rtc_from", "rtc_to", "contacts", "without_codes_of_change", "points", "cost", "cause", "kind", "rule", "code", "first_row"], _result.Moves.Select(move => (string[])
            [
                move.From, move.To, move.ReturnCodes.Before.ToString(), move.ReturnCodes.After.ToString(), Text(move.Contacts), _result.NamesCodes ? Text(move.Unnamed) : "", Text(PointsOf(move)), HasCosts ? Text(move.Cost) : "",
                CauseOf(move.Cause), move.Cause.Kind.ToString(), move.Cause.Rule, move.Cause.Code, Text(move.Example),
            ])) { Numbers = new HashSet<int> { 4, 5, 6, 7, 12 } },
            Sheet("mdc", Effects(cell => cell.Mdc)),
            new("weights", ["drg", "contacts_before", "contacts_after", "weight_before", "weight_after"], WeightRows().Select(row => (string[])
                [row.Drg, Text(row.Contacts.Then), Text(row.Contacts.Now), Text(row.Before), Text(row.After)])) { Numbers = new HashSet<int> { 1, 2, 3, 4 } },
            new("cases", ["id", "expected", "from", "to", "was_as_expected", "cause"], _cases.Select(each => (string[])
                [each.Case.Contact.Id, each.Case.Drg, each.From, each.To, each.WasAsExpected ? "yes" : "no", CauseOf(each.Cause)])),
        ];
        if (HasUnits)
            sheets.Insert(1, Sheet("units", Effects(cell => cell.Unit)));
        return sheets;

        static Sheet Sheet(string name, IEnumerable<SimulatedEffect> effects) => new(
            name, [name, "contacts", "moved", "points_before", "points_after", "points_recomputed", "without_weight", "cost_moved"], effects.Select(effect => (string[])
                [effect.Name, Text(effect.Contacts), Text(effect.Moved), Text(effect.Before), Text(effect.After), Text(effect.Recomputed), Text(effect.WithoutWeight), Text(effect.CostMoved)]))
        { Numbers = new HashSet<int> { 1, 2, 3, 4, 5, 6, 7 } };
    }

    private void Points(Document document)
    {
        if (Effects(_ => "").FirstOrDefault() is not { } all)
            return;
        var change = all.After - all.Before;
        document.Line(_session.Say($"DRG points {Points(all.Before)} -> {Points(all.After)} ({Signed(change)}), by the same weights", $"DRG-poäng {Points(all.Before)} -> {Points(all.After)} ({Signed(change)}), med samma vikter")
            + (HasCosts ? _session.Say($"; {Points(all.Recomputed)} by weights recomputed under the new logic.", $"; {Points(all.Recomputed)} med vikter omräknade enligt den nya logiken.") : "."));
        if (all.WithoutWeight > 0)
            document.Line(_session.Say($"{Count(all.WithoutWeight)} contacts count as 0 before or after for want of a weight.", $"{Count(all.WithoutWeight)} kontakter räknas som 0 före eller efter i brist på vikt."));
    }

    private void Moves(Document document, string heading, IReadOnlyList<CausedMove> moves, Func<CausedMove, long> contacts)
    {
        if (moves.Count == 0)
            return;
        string[] headers =
        [
            _session.Say("from", "från"), _session.Say("to", "till"), _session.Say("contacts", "kontakter"), .. HasWeights ? [_session.Say("points", "poäng")] : (string[])[],
            .. HasCosts ? [_session.Say("kSEK", "tkr")] : (string[])[], _session.Say("cause", "orsak"),
        ];
        document.Heading(heading, Level).Table(
            headers,
            (IsComplete ? moves : moves.Take(Shown)).Select(move => (string[])
            [
                OrDash(move.From), OrDash(move.To), Count(contacts(move)), .. HasWeights ? [PointsOf(move) is { } points ? Signed(points * contacts(move) / move.Contacts) : "-"] : (string[])[],
                .. HasCosts ? [Count(move.Cost / 1000 * contacts(move) / move.Contacts)] : (string[])[], CauseOf(move.Cause),
            ]),
            [.. Enumerable.Range(2, headers.Length - 3)]);
        More(document, moves.Count);
    }

    private void Effects(Document document, string heading, string what, IReadOnlyList<SimulatedEffect> effects)
    {
        var moved = effects.OrderByDescending(effect => Math.Abs(effect.After - effect.Before)).ThenByDescending(effect => effect.Moved).ThenBy(effect => effect.Name, StringComparer.Ordinal).ToList();
        if (moved.Count == 0)
            return;
        string[] headers = [_session.Say("contacts", "kontakter"), _session.Say("moved", "flyttade"), .. HasWeights ? [_session.Say("before", "före"), _session.Say("after", "efter"), "%"] : (string[])[], .. HasCosts ? [_session.Say("recomp. %", "omräkn. %")] : (string[])[], what];
        document.Heading(heading, Level).Table(
            headers,
            (IsComplete ? moved : moved.Take(Shown)).Select(effect => (string[])
            [
                Count(effect.Contacts), Count(effect.Moved), .. HasWeights ? [Points(effect.Before), Points(effect.After), Percent(effect.Before, effect.After)] : (string[])[],
                .. HasCosts ? [Percent(effect.Before, effect.Recomputed)] : (string[])[], OrDash(effect.Name),
            ]),
            [.. Enumerable.Range(0, headers.Length - 1)]);
        More(document, moved.Count);
    }

    private void Weights(Document document)
    {
        var rows = WeightRows().ToList();
        if (rows.Count == 0)
            return;
        document.Heading(_session.Say("Weights recomputed under the new logic", "Vikter omräknade enligt den nya logiken"), Level).Table(
            ["DRG", _session.Say("contacts before", "kontakter före"), _session.Say("after", "efter"), _session.Say("weight before", "vikt före"), _session.Say("after", "efter"), "%"],
            (IsComplete ? rows : rows.Take(Shown)).Select(row => new[] { row.Drg, Count(row.Contacts.Then), Count(row.Contacts.Now), _session.Weight(row.Before), _session.Weight(row.After), row is { Before: { } one, After: { } other } ? Percent(one, other) : "-" }),
            1, 2, 3, 4, 5);
        More(document, rows.Count);
    }

    private void Cases(Document document)
    {
        if (_diff.Before.TestCases.IsEmpty)
            return;
        document.Heading(_session.Say("Certification cases", "Certifieringsfall"), Level);
        document.Line(_session.Say($"{Count(_cases.Length)} of {Count(_diff.Before.TestCases.Length)} get another result.", $"{Count(_cases.Length)} av {Count(_diff.Before.TestCases.Length)} får ett annat resultat."));
        document.Table(
            ["id", _session.Say("from", "från"), _session.Say("to", "till"), _session.Say("cause", "orsak")],
            (IsComplete ? _cases : _cases.Take(Shown)).Select(each => new[] { OrDash(each.Case.Contact.Id), OrDash(each.From), OrDash(each.To), CauseOf(each.Cause) }));
        More(document, _cases.Length);
    }

    private List<SimulatedEffect> Effects(Func<MoveCell, string> name) =>
    [
        .. _result.Cells.GroupBy(name).Select(group => new SimulatedEffect(
            group.Key, group.Sum(cell => cell.Contacts), group.Where(cell => cell.From != cell.To).Sum(cell => cell.Contacts),
            group.Sum(cell => cell.Contacts * _then.GetValueOrDefault(cell.From)), group.Sum(cell => cell.Contacts * (After(cell.To) ?? 0)), group.Sum(cell => cell.Contacts * _now.GetValueOrDefault(cell.To)),
            group.Where(cell => !_then.ContainsKey(cell.From) || After(cell.To) is null).Sum(cell => cell.Contacts), group.Where(cell => cell.From != cell.To).Sum(cell => cell.Cost))),
    ];

    private object Effect(SimulatedEffect effect) => new
    {
        effect.Name,
        effect.Contacts,
        effect.Moved,
        PointsBefore = HasWeights ? effect.Before : (double?)null,
        PointsAfter = HasWeights ? effect.After : (double?)null,
        PointsRecomputed = HasCosts ? effect.Recomputed : (double?)null,
        ContactsWithoutWeight = HasWeights ? effect.WithoutWeight : (long?)null,
        CostMoved = HasCosts ? effect.CostMoved : (double?)null,
    };

    /// <summary>Groups whose weight or contacts differ, the largest relative change first; none without costs.</summary>
    private IEnumerable<(string Drg, (long Then, long Now) Contacts, double? Before, double? After)> WeightRows() => !HasCosts
        ? []
        : _contacts.Where(pair => pair.Value.Then != pair.Value.Now)
            .Select(pair => (Drg: pair.Key, Contacts: pair.Value, Before: Known(_then, pair.Key), After: Known(_now, pair.Key)))
            .OrderByDescending(row => row is { Before: > 0, After: { } after } ? Math.Abs(after / row.Before.Value - 1) : double.MaxValue).ThenBy(row => row.Drg, StringComparer.Ordinal);

    /// <summary>Weight after: a group that had contacts before and no weight has none now either.</summary>
    private double? After(string drg) => Known(_then, drg) ?? (_contacts.GetValueOrDefault(drg).Then == 0 ? Known(_now, drg) : null);

    private double? PointsOf(CausedMove move) => Known(_then, move.From) is { } before && After(move.To) is { } after ? move.Contacts * (after - before) : null;

    private static double? Known(Dictionary<string, double> weights, string drg) => weights.TryGetValue(drg, out var weight) ? weight : null;

    private string CauseOf(MoveCause cause) => MoveWording.Of(cause, _diff).In(_session.Language);

    private void More(Document document, int count)
    {
        if (!IsComplete && count > Shown)
            document.Line(_session.Say($"... and {Count(count - Shown)} more (--all)", $"... och {Count(count - Shown)} till (--all)"));
    }

    private string Points(double points) => _session.Weight2(points);

    private string Signed(double number) => (number >= 0.005 ? "+" : "") + _session.Weight2(Math.Abs(number) < 0.005 ? 0 : number);

    private string Percent(double before, double after) => before == 0 ? "-" : Signed(100 * ((after / before) - 1));

    private static string Count(double number) => Session.Number(number);

    private static string Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}

/// <summary>What the contacts of a unit or MDC come to.</summary>
/// <param name="Name">Unit or MDC.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Moved">Those that get another group.</param>
/// <param name="Before">Points before.</param>
/// <param name="After">Points after, by the same weights.</param>
/// <param name="Recomputed">Points after, by weights computed under the new logic.</param>
/// <param name="WithoutWeight">Contacts that count as 0 before or after.</param>
/// <param name="CostMoved">Costs of those that get another group, in kronor.</param>
internal sealed record SimulatedEffect(string Name, long Contacts, long Moved, double Before, double After, double Recomputed, long WithoutWeight, double CostMoved);
