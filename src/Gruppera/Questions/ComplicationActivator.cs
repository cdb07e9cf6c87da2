namespace Gruppera.Questions;

/// <summary>A diagnosis property that activates a complication category. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Diagnoses">How many diagnoses and pairs have it.</param>
/// <param name="Procedures">How many procedures have it.</param>
public sealed record ComplicationActivator(NamedValue Property, int Diagnoses, int Procedures);
