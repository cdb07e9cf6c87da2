namespace Gruppera;

/// <summary>The text of a code in one language, as a catalogue has it.</summary>
/// <param name="Language">The language, as <c>sv</c>.</param>
/// <param name="Text">The text; not empty.</param>
public readonly record struct CodeText(string Language, string Text);
