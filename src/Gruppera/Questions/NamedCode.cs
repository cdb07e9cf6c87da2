namespace Gruppera.Questions;

/// <summary>A code, or an asterisk-dagger pair, with its text. Immutable.</summary>
/// <param name="Code">The normalised code; a pair as <c>G940*A503</c>.</param>
/// <param name="Text">Its text; empty if no table has it.</param>
public sealed record NamedCode(string Code, TableText Text);
