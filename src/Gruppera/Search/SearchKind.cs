namespace Gruppera.Search;

/// <summary>What a search finds, in the order in which equally good hits stand.</summary>
public enum SearchKind
{
    /// <summary>A group.</summary>
    Drg,

    /// <summary>An MDC.</summary>
    Mdc,

    /// <summary>A diagnosis category.</summary>
    Category,

    /// <summary>A property of diagnoses, principal diagnoses or procedures.</summary>
    Property,

    /// <summary>A complication category.</summary>
    Complication,

    /// <summary>A return code.</summary>
    ReturnCode,

    /// <summary>A diagnosis code or pair.</summary>
    Diagnosis,

    /// <summary>A procedure code.</summary>
    Procedure,

    /// <summary>A rule, by its id.</summary>
    Rule,
}
