using System.Collections.Immutable;

namespace Gruppera.Formats.Grouped;

/// <summary>Which contacts to leave out: those for which everything said holds. Immutable.</summary>
/// <param name="Name">What counts call it.</param>
/// <param name="From">First day of admission or visit; null for any.</param>
/// <param name="To">Last day; null for any.</param>
/// <param name="Columns">Columns and the values of which one must stand there: the whole text or one of its words; a
/// value that ends in <c>*</c> stands for all that begin so.</param>
public sealed record ExclusionRule(string Name, DateOnly? From, DateOnly? To, ImmutableArray<(string Column, ImmutableArray<string> Values)> Columns);
