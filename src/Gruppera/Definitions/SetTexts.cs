using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>The tables of names and texts of a set: nothing in them affects grouping. Immutable.</summary>
public sealed record SetTexts
{
    private readonly Lazy<ImmutableArray<CodeCatalogue>> _catalogues = new([]);
    private readonly Lazy<ImmutableArray<KnownProblem>> _problems = new([]);

    /// <summary>Names of MDCs, categories and properties.</summary>
    public ImmutableArray<ValueName> Values { get; init; } = [];

    /// <summary>Texts of diagnosis codes.</summary>
    public ImmutableArray<DiagnosisText> Diagnoses { get; init; } = [];

    /// <summary>Texts of procedure codes.</summary>
    public ImmutableArray<ProcedureText> Procedures { get; init; } = [];

    /// <summary>Catalogues of codes that stand beside the set; the first that has a text in a language gives it.</summary>
    public ImmutableArray<CodeCatalogue> Catalogues
    {
        get => _catalogues.Value;
        init => _catalogues = new(value);
    }

    /// <summary>Reads the <see cref="Catalogues"/> when they are first asked for.</summary>
    public Func<ImmutableArray<CodeCatalogue>> ReadCatalogues
    {
        init => _catalogues = new(value);
    }

    /// <summary>Known problems of the version, in the order of their list.</summary>
    public ImmutableArray<KnownProblem> Problems
    {
        get => _problems.Value;
        init => _problems = new(value);
    }

    /// <summary>Reads the <see cref="Problems"/> when they are first asked for.</summary>
    public Func<ImmutableArray<KnownProblem>> ReadProblems
    {
        init => _problems = new(value);
    }

    /// <summary>Gives the labels that the program has of its own, for codes that neither set nor catalogue has in the reader's language;
    /// asked when they are first needed. Null for none.</summary>
    public Func<ImmutableArray<CodeCatalogue>>? ReadLabels { get; init; }
}
