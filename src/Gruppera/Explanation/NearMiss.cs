namespace Gruppera.Explanation;

/// <summary>An earlier rule that failed on exactly one condition. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Unmet">The condition it failed on.</param>
/// <param name="Change">The smallest single change that fires this rule; null if no single change does: the condition may be coupled to
/// others, or rules before it would win.</param>
public sealed record NearMiss(GroupOutcome Group, ExplainedCondition Unmet, ContactChange? Change)
{
    /// <summary>How plausible that change is; null if there is none.</summary>
    public Plausibility? Plausibility { get; init; }
}
