namespace Gruppera.Definitions;

/// <summary>The text of a diagnosis code or pair.</summary>
/// <param name="Code">The code.</param>
/// <param name="Dagger">The dagger code of a pair, or blank.</param>
/// <param name="Text">Its text.</param>
public readonly record struct DiagnosisText(DiagnosisCode Code, DiagnosisCode Dagger, TableText Text);
