using System.Collections.Immutable;
using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Technology;

/// <summary>A group that a draft splits, and what its contacts with costs say of the split.</summary>
/// <param name="Split">The split.</param>
/// <param name="Moved">Contacts that get the new group, with or without a cost.</param>
/// <param name="Costed">Contacts of the group with a cost above 0.</param>
/// <param name="Verdict">The criteria; null if all contacts with costs end in one part.</param>
public sealed record DraftedSplit(DraftSplit Split, long Moved, long Costed, SplitResult? Verdict);

/// <summary>A draft tried: its change applied and checked, run over the contacts, and its splits tested against the criteria.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Issues">What the check finds.</param>
/// <param name="Result">What it does to the contacts; null if there is no change that can be applied.</param>
/// <param name="Report">The same with weights.</param>
/// <param name="Splits">Its splits.</param>
public sealed record DraftedTechnology(
    TechnologyDraft Draft, ImmutableArray<Issue> Issues, SimulationResult? Result, SimulationReport? Report,
    ImmutableArray<DraftedSplit> Splits)
{
    /// <summary>Contacts that move between other groups than those of the splits.</summary>
    public long MovedElsewhere => (Result?.Moved ?? 0) - Splits.Sum(split => split.Moved);

    /// <summary>Tries a draft. Of the contacts it keeps group and cost, as <c>simulate</c> does.</summary>
    public static DraftedTechnology Of(
        DefinitionSet set, TechnologyDraft draft, Func<Stream>? open, string name, ContactLayout? layout, WeightList? list,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(name);
        if (draft.Change is not { } change || open is null || layout is null)
            return new(draft, [], null, null, []);
        var changed = ChangeApplier.Apply(set, [change], set.Version with { Id = $"{set.Version.Id} + {change.Name}" });
        var issues = ChangeCheck.Run(set, changed, list is null ? null : list.Of);
        if (changed.Set is not { } after)
            return new(draft, issues, null, null, []);
        var parts = draft.Splits.ToDictionary(
            split => split.Drg, split => (Split: split, Moved: new List<double>(), Kept: new List<double>()), StringComparer.Ordinal);
        var report = new SimulatedChange(SetDiff.Of(set, after), open, name, layout, "", "cost", list).Run(Take, _ => { }, stop);
        var result = report.Result;
        return new(draft, issues, result, report,
        [
            .. draft.Splits.Select(split => parts[split.Drg]).Select(part => new DraftedSplit(
                part.Split,
                result.Moves.Where(move => (move.From, move.To) == (part.Split.Drg, part.Split.Into)).Sum(move => move.Contacts),
                part.Moved.Count + part.Kept.Count,
                SplitCriteria.Check(
                    part.Split.Into, [(part.Split.Drg, [.. part.Kept]), (part.Split.Into, [.. part.Moved])], result.WithCost))),
        ]);

        void Take(GroupedContact contact, string to)
        {
            if (contact.Cost > 0 && parts.TryGetValue(contact.Drg, out var part))
                (to == part.Split.Into ? part.Moved : part.Kept).Add(contact.Cost);
        }
    }
}
