namespace Gruppera.Definitions;

/// <summary>What a condition column asks about: what its cells mean. Source: docs/specification/grouping.md §6 and §6.1.</summary>
public enum ColumnKind
{
    /// <summary>Whether the principal diagnosis is valid.</summary>
    Principal,

    /// <summary>A value that the codes give: an MDC, a category or a property; <c>-value</c> where it must be lacking.</summary>
    Value,

    /// <summary>The complication level.</summary>
    Level,

    /// <summary>The OR values of the codes.</summary>
    OperatingRoom,

    /// <summary>A procedure besides the one that <see cref="RuleColumn.Procpro"/> asks for.</summary>
    OtherProcedure,

    /// <summary>Age in days: <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    Age,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Care days: <c>&lt;n</c> or <c>&gt;n</c>, strict.</summary>
    Duration,

    /// <summary>Mode of discharge.</summary>
    Discharge,
}
