namespace Gruppera.Definitions;

/// <summary>One property of a procedure code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value, upper case.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ProcedureFeature(ProcedureCode Code, FeatureType Type, string Value, SourceRow Source);
