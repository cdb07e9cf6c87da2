using System.Collections.Immutable;
using Gruppera.Grouping;
using Gruppera.Workflows.Sets;

namespace Gruppera.Presentation.Answers;

/// <summary>The definition sets that are served. Immutable.</summary>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Default">Id of the set that answers where none is named.</param>
/// <param name="Sets">All of them.</param>
public sealed record SetsAnswer(string Engine, string Default, ImmutableArray<ServedSet> Sets)
{
    /// <summary>The sets that are served.</summary>
    /// <param name="first">Id of the set that answers where none is named.</param>
    /// <param name="sets">All of them.</param>
    public static SetsAnswer Of(string first, IEnumerable<LoadedSet> sets) =>
        new(Grouper.EngineVersion, first, [.. sets.Select(ServedSet.Of)]);
}

/// <summary>A definition set that is served. Immutable.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Country, or empty.</param>
/// <param name="Year">Year that it is for; 0 if the delivery does not say.</param>
/// <param name="SourceHash">SHA-256 of the files that it was read from.</param>
/// <param name="Rules">Number of rules.</param>
/// <param name="Drgs">Number of groups that rules give.</param>
/// <param name="Weights">Name of the list of weights, where there is one.</param>
public sealed record ServedSet(string Id, string Name, string Country, int Year, string SourceHash, int Rules, int Drgs, string? Weights)
{
    internal static ServedSet Of(LoadedSet set) => new(
        set.Id, set.Set.Version.Name, set.Set.Version.Country, set.Set.Version.Year, set.Set.Version.SourceHash, set.Set.Rules.Length,
        set.Set.Rules.Select(rule => rule.Drg).Distinct().Count(), set.Weights?.Name);
}
