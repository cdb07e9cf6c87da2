using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>A row of a table of names that differs; it does not affect grouping. Immutable.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Of">What it names.</param>
/// <param name="Type">Type of a property or category; otherwise <see cref="FeatureType.None"/>.</param>
/// <param name="Key">What is named: a group, value or code.</param>
/// <param name="Cells">Cells that differ, in the order of the table.</param>
public sealed record NameChange(ChangeKind Kind, NameKind Of, FeatureType Type, string Key, ImmutableArray<CellChange> Cells);
