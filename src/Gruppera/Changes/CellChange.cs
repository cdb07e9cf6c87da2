using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>A cell that differs.</summary>
/// <param name="Column">Its column, as the modern layout calls it.</param>
/// <param name="Before">What the earlier set has; empty if that is blank.</param>
/// <param name="After">What the later set has; empty if that is blank.</param>
/// <param name="Condition">The condition column of a rule; null for other cells.</param>
public readonly record struct CellChange(string Column, string Before, string After, RuleColumn? Condition = null);
