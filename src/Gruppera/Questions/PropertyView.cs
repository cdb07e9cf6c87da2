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

    /// <summary>True if it indicates a visit's form or the profession met, and no care procedure.</summary>
    public bool IsVisitMarker { get; init; }
}
