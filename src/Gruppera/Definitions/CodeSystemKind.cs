namespace Gruppera.Definitions;

/// <summary>What the codes of a classification are codes of.</summary>
public enum CodeSystemKind
{
    /// <summary>Diagnoses.</summary>
    Diagnosis,

    /// <summary>Procedures.</summary>
    Procedure,

    /// <summary>Something else, such as medicines or functions, recorded beside either.</summary>
    Other,
}
