namespace Gruppera.Definitions;

/// <summary>One property of a diagnosis code, or of an asterisk-dagger pair.</summary>
/// <param name="Code">The code; of a pair, the asterisk code.</param>
/// <param name="Dagger">The dagger code of a pair, or blank.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value, upper case.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct DiagnosisFeature(
    DiagnosisCode Code, DiagnosisCode Dagger, FeatureType Type, string Value, SourceRow Source);
