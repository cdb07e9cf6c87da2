using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>One non-blank cell of a rule in plain words.</summary>
/// <param name="Column">The column.</param>
/// <param name="Cell">The cell as the table has it.</param>
/// <param name="Text">What it asks for, as a phrase without a full stop, with the names of its values.</param>
public sealed record ConditionWording(RuleColumn Column, string Cell, Text Text);
