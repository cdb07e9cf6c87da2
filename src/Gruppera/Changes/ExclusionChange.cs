using System.Collections.Immutable;

namespace Gruppera.Changes;

/// <summary>Exclusion lists to which the same happened. Immutable.</summary>
/// <param name="Categories">Complication categories whose lists they are, in order.</param>
/// <param name="Added">Principal diagnoses that now switch them off, in order.</param>
/// <param name="Removed">Principal diagnoses that no longer do, in order.</param>
public sealed record ExclusionChange(ImmutableArray<string> Categories, ImmutableArray<Diagnosis> Added, ImmutableArray<Diagnosis> Removed);
