namespace Gruppera.Definitions;

/// <summary>The name of a value: an MDC, a category or a property.</summary>
/// <param name="Type">What the value is a value of.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">Its name.</param>
/// <param name="Extensive">For procedure properties: an extensive procedure (EXTENS).</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ValueName(
    FeatureType Type, string Value, TableText Text, bool Extensive, SourceRow Source);
