using System.Collections.Immutable;

namespace Gruppera.Reach;

/// <summary>The groups that contacts with a code can get. Immutable.</summary>
/// <param name="Groups">The groups, in the order of their first rules.</param>
/// <param name="Undecided">Ranks of rules about which nothing is known.</param>
public sealed record ReachableDrgs(ImmutableArray<ReachableDrg> Groups, ImmutableArray<int> Undecided);
