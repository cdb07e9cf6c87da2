using System.Collections.Immutable;

namespace Gruppera.Workflows.Codes;

/// <summary>A code of a year. Immutable.</summary>
/// <param name="IsProcedure">True for a procedure, false for a diagnosis.</param>
/// <param name="Code">The code, normalised.</param>
/// <param name="Text">Its text.</param>
public sealed record EditionCode(bool IsProcedure, string Code, TableText Text)
{
    /// <summary>Its properties, as <c>Dgcat 05M08</c>; empty where they are not known.</summary>
    public ImmutableHashSet<string> Properties { get; init; } = [];

    /// <summary>Codes that took its place, as its owner says.</summary>
    public ImmutableArray<string> Successors { get; init; } = [];
}
