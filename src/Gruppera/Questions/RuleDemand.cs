using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Whether a rule demands a procedure, and by which cell. Immutable.</summary>
/// <param name="Id">Name of the rule.</param>
/// <param name="Column">The first column that demands a procedure; null if none does.</param>
/// <param name="Cell">Its cell, or empty.</param>
/// <param name="OperatingRoom">True if the rule demands an operating-room procedure.</param>
public sealed record RuleDemand(string Id, RuleColumn? Column, string Cell, bool OperatingRoom);
