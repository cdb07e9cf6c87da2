namespace Gruppera.Explanation;

/// <summary>A rule with the same conditions as the fired one save the complication level. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Level">Complication level that it demands: 0, 1 or 2.</param>
/// <param name="Reason">Why not this one.</param>
public sealed record SiblingVerdict(GroupOutcome Group, int Level, Text Reason);
