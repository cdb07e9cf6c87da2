using System.Collections.Immutable;

namespace Gruppera.Changes;

/// <summary>A complication category whose rows in the category table differ. Immutable.</summary>
/// <param name="Kind">Added and removed: the category table has it in one set only.</param>
/// <param name="Category">The category.</param>
/// <param name="Added">Activators it got, in order; an empty one for the row without.</param>
/// <param name="Removed">Activators it lost, in order.</param>
public sealed record ActivatorChange(ChangeKind Kind, string Category, ImmutableArray<string> Added, ImmutableArray<string> Removed);
