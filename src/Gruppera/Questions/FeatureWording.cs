using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Types of properties in plain words. Thread-safe.</summary>
public static class FeatureWording
{
    /// <summary>A type, as <c>procedure property</c>, to stand before a value.</summary>
    public static LocalText TypeOf(FeatureType type) => type switch
    {
        FeatureType.None => new("known code", "känd kod"),
        FeatureType.Mdc => new("MDC", "MDC"),
        FeatureType.Dgcat => new("category", "kategori"),
        FeatureType.Pdgprop => new("principal diagnosis property", "huvuddiagnosegenskap"),
        FeatureType.Dgprop => new("diagnosis property", "diagnosegenskap"),
        FeatureType.Sdgprop => new("property as first secondary diagnosis", "egenskap som första bidiagnos"),
        FeatureType.Compl => new("complication category", "komplikationskategori"),
        FeatureType.Procprop => new("procedure property", "åtgärdsegenskap"),
        FeatureType.Or => new("OR", "OR"),
        _ => new("complication level", "komplikationsgrad"),
    };
}
