namespace Gruppera.Explanation;

/// <summary>What became of a complication category.</summary>
public enum ComplicationState
{
    /// <summary>It counts towards the level.</summary>
    Counts,

    /// <summary>It counts only together with another property, and that is not there.</summary>
    Inactive,

    /// <summary>The principal diagnosis excludes it.</summary>
    Excluded,
}
