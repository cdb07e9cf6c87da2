using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A property that rules of a group demand, with the codes that have it. Immutable.</summary>
/// <param name="Property">The property.</param>
/// <param name="Rules">How many of the group's rules demand it.</param>
/// <param name="Diagnoses">Diagnoses and pairs that have it, in code order.</param>
/// <param name="Procedures">Procedures that have it, in code order.</param>
/// <param name="IsVisitMarker">True if it indicates a visit's form or the profession met, and no care procedure.</param>
public sealed record DemandedProperty(
    NamedValue Property, int Rules, ImmutableArray<NamedCode> Diagnoses, ImmutableArray<NamedCode> Procedures, bool IsVisitMarker);
