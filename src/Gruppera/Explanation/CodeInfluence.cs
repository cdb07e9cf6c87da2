namespace Gruppera.Explanation;

/// <summary>What a code did to the result.</summary>
public enum CodeInfluence
{
    /// <summary>Nothing: the rule is the same without it, and it meets none of its conditions.</summary>
    None,

    /// <summary>It meets a condition of the rule that is met without it too.</summary>
    Supports,

    /// <summary>Without it another rule is fired.</summary>
    Decides,
}
