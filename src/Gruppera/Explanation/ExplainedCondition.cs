using Gruppera.Definitions;

namespace Gruppera.Explanation;

/// <summary>A condition of a rule against the contact. Immutable.</summary>
/// <param name="Column">The column.</param>
/// <param name="Cell">The cell as the table has it.</param>
/// <param name="Text">What it asks, in plain words.</param>
/// <param name="IsMet">Whether the contact meets it.</param>
/// <param name="Evidence">What met it; of one that is not met, what the contact has instead, or what stands in the way.</param>
public sealed record ExplainedCondition(RuleColumn Column, string Cell, Text Text, bool IsMet, Evidence Evidence);
