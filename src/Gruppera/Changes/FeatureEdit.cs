using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>One property that a code gained, lost or had replaced.</summary>
/// <param name="Type">Type of property.</param>
/// <param name="Before">The value lost; null if one is gained.</param>
/// <param name="After">The value gained; null if one is lost.</param>
public readonly record struct FeatureEdit(FeatureType Type, string? Before, string? After);
