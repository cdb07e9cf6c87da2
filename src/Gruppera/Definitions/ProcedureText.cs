namespace Gruppera.Definitions;

/// <summary>The text of a procedure code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">Its text.</param>
public readonly record struct ProcedureText(ProcedureCode Code, TableText Text);
