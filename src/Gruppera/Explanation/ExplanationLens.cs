namespace Gruppera.Explanation;

/// <summary>How much an explanation tells.</summary>
public enum ExplanationLens
{
    /// <summary>The group, the codes, the complications and the rule.</summary>
    Why,

    /// <summary>Also what came near: rules that failed on one condition, and siblings of other complication.</summary>
    Near,

    /// <summary>Also every rule that was tried, with the columns it failed on.</summary>
    Full,
}
