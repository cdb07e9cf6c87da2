using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>A cell of a rule that names a value. Immutable.</summary>
/// <param name="Id">Name of the rule.</param>
/// <param name="Ord">Its place in the order, as delivered.</param>
/// <param name="Drg">The group it gives.</param>
/// <param name="Column">The column.</param>
/// <param name="Forbids">True if the rule asks that the contact lacks the value.</param>
public sealed record RuleUse(string Id, string Ord, string Drg, RuleColumn Column, bool Forbids);
