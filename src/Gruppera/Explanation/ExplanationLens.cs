namespace Gruppera.Explanation;

/// <summary>How much an explanation shows.</summary>
public enum ExplanationLens
{
    /// <summary>The group, the codes, the complications and the rule.</summary>
    Why,

    /// <summary>Also what came near: rules that failed on one condition, and those of the same base group.</summary>
    Near,

    /// <summary>Also every rule that was tried, with the columns it failed on.</summary>
    Full,
}
