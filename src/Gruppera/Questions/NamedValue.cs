using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>A value of a property with its name. Immutable.</summary>
/// <param name="Type">What it is a value of.</param>
/// <param name="Value">The value.</param>
/// <param name="Name">Its name; empty if no table has it.</param>
public sealed record NamedValue(FeatureType Type, string Value, TableText Name);
