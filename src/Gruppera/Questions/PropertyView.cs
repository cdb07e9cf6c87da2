using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>What the logic says of a value of a property. Immutable.</summary>
public sealed record PropertyView
{
    /// <summary>The rules and categories that use it.</summary>
    public required PropertyUse Use { get; init; }

    /// <summary>Diagnoses and pairs that give it, in code order.</summary>
    public ImmutableArray<NamedCode> Diagnoses { get; init; } = [];

    /// <summary>Procedures that give it, in code order.</summary>
    public ImmutableArray<NamedCode> Procedures { get; init; } = [];

    /// <summary>Of a complication category: its level, what activates it and what excludes it; otherwise null.</summary>
    public ComplicationView? Complication { get; init; }

    /// <summary>True where it tells a visit's form or the profession met, and no care procedure.</summary>
    public bool IsVisitMarker { get; init; }
}

/// <summary>A complication category: its level, what activates it, what switches it off. Immutable.</summary>
/// <param name="Category">The category.</param>
/// <param name="Level">The level it gives: 1 or 2; 0 where its letter has no meaning.</param>
/// <param name="NeedsActivation">True where something else in the contact must activate it.</param>
/// <param name="Activators">Diagnosis properties of which one is enough to activate it.</param>
/// <param name="ExcludedBy">Principal diagnoses that switch it off, in code order.</param>
/// <remarks>Source: grouping.md §5.</remarks>
public sealed record ComplicationView(
    NamedValue Category, int Level, bool NeedsActivation, ImmutableArray<ComplicationActivator> Activators, ImmutableArray<NamedCode> ExcludedBy);

/// <summary>A diagnosis property that activates a complication category. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Diagnoses">How many diagnoses and pairs have it.</param>
/// <param name="Procedures">How many procedures have it.</param>
public sealed record ComplicationActivator(NamedValue Property, int Diagnoses, int Procedures);
