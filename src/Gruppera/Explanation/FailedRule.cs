using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Explanation;

/// <summary>A rule that was tried and failed. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Unmet">The columns it failed on.</param>
public sealed record FailedRule(GroupOutcome Group, ImmutableArray<RuleColumn> Unmet);
