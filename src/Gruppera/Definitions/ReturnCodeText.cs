namespace Gruppera.Definitions;

/// <summary>The text of a return code.</summary>
/// <param name="Code">The return code.</param>
/// <param name="Text">Its text.</param>
public readonly record struct ReturnCodeText(ReturnCode Code, TableText Text);
