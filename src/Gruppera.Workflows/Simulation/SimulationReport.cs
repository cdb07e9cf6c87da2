using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Moves;
using Gruppera.Workflows.Partials;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Simulation;

/// <summary>What a change does to the contacts of a file, in figures: points, weights under the new logic, effects by unit and
/// MDC.</summary>
/// <remarks>Points before are by the list, in each contact's care form, or else by weights computed under the old logic. Points after are
/// by the same weights; a group that they lack has its weight under the new logic, on their scale. Points recomputed are by weights
/// computed under the new logic alone. A visit that is part of a stay weighs 0.</remarks>
public sealed class SimulationReport
{
    private readonly WeightList? _list;
    private readonly Dictionary<string, double> _then;
    private readonly Dictionary<string, double> _now;
    private readonly Dictionary<string, (long Then, long Now)> _contacts = [];

    /// <param name="diff">What the change differs in.</param>
    /// <param name="result">What it does.</param>
    /// <param name="cases">Certification cases that get another result.</param>
    /// <param name="list">Weights of the groups before, or null.</param>
    /// <param name="computed">Weights computed from the costs under the old and the new logic; null without costs.</param>
    private SimulationReport(
        SetDiff diff, SimulationResult result, ImmutableArray<ChangedCase> cases, WeightList? list,
        (ComputedWeights Then, ComputedWeights Now)? computed)
    {
        (Diff, Result, Cases, _list) = (diff, result, cases, list);
        (_then, _now) = (OfRows(computed?.Then), OfRows(computed?.Now));
        foreach (var cell in result.Cells)
        {
            _contacts[cell.From] = _contacts.GetValueOrDefault(cell.From) is var from ? (from.Then + cell.Contacts, from.Now) : default;
            _contacts[cell.To] = _contacts.GetValueOrDefault(cell.To) is var to ? (to.Then, to.Now + cell.Contacts) : default;
        }

        // Weights of different lists are put on one scale by the contacts of the groups that both weigh.
        var (old, own) = (0.0, 0.0);
        foreach (var cell in result.Cells)
        {
            if (Now(cell.From, cell.CareForm) is not { } weight || Before(cell.From, cell.CareForm) is not { } known)
                continue;
            old += cell.Contacts * known;
            own += cell.Contacts * weight;
        }

        foreach (var drg in _now.Keys)
            _now[drg] *= old > 0 && own > 0 && list is not null ? old / own : 1;

        static Dictionary<string, double> OfRows(ComputedWeights? weights) =>
            weights?.Rows.Where(row => row.Weight is not null)
                .ToDictionary(row => row.Drg, row => row.Weight!.Value, StringComparer.Ordinal) ?? [];
    }

    /// <summary>Runs a change over contacts; where they have costs, weights are computed under the old and the new logic.</summary>
    /// <param name="diff">What the change differs in.</param>
    /// <param name="run">The run of it.</param>
    /// <param name="list">Weights of the groups before, or null.</param>
    /// <param name="read">Reads the contacts by the run, which gives each with its group after to what it is handed.</param>
    /// <param name="hasUnits">True if units are distinguished.</param>
    /// <param name="partial">Where what is counted is written, or taken from in place of contacts; null for figures of the
    /// contacts.</param>
    /// <exception cref="PartialWrittenException">What was counted was to be written, and is.</exception>
    public static SimulationReport Of(
        SetDiff diff, SimulationRun run, WeightList? list, Func<Action<GroupedContact, string>, SimulationResult> read, bool hasUnits,
        PartialFile? partial = null)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(read);
        var (then, now) = (new CaseStore(), new CaseStore());
        SimulationResult result;
        if (partial is { IsMerging: true })
        {
            var tally = run.NewTally();
            partial.AddTo(new(), tally, then, now);
            result = tally.Result();
        }
        else
        {
            result = read((contact, to) =>
            {
                then.Add([contact]);
                now.Add([contact with { Drg = to }]);
            });
            partial?.Write([], result.Tally!, then, now);
        }

        return new(
            diff, result, [.. run.Cases(diff.Before.TestCases)], list, result.WithCost > 0 ? (WeightsOf(then), WeightsOf(now)) : null)
        {
            HasUnits = hasUnits,
            Steps = run.Steps,
        };
    }

    /// <summary>What the change differs in.</summary>
    public SetDiff Diff { get; }

    /// <summary>What the change does to the contacts, in counts.</summary>
    public SimulationResult Result { get; }

    /// <summary>Certification cases of the set before that get another result.</summary>
    public ImmutableArray<ChangedCase> Cases { get; }

    /// <summary>True if units are distinguished.</summary>
    public bool HasUnits { get; private init; }

    /// <summary>True if groups have weights, so that there are points.</summary>
    public bool HasWeights => _list is { Count: > 0 } || _then.Count > 0;

    /// <summary>True if any contact has a cost, so that weights are computed under the new logic.</summary>
    public bool HasCosts => Result.WithCost > 0;

    /// <summary>What all contacts come to; null if none were counted.</summary>
    public SimulatedEffect? All => Effects(_ => "").FirstOrDefault();

    /// <summary>What the contacts of each unit come to, or of each MDC that they leave.</summary>
    /// <param name="name">Unit or MDC of a cell; the same text for all of them sums everything.</param>
    public List<SimulatedEffect> Effects(Func<MoveCell, string> name) => [.. Result.Cells.GroupBy(name).Select(EffectOf)];

    /// <summary>What the contacts of each patient group come to, in the order of age and sex.</summary>
    public IEnumerable<(PatientGroup Patients, SimulatedEffect Effect)> PatientEffects() =>
        Result.Cells.GroupBy(cell => cell.Patients).OrderBy(group => group.Key.Order).Select(group => (group.Key, EffectOf(
            group.GroupBy(_ => $"{group.Key.Sex.Letter} {group.Key.Ages}").Single())));

    private SimulatedEffect EffectOf(IGrouping<string, MoveCell> group)
    {
        var (before, after, now) = (0.0, 0.0, 0.0);
        foreach (var cell in group)
        {
            before += cell.Contacts * (Before(cell.From, cell.CareForm) ?? 0);
            after += cell.Contacts * (After(cell.To, cell.CareForm) ?? 0);
            now += cell.Contacts * (Now(cell.To, cell.CareForm) ?? 0);
        }

        return new(
            group.Key, group.Sum(cell => cell.Contacts), group.Where(cell => cell.From != cell.To).Sum(cell => cell.Contacts),
            before, after, now,
            group.Where(cell => Before(cell.From, cell.CareForm) is null || After(cell.To, cell.CareForm) is null)
                .Sum(cell => cell.Contacts),
            group.Where(cell => cell.From != cell.To).Sum(cell => cell.Cost))
        {
            ChangeError = Error(group, before, after),
        };
    }

    /// <summary>Standard error of after / before - 1 as a ratio of sums over contacts; not a number where nothing is before, or there are
    /// fewer than two contacts.</summary>
    private double Error(IEnumerable<MoveCell> cells, double before, double after)
    {
        if (!(before > 0))
            return double.NaN;
        var (ratio, squares, contacts) = ((after / before) - 1, 0.0, 0L);
        foreach (var cell in cells)
        {
            var (one, other) = (Before(cell.From, cell.CareForm) ?? 0, After(cell.To, cell.CareForm) ?? 0);
            var residual = other - one - (ratio * one);
            squares += cell.Contacts * residual * residual;
            contacts += cell.Contacts;
        }

        return contacts < 2 ? double.NaN : Math.Sqrt(squares * contacts / (contacts - 1)) / before;
    }

    /// <summary>Moves summed by kind of cause, most contacts first; null points where a group has no weight.</summary>
    public IEnumerable<(MoveCauseKind Kind, long Contacts, double? Points)> Causes() => Result.Moves.GroupBy(move => move.Cause.Kind)
        .Select(group => (
            group.Key, Contacts: group.Sum(move => move.Contacts),
            group.Aggregate((double?)0, (sum, move) => HasWeights ? sum + PointsOf(move) : null)))
        .OrderByDescending(cause => cause.Contacts).ThenBy(cause => cause.Key);

    /// <summary>What a contact gains in DRG points that goes from one group to another; null if one has no weight.</summary>
    private double? GainOf(string from, string to, CareForm form) => After(to, form) - After(from, form);

    /// <summary>What the changes do one by one; null if there is one, or it was not asked.</summary>
    public ChangeSteps? Steps { get; private init; }

    /// <summary>DRG points that moves gain together, and contacts of those whose groups lack a weight.</summary>
    public (double Points, long WithoutWeight) GainOf(IEnumerable<StepMove> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        var (points, without) = (0.0, 0L);
        foreach (var move in moves)
        {
            if (GainOf(move.From, move.To, move.CareForm) is { } gain)
                points += move.Contacts * gain;
            else
                without += move.Contacts;
        }

        return (points, without);
    }

    /// <summary>Effects as they are read: the largest change first.</summary>
    public static IEnumerable<SimulatedEffect> Ordered(IEnumerable<SimulatedEffect> effects) =>
        effects.OrderByDescending(effect => Math.Abs(effect.After - effect.Before)).ThenByDescending(effect => effect.Moved)
            .ThenBy(effect => effect.Name, StringComparer.Ordinal);

    /// <summary>Groups whose weight or contacts differ, the largest relative change first; none without costs.</summary>
    public IEnumerable<(string Drg, (long Then, long Now) Contacts, double? Before, double? After)> WeightRows() => !HasCosts
        ? []
        : _contacts.Where(pair => pair.Value.Then != pair.Value.Now)
            .Select(pair => (Drg: pair.Key, Contacts: pair.Value, Before: MeanBefore(pair.Key), After: Now(pair.Key, default)))
            .OrderByDescending(row => row is { Before: > 0, After: { } after } ? Math.Abs(after / row.Before.Value - 1) : double.MaxValue)
            .ThenBy(row => row.Drg, StringComparer.Ordinal);

    /// <summary>Points that a move gains or loses; null if a group has no weight.</summary>
    public double? PointsOf(CausedMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        var points = 0.0;
        foreach (var (form, contacts) in move.CareForms)
        {
            if (After(move.To, form) - Before(move.From, form) is not { } change)
                return null;
            points += contacts * change;
        }

        return points;
    }

    /// <summary>Weights as <c>weights compute</c> makes them where nothing is asked for.</summary>
    private static ComputedWeights WeightsOf(CaseStore store) =>
        WeightCalculator.Compute(new TrimmedTable(store.ToTable(), new TrimRule(TrimMethod.Iqr, 0.05)), new());

    /// <summary>Why contacts move, as a sentence.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="language">Language of the sentence.</param>
    public string CauseOf(MoveCause cause, Language language) => MoveWording.Of(cause, Diff).In(language);

    /// <summary>All of it as tables: moves, units where there are some, MDCs, weights, cases.</summary>
    /// <param name="language">Language of causes; headers are the same in every language.</param>
    public ImmutableArray<Figures> Figures(Language language) =>
    [
        new(
            "moves",
            [
                "from", "to", "rtc_from", "rtc_to", "contacts", "without_codes_of_change", "points", "cost", "cause", "kind", "rule",
                "code", "first_row",
            ],
            [
                .. Result.Moves.Select(move => (object[])
                [
                    move.From, move.To, move.ReturnCodes.Before.ToString(), move.ReturnCodes.After.ToString(), move.Contacts,
                    Result.NamesCodes ? move.Unnamed : double.NaN, PointsOf(move) ?? double.NaN, HasCosts ? move.Cost : double.NaN,
                    CauseOf(move.Cause, language), move.Cause.Kind.ToString(), move.Cause.Rule, move.Cause.Code, move.Example,
                ]),
            ]),
        .. HasUnits ? [Table("units", Effects(cell => cell.Unit))] : (Figures[])[],
        Table("mdc", Effects(cell => cell.Mdc)),
        Table("patients", PatientEffects().Select(each => each.Effect)),
        .. Steps is null ? [] : (Figures[])[StepFigures(Steps)],
        new("weights", ["drg", "contacts_before", "contacts_after", "weight_before", "weight_after"], [.. WeightRows()
            .Select(row => (object[])
                [row.Drg, row.Contacts.Then, row.Contacts.Now, row.Before ?? double.NaN, row.After ?? double.NaN])]),
        new("cases", ["id", "expected", "from", "to", "was_as_expected", "cause"], [.. Cases.Select(each => (object[])
            [each.Case.Contact.Id, each.Case.Drg, each.From, each.To, each.WasAsExpected, CauseOf(each.Cause, language)])]),
    ];

    private Figures StepFigures(ChangeSteps steps) => new(
        "changes",
        ["change", "moved_alone", "points_alone", "moved_in_order", "points_in_order", "masked", "enabled", "other_result"],
        [
            .. steps.Steps.Select(step => (object[])
            [
                step.Name, step.Alone.Sum(move => move.Contacts), HasWeights ? GainOf(step.Alone).Points : double.NaN,
                step.InOrder.Sum(move => move.Contacts), HasWeights ? GainOf(step.InOrder).Points : double.NaN, step.Masked, step.Enabled,
                step.Differs,
            ]),
        ]);

    private static Figures Table(string name, IEnumerable<SimulatedEffect> effects) => new(
        name,
        [
            name, "contacts", "moved", "points_before", "points_after", "points_recomputed", "without_weight", "cost_moved",
            "change", "change_low", "change_high",
        ],
        [.. effects.Select(effect => (object[])
        [
            effect.Name, effect.Contacts, effect.Moved, effect.Before, effect.After, effect.Recomputed, effect.WithoutWeight,
            effect.CostMoved, effect.Change, effect.ChangeInterval.Low, effect.ChangeInterval.High,
        ])]);

    /// <summary>Weight after: a group that had contacts before and no weight has none now either.</summary>
    private double? After(string drg, CareForm form) =>
        Before(drg, form) ?? (_contacts.GetValueOrDefault(drg).Then == 0 ? Now(drg, form) : null);

    private double? Before(string drg, CareForm form) =>
        form == CareForm.Outside ? 0
        : _list is not null ? _list.Of(drg, form.Word)
        : _then.TryGetValue(drg, out var weight) ? weight : null;

    private double? Now(string drg, CareForm form) =>
        form == CareForm.Outside ? 0 : _now.TryGetValue(drg, out var weight) ? weight : null;

    /// <summary>The mean weight before of a group's contacts; of a group without contacts the first of the list.</summary>
    private double? MeanBefore(string drg)
    {
        var cells = Result.Cells.Where(cell => cell.From == drg && cell.CareForm != CareForm.Outside).ToList();
        return cells.Count == 0 ? _list?.Of(drg)
            : Before(drg, cells[0].CareForm) is null ? null
            : cells.Sum(cell => cell.Contacts * Before(drg, cell.CareForm)) / cells.Sum(cell => cell.Contacts);
    }
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
public sealed record SimulatedEffect(
    string Name, long Contacts, long Moved, double Before, double After, double Recomputed, long WithoutWeight, double CostMoved)
{
    /// <summary>Points after over points before, less 1; not a number where nothing is before.</summary>
    public double Change => Before > 0 ? (After / Before) - 1 : double.NaN;

    /// <summary>Standard error of <see cref="Change"/>, the contacts being a sample of those of many such years; the weights are taken as
    /// they are. Source: W. G. Cochran, Sampling Techniques (1977), 6.3: the error of a ratio of two sums.</summary>
    public double ChangeError { get; init; } = double.NaN;

    /// <summary>Interval within which <see cref="Change"/> lies with 95 % confidence.</summary>
    public (double Low, double High) ChangeInterval =>
        (Change - (1.959963984540054 * ChangeError), Change + (1.959963984540054 * ChangeError));
}
