using System.Text.Json.Serialization;

namespace Gruppera.Casemix.Comparison;

/// <summary>What control limits do where units differ by more than chance within them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Overdispersion>))]
public enum Overdispersion
{
    /// <summary>Where a test shows it, the variance between units is added to that of each: the limits of units that differ as units
    /// do.</summary>
    Additive,

    /// <summary>Where a test shows it, the variance of each unit is multiplied by the same factor.</summary>
    Multiplicative,

    /// <summary>Nothing: limits of units that differ by chance alone.</summary>
    None,
}
