using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A group whose rules differ from another's in the complication level only. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Levels">The levels that its rules demand, highest first: 2, 1, or 0 for none.</param>
/// <param name="Rules">How many of its rules are such rules of one base group.</param>
public sealed record ComplicationSibling(NamedDrg Drg, ImmutableArray<int> Levels, int Rules);
