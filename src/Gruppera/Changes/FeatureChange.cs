using System.Collections.Immutable;

namespace Gruppera.Changes;

/// <summary>Codes of one chapter to which the same happened. Each code and edit stands for one row out, one row in, or both.
/// Immutable.</summary>
/// <typeparam name="TCode"><see cref="Diagnosis"/> (a code, or a pair as a pair) or <see cref="ProcedureCode"/>.</typeparam>
/// <param name="Kind">Added and removed: the property table has them in one set only.</param>
/// <param name="Chapter">First character of the codes.</param>
/// <param name="Codes">The codes, in order.</param>
/// <param name="Edits">What each of them gained and lost, by type and value.</param>
/// <param name="Steers">True if it can matter to some contact: see <see cref="SetDiff"/>.</param>
public sealed record FeatureChange<TCode>(
    ChangeKind Kind, char Chapter, ImmutableArray<TCode> Codes, ImmutableArray<FeatureEdit> Edits, bool Steers)
    where TCode : struct;
