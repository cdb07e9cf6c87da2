namespace Gruppera.Explanation;

/// <summary>Where a code stands in a contact.</summary>
public enum CodeRole
{
    /// <summary>Principal diagnosis.</summary>
    Principal,

    /// <summary>Secondary diagnosis.</summary>
    Secondary,

    /// <summary>Procedure.</summary>
    Procedure,
}
