using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Types of properties in plain words. Thread-safe.</summary>
public static class FeatureWording
{
    /// <summary>A type, as <c>procedure property</c>, to stand before a value.</summary>
    public static Text TypeOf(FeatureType type) => type switch
    {
        FeatureType.None => (Text)"known code",
        FeatureType.Mdc => "MDC",
        FeatureType.Dgcat => "category",
        FeatureType.Pdgprop => "principal diagnosis property",
        FeatureType.Dgprop => "diagnosis property",
        FeatureType.Sdgprop => "property as first secondary diagnosis",
        FeatureType.Compl => "complication category",
        FeatureType.Procprop => "procedure property",
        FeatureType.Or => "OR",
        _ => "complication level",
    };
}
