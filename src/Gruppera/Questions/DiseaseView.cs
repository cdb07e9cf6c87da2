using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>A disease or an operation, by its codes, and the groups it leads to by itself. Immutable.</summary>
/// <param name="Kind">Diagnosis for a disease, procedure for an operation.</param>
/// <param name="Code">The code, or the beginning of its codes.</param>
/// <param name="Groups">The groups whose rules ask for it, in the order of the rules; other facts of a contact can go before them.</param>
public sealed record DiseaseView(CodeKind Kind, NamedCode Code, ImmutableArray<DiseaseGroup> Groups);
