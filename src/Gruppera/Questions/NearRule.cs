using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>A rule that differs from another in one cell. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="Column">The column in which the two differ.</param>
/// <param name="Cell">What this rule has there; may be empty.</param>
/// <param name="Condition">The cell in plain words; null if it is empty.</param>
public sealed record NearRule(string Id, string Ord, NamedDrg Drg, RuleColumn Column, string Cell, Text? Condition);
