using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>One non-blank cell of a rule, ready to be asked.</summary>
/// <param name="Column">The column it stands in.</param>
/// <param name="Test">What it asks.</param>
/// <param name="Operand">Fact, limit or value.</param>
/// <param name="Second">Second fact of <see cref="Test.TwoUnits"/>.</param>
internal readonly record struct Condition(RuleColumn Column, Test Test, int Operand = 0, int Second = 0);
