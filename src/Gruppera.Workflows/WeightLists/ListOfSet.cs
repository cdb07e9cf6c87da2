using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Sets;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Whether a weight list belongs to a set: the one place that decides it. A list belongs to the set that its manifest names, if
/// the set knows any of its groups; one that names none belongs to each set that knows at least half of them.</summary>
public static class ListOfSet
{
    /// <summary>True if a list belongs to a set.</summary>
    public static bool Belongs(WeightList list, DefinitionSet set) => Refusal(list, list?.Name ?? "", set) is null;

    /// <summary>True if a list belongs to a set; found once and kept with the set.</summary>
    public static bool Belongs(WeightList list, LoadedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return NamesOther(list, set.Id) is null
            && set.Kept((list.Name, list.Count, list.Manifest?.Hash), () => new Answer(Belongs(list, set.Set))).Value;
    }

    /// <summary>The lists that belong to a set, in their order.</summary>
    public static ImmutableArray<WeightList> Of(LoadedSet set, IEnumerable<WeightList> lists) =>
        [.. lists.Where(list => Belongs(list, set))];

    /// <summary>Why a list does not belong to a set; null if it does.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">What the message calls it.</param>
    /// <param name="set">The set.</param>
    public static Text? Refusal(WeightList list, string name, DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (NamesOther(list, set.Version.Id) is { } other)
            return $"The weight list {name:idOrPath} is for {other}, not {set.Version.Id}: choose that set, or another list";
        var drgs = set.Rules.Select(rule => rule.Drg).ToHashSet(StringComparer.Ordinal);
        var groups = list.Rows().Select(row => row.Drg).Distinct().ToList();
        var known = groups.Count(drgs.Contains);
        return known == 0 || (known * 2 < groups.Count && list.Manifest is not { Set.Length: > 0 })
            ? (Text)($"The weight list {name:idOrPath} belongs to another set: {set.Version.Id} has {known} of its " +
                $"{groups.Count:groups} DRGs")
            : null;
    }

    /// <summary>Why a list does not belong to the set that contacts are grouped under; null if it does, or one of them names no
    /// set.</summary>
    /// <remarks>Of lists by year, each is held against the set of its own year's contacts.</remarks>
    public static Text? Refusal(YearlyWeights? lists, GroupedSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (lists is { AreByYear: true })
            return YearRefusal(lists, summary);
        if (lists is null || !summary.Sets.Any(each => lists.All.All(list => NamesOther(list, each.Set) is not null)))
            return null;
        var sets = string.Join(", ", lists.All.Select(list => list.Manifest!.Set).Distinct());
        return $"The weight list {lists.Name} is for {sets:set}, but the contacts are grouped under {GroupedSets.Of(summary):summary}: " +
            $"choose another list, or group them again";
    }

    private static Text? YearRefusal(YearlyWeights lists, GroupedSummary summary)
    {
        foreach (var (set, year, contacts) in summary.SetsByYear)
        {
            if (set.Length > 0 && lists.Of(year) is { } list && NamesOther(list, set) is { } other)
                return Text.Count(contacts,
                    $"The weight list {list.Name} of {year} is for {other:set}, but {contacts} contact of {year} is grouped under " +
                    $"{set:grouped}: choose another list for {year}, or group it by date (group --set-by-date)",
                    $"The weight list {list.Name} of {year} is for {other:set}, but {contacts} contacts of {year} are grouped under " +
                    $"{set:grouped}: choose another list for {year}, or group them by date (group --set-by-date)");
        }

        return null;
    }

    /// <summary>What an operation with weights asks of each contact: its year where each has a list of its own, and a set that the lists
    /// are for.</summary>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="lists">The weights; null for none.</param>
    internal static GroupedWish Wish(ImmutableArray<string> by, YearlyWeights? lists) =>
        new(by) { ReadsYears = lists is { AreByYear: true }, Refusal = summary => Refusal(lists, summary) };

    /// <summary>The groups of a set that a list lacks, of all its groups.</summary>
    public static (int Lacking, int Groups) Lacks(WeightList list, DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(set);
        var drgs = set.Rules.Select(rule => rule.Drg).Distinct().ToList();
        return (drgs.Count - drgs.Count(list.Rows().Select(row => row.Drg).ToHashSet(StringComparer.Ordinal).Contains), drgs.Count);
    }

    /// <summary>The other set that a list names; null if it names this one, or none.</summary>
    private static string? NamesOther(WeightList list, string set)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Manifest is { Set: { Length: > 0 } named } && named != set ? named : null;
    }

    private sealed record Answer(bool Value);
}
