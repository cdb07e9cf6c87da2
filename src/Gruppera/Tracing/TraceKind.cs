namespace Gruppera.Tracing;

/// <summary>What happened.</summary>
internal enum TraceKind : byte
{
    /// <summary>A diagnosis became a unit. Second: its place in the contact.</summary>
    Diagnosis,

    /// <summary>A procedure became a unit; a code that no table knows becomes none. Second: its place in the contact.</summary>
    Procedure,

    /// <summary>The principal diagnosis has a category. Operand: the one recorded; Second: after the recode of MDC 98.</summary>
    Category,

    /// <summary>A code gives the fact Operand.</summary>
    Fact,

    /// <summary>A code gives OR bits. Operand: the bits.</summary>
    Or,

    /// <summary>A procedure gives a complication level by itself. Operand: the level.</summary>
    Level,

    /// <summary>A fact of MDC 98 was replaced. Operand: by Second.</summary>
    Recoded,

    /// <summary>A complication category counts. Operand: its number; Second: the activating fact, or -1.</summary>
    Counts,

    /// <summary>A complication category is inactive and nothing activates it. Operand: its number.</summary>
    Inactive,

    /// <summary>A complication category is excluded by the principal diagnosis. Operand: its number; Second:
    /// the part that does it.</summary>
    Excluded,

    /// <summary>A condition is not met. Operand: the rule; Second: the condition.</summary>
    Unmet,

    /// <summary>A rule holds, the first one. Operand: the rule.</summary>
    Held,
}
