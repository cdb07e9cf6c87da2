namespace Gruppera.Reach;

/// <summary>Whether some contact gets to a rule.</summary>
public enum Verdict
{
    /// <summary>The search was given up; nothing is known.</summary>
    Undecided,

    /// <summary>A contact that the rule groups was found.</summary>
    Reachable,

    /// <summary>No contact can be grouped by the rule.</summary>
    Unreachable,
}
