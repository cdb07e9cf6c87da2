using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>The condition columns of a rule, in the order of the modern layout. Source: grouping.md §6.</summary>
public enum RuleColumn
{
    /// <summary>Valid principal diagnosis: <c>+</c> or <c>-</c>.</summary>
    Icd,

    /// <summary>MDC of the contact.</summary>
    Mdc,

    /// <summary>Diagnosis category of the principal diagnosis.</summary>
    Dgcat,

    /// <summary>Principal diagnosis property.</summary>
    Pdgprop,

    /// <summary>Complication level: <c>1</c> or <c>2</c>.</summary>
    Compl,

    /// <summary>Operating-room requirement: <c>S P N Z + -</c>.</summary>
    Or,

    /// <summary>Procedure property.</summary>
    Procpro,

    /// <summary>Secondary procedure: a property, <c>-property</c>, <c>+</c> or <c>-</c>.</summary>
    Secpro,

    /// <summary>First diagnosis property, or <c>-property</c>.</summary>
    Dgprop1,

    /// <summary>Second diagnosis property, or <c>-property</c>.</summary>
    Dgprop2,

    /// <summary>Third diagnosis property, or <c>-property</c>.</summary>
    Dgprop3,

    /// <summary>Fourth diagnosis property, or <c>-property</c>.</summary>
    Dgprop4,

    /// <summary>Age limit in days, <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    Agelim,

    /// <summary>Sex: <c>M</c>, <c>F</c>, or <c>-</c> for missing.</summary>
    Sex,

    /// <summary>Duration limit in days, <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    Dur,

    /// <summary>Discharge: <c>N</c> not dead, <c>E</c>, <c>R</c>, <c>L</c>.</summary>
    Disch,
}

/// <summary>One rule as the table has it: where every non-blank condition is met, the group is given. Immutable.</summary>
/// <remarks>Source: grouping.md §1 and §6.</remarks>
public sealed record RuleRow
{
    /// <summary>Number of condition columns.</summary>
    public const int ColumnCount = 16;

    /// <summary>The order as delivered: digits in modern deliveries, the old ORD in older ones.</summary>
    public required string Ord { get; init; }

    /// <summary>The stable key of the rule: the old ORD in older deliveries, <c>id</c> in modern ones.</summary>
    public required string Id { get; init; }

    /// <summary>Resulting national group.</summary>
    public required string Drg { get; init; }

    /// <summary>Group of the Combined version (LOC_DRG, drg_comb); may be empty.</summary>
    public string CombinedDrg { get; init; } = "";

    /// <summary>Return code given with the group.</summary>
    public ReturnCode ReturnCode { get; init; }

    /// <summary>The cells of the condition columns, indexed by <see cref="RuleColumn"/>; empty = no requirement.</summary>
    public required ImmutableArray<string> Conditions { get; init; }

    /// <summary>National versions the rule belongs to (nat_ver), as delivered; may be empty.</summary>
    public string NationalVersions { get; init; } = "";

    /// <summary>Place in the delivery.</summary>
    public SourceRow Source { get; init; }

    /// <summary>The cell of a condition column.</summary>
    public string this[RuleColumn column] => Conditions[(int)column];
}
