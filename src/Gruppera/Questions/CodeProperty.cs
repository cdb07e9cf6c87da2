namespace Gruppera.Questions;

/// <summary>A property that a code has, and where that stands. Immutable.</summary>
/// <param name="Of">The code or pair that has it.</param>
/// <param name="Property">The property.</param>
/// <param name="File">File of the delivery; may be empty.</param>
/// <param name="Row">Row in that file, the first one being 1.</param>
public sealed record CodeProperty(string Of, NamedValue Property, string File, int Row);
