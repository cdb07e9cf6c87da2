using System.Collections.Immutable;

namespace Gruppera.Reach;

/// <summary>A group that contacts with a code can get. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Rules">Ranks of the rules that give it to such a contact, ascending.</param>
/// <param name="Witness">A contact with the code that the first of these rules groups.</param>
public sealed record ReachableDrg(string Drg, ImmutableArray<int> Rules, CareContact Witness);
