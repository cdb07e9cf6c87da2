using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What the logic says of a code. Immutable.</summary>
public sealed record CodeView
{
    /// <summary>Diagnosis or procedure.</summary>
    public CodeKind Kind { get; init; }

    /// <summary>The code that was asked for, with its text.</summary>
    public required NamedCode Code { get; init; }

    /// <summary>The code of the tables that it is read as; null if it stands there itself.</summary>
    public string? TakenFor { get; init; }

    /// <summary>Of a pair: true if the tables have rows for it as a pair; null for a code alone.</summary>
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

    /// <summary>Known problems of the version that are about it.</summary>
    public ImmutableArray<KnownProblem> Problems { get; init; } = [];
}
