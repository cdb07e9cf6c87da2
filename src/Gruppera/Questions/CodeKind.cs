namespace Gruppera.Questions;

/// <summary>Which table a code stands in.</summary>
public enum CodeKind
{
    /// <summary>Diagnoses.</summary>
    Diagnosis,

    /// <summary>Procedures.</summary>
    Procedure,
}
