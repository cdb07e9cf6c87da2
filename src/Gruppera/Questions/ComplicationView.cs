using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A complication category: its level, what activates it, what excludes it. Immutable.</summary>
/// <param name="Category">The category.</param>
/// <param name="Level">The level it gives: 1 or 2; 0 if its letter has no meaning.</param>
/// <param name="NeedsActivation">True if something else in the contact must activate it.</param>
/// <param name="Activators">Diagnosis properties of which one is enough to activate it.</param>
/// <param name="ExcludedBy">Principal diagnoses that switch it off, in code order.</param>
/// <remarks>Source: docs/specification/grouping.md §5.</remarks>
public sealed record ComplicationView(
    NamedValue Category, int Level, bool NeedsActivation, ImmutableArray<ComplicationActivator> Activators,
    ImmutableArray<NamedCode> ExcludedBy);
