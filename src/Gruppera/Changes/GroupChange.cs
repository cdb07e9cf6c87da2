using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>A group that rules give in one of two sets only.</summary>
/// <param name="Kind">Added or removed.</param>
/// <param name="Drg">The group.</param>
/// <param name="Name">Its name row; <c>default</c> where the set has none.</param>
/// <param name="Rules">How many rules give it.</param>
public readonly record struct GroupChange(ChangeKind Kind, string Drg, DrgName Name, int Rules);
