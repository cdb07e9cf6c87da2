using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>A code as recorded, with all that the tables say of it. Immutable.</summary>
public sealed record ExplainedCode
{
    /// <summary>Where it stands.</summary>
    public required CodeRole Role { get; init; }

    /// <summary>Its place in the contact's list of diagnoses or procedures, the first being 1.</summary>
    public required int Place { get; init; }

    /// <summary>The code, or the pair as <c>G940*A503</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its text; may be empty.</summary>
    public TableText Text { get; init; }

    /// <summary>False if no table has it, so that it gives nothing.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Its properties in the order of the tables.</summary>
    public ImmutableArray<GivenProperty> Properties { get; init; } = [];

    /// <summary>What it did.</summary>
    public CodeInfluence Influence { get; init; }

    /// <summary>The group of the contact without it.</summary>
    public required GroupOutcome Without { get; init; }
}
