namespace Gruppera.Questions;

/// <summary>Whether the rules of a group demand a procedure.</summary>
public enum GroupKind
{
    /// <summary>Conservative group (konservativ grupp): no rule demands a procedure.</summary>
    Conservative,

    /// <summary>Procedure group (åtgärdsgrupp): every rule demands a procedure.</summary>
    Procedure,

    /// <summary>Some rules demand a procedure and others do not.</summary>
    Mixed,
}
