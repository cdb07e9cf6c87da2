namespace Gruppera.Changes;

/// <summary>What a name or text is the name of.</summary>
public enum NameKind
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
}
