namespace Gruppera.Compilation;

/// <summary>What a condition asks. Source: docs/specification/grouping.md §6 and §6.1.</summary>
internal enum Test : byte
{
    /// <summary>The cell could not be read: the rule never holds.</summary>
    Never,

    /// <summary>The principal diagnosis is valid (operand 1) or not (0).</summary>
    ValidPrincipal,

    /// <summary>The contact has the fact.</summary>
    Has,

    /// <summary>The contact lacks the fact.</summary>
    Lacks,

    /// <summary>The contact's OR state is one of those in the operand's bits.</summary>
    OrState,

    /// <summary>Two different units, one with property <see cref="Condition.Operand"/>, another with
    /// <see cref="Condition.Second"/>.</summary>
    TwoUnits,

    /// <summary>Some unit of OR 1 with a procedure property lacks the property.</summary>
    OtherUnit,

    /// <summary>No unit of OR 1 with a procedure property lacks the property.</summary>
    NoOtherUnit,

    /// <summary>Complication level at least the operand.</summary>
    Level,

    /// <summary>Age in days below the operand.</summary>
    AgeBelow,

    /// <summary>Age in days above the operand.</summary>
    AgeAbove,

    /// <summary>Care days below the operand.</summary>
    DurationBelow,

    /// <summary>Care days above the operand.</summary>
    DurationAbove,

    /// <summary>Sex is the operand.</summary>
    Sex,

    /// <summary>Discharge is the operand.</summary>
    Discharge,

    /// <summary>Discharge is not the operand.</summary>
    NotDischarge,
}
