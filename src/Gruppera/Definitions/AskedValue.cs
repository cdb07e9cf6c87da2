namespace Gruppera.Definitions;

/// <summary>A value that a cell of a rule names.</summary>
/// <param name="Type">Type of the value.</param>
/// <param name="Value">The value.</param>
/// <param name="IsDenied">True if the contact must lack it.</param>
public readonly record struct AskedValue(FeatureType Type, string Value, bool IsDenied);
