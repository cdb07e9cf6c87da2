namespace Gruppera.Definitions;

/// <summary>A principal diagnosis that switches a complication category off.</summary>
/// <param name="Category">Complication category, for instance <c>05C03</c>; its letter makes no difference.</param>
/// <param name="Code">Principal diagnosis code.</param>
/// <param name="Dagger">Dagger code, where the row needs both.</param>
/// <param name="Source">Place in the delivery.</param>
/// <remarks>Source: docs/specification/grouping.md §5.</remarks>
public readonly record struct ComplicationExclusion(
    string Category, DiagnosisCode Code, DiagnosisCode Dagger, SourceRow Source);
