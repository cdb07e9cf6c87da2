namespace Gruppera.Questions;

/// <summary>A group with its name. Immutable.</summary>
/// <param name="Drg">National code.</param>
/// <param name="Text">Its name; empty if no table has it.</param>
public sealed record NamedDrg(string Drg, TableText Text);
