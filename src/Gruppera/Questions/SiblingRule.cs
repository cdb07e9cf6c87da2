namespace Gruppera.Questions;

/// <summary>A rule of a family by complication level. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="Level">The level it demands: 2, 1, or 0 for none.</param>
public sealed record SiblingRule(string Id, string Ord, NamedDrg Drg, int Level);
