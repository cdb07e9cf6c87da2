using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>Which table a code stands in.</summary>
public enum CodeKind
{
    /// <summary>Diagnoses.</summary>
    Diagnosis,

    /// <summary>Procedures.</summary>
    Procedure,
}

/// <summary>What the logic says of a code. Immutable.</summary>
public sealed record CodeView
{
    /// <summary>Diagnosis or procedure.</summary>
    public CodeKind Kind { get; init; }

    /// <summary>The code that was asked for, with its text.</summary>
    public required NamedCode Code { get; init; }

    /// <summary>The code of the tables that it is taken for; null where it stands there itself.</summary>
    public string? TakenFor { get; init; }

    /// <summary>Of a pair: true where the tables have rows for it as a pair; null for a code alone.</summary>
    public bool? IsPairOfTables { get; init; }

    /// <summary>True for a pair whose dagger code the tables do not know: it is no valid principal diagnosis.</summary>
    public bool LacksDagger { get; init; }

    /// <summary>Its properties in file order; of a pair those of the code, of the dagger code, and of the pair.</summary>
    public ImmutableArray<CodeProperty> Properties { get; init; } = [];

    /// <summary>What it means as principal diagnosis; null for a procedure.</summary>
    public PrincipalRole? AsPrincipal { get; init; }

    /// <summary>Its complication categories, for a secondary diagnosis.</summary>
    public ImmutableArray<ComplicationView> Complications { get; init; } = [];

    /// <summary>Asterisk-dagger pairs of the tables in which it takes part.</summary>
    public ImmutableArray<NamedCode> Pairs { get; init; } = [];

    /// <summary>What uses the properties it gives: all but the MDC, the OR value and the complication level of procedures.</summary>
    public ImmutableArray<PropertyUse> AskedForBy { get; init; } = [];

    /// <summary>The five codes before it in the tables.</summary>
    public ImmutableArray<NamedCode> Before { get; init; } = [];

    /// <summary>The five codes after it in the tables.</summary>
    public ImmutableArray<NamedCode> After { get; init; } = [];
}

/// <summary>A property that a code has, and where that stands. Immutable.</summary>
/// <param name="Of">The code or pair that has it.</param>
/// <param name="Property">The property.</param>
/// <param name="File">File of the delivery; may be empty.</param>
/// <param name="Row">Row in that file, the first one being 1.</param>
public sealed record CodeProperty(string Of, NamedValue Property, string File, int Row);

/// <summary>What a diagnosis means as principal diagnosis. Immutable.</summary>
/// <param name="Category">Its category; null where it has none, and so is no valid principal diagnosis.</param>
/// <param name="Mdc">The MDC of its category; 98 becomes 12 or 13 by sex.</param>
/// <param name="Excludes">Complication categories that it switches off, with the place where that stands.</param>
/// <remarks>Source: grouping.md §3, §4.1 and §5.</remarks>
public sealed record PrincipalRole(NamedValue? Category, NamedValue? Mdc, ImmutableArray<CodeProperty> Excludes);
