namespace Gruppera.Casemix.Weights;

/// <summary>Where the weight of a group with few contacts comes from.</summary>
public enum SmallGroups
{
    /// <summary>As much from its own contacts as they are worth, the rest from the previous list, the groups beside it and its parent:
    /// Bühlmann and Straub's credibility.</summary>
    Credibility,

    /// <summary>All from its own contacts where there are enough, otherwise nothing from them: a previous list, the groups beside it, a
    /// list set by hand.</summary>
    Borrow,
}
