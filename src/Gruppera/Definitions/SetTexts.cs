using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>The tables of names and texts of a set: nothing in them affects grouping. Immutable.</summary>
public sealed record SetTexts
{
    /// <summary>Names of MDCs, categories and properties.</summary>
    public ImmutableArray<ValueName> Values { get; init; } = [];

    /// <summary>Texts of diagnosis codes.</summary>
    public ImmutableArray<DiagnosisText> Diagnoses { get; init; } = [];

    /// <summary>Texts of procedure codes.</summary>
    public ImmutableArray<ProcedureText> Procedures { get; init; } = [];
}
