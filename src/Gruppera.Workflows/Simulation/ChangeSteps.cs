using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Simulation;

/// <summary>Several changes of a set, each tried alone and in its place after those before it: which contacts each moves, and where they
/// interact. That all are applied at once gives the same in any order; what a single one adds does not. Filled by a
/// <see cref="SimulationRun"/>; not thread-safe.</summary>
public sealed class ChangeSteps
{
    private readonly ImmutableArray<string> _names;
    private readonly Trial[] _alone;
    private readonly Trial[] _inOrder;
    private readonly (long Masked, long Enabled, long Differs)[] _interaction;
    private readonly Dictionary<(int First, int Second), long> _overlaps = [];
    private readonly GroupingResult[] _results;

    /// <summary>Prepares the sets: two for each change.</summary>
    /// <param name="set">The set before.</param>
    /// <param name="changes">The changes in their order; rows that do not fit are left out.</param>
    public ChangeSteps(DefinitionSet set, IReadOnlyList<TechnicalChange> changes)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(changes);
        _names = [.. changes.Select(change => change.Name)];
        _alone = new Trial[changes.Count];
        _inOrder = new Trial[changes.Count];
        _interaction = new (long, long, long)[changes.Count];
        _results = new GroupingResult[changes.Count];
        var before = new Grouper(set);
        var last = before;
        for (var i = 0; i < changes.Count; i++)
        {
            _alone[i] = new(before, With([changes[i]]));
            _inOrder[i] = i == 0 ? new(_alone[0]) : new(last, With([.. changes.Take(i + 1)]));
            last = _inOrder[i].After;
        }

        Grouper With(TechnicalChange[] applied) => new(
            ChangeApplier.Apply(set, applied, set.Version with { Id = $"{set.Version.Id} + {applied[^1].Name}" }).Set ?? set);
    }

    /// <summary>The changes in their order.</summary>
    public ImmutableArray<ChangeStep> Steps =>
    [
        .. _names.Select((name, i) => new ChangeStep(
            name, _alone[i].Moves, _inOrder[i].Moves, _interaction[i].Masked, _interaction[i].Enabled, _interaction[i].Differs)),
    ];

    /// <summary>Pairs of changes that move the same contacts, most contacts first.</summary>
    public ImmutableArray<ChangeOverlap> Overlaps =>
    [
        .. _overlaps.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Select(pair => new ChangeOverlap(_names[pair.Key.First], _names[pair.Key.Second], pair.Value)),
    ];

    /// <summary>Contacts that a change moves alone, and all changes together leave where they were.</summary>
    public long Undone { get; private set; }

    internal void Take(in ContactView contact, in GroupingResult before, CareForm form)
    {
        var (reached, last) = (before, before);
        var isMovedByAny = false;
        for (var i = 0; i < _alone.Length; i++)
        {
            var alone = _alone[i].Group(contact, before);
            var inOrder = i == 0 ? alone : _inOrder[i].Group(contact, last);
            _results[i] = alone;
            var (moves, movesInOrder) = (!IsSame(alone, before), !IsSame(inOrder, last));
            if (moves)
                _alone[i].Count(before.Drg, alone.Drg, form);
            if (movesInOrder)
                _inOrder[i].Count(last.Drg, inOrder.Drg, form);
            ref var interaction = ref _interaction[i];
            interaction.Masked += moves && !movesInOrder ? 1 : 0;
            interaction.Enabled += movesInOrder && !moves ? 1 : 0;
            interaction.Differs += moves && movesInOrder && !IsSame(alone, inOrder) ? 1 : 0;
            for (var other = 0; moves && other < i; other++)
            {
                if (!IsSame(_results[other], before))
                    _overlaps[(other, i)] = _overlaps.GetValueOrDefault((other, i)) + 1;
            }

            isMovedByAny |= moves;
            last = inOrder;
        }

        Undone += isMovedByAny && IsSame(last, reached) ? 1 : 0;
    }

    private static bool IsSame(in GroupingResult one, in GroupingResult other) =>
        (one.Drg, one.ReturnCode, one.Mdc) == (other.Drg, other.ReturnCode, other.Mdc);

    /// <summary>One set after another, and the moves between them.</summary>
    private sealed class Trial
    {
        private readonly ChangeReach _reach;
        private readonly Dictionary<(string From, string To, CareForm Form), long> _moves = [];

        internal Trial(Grouper before, Grouper after) => (After, _reach) = (
            after, new(SetDiff.Of(before.Definition.Set, after.Definition.Set), before.Definition, after.Definition));

        /// <summary>The same trial, counted apart.</summary>
        internal Trial(Trial other) => (After, _reach) = (other.After, other._reach);

        internal Grouper After { get; }

        internal ImmutableArray<StepMove> Moves =>
        [
            .. _moves.OrderByDescending(move => move.Value).ThenBy(move => move.Key)
                .Select(move => new StepMove(move.Key.From, move.Key.To, move.Key.Form, move.Value)),
        ];

        internal GroupingResult Group(in ContactView contact, in GroupingResult before) =>
            _reach.CanMove(contact) ? After.Group(contact) : before;

        internal void Count(string from, string to, CareForm form) =>
            _moves[(from, to, form)] = _moves.GetValueOrDefault((from, to, form)) + 1;
    }
}
