using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>A group that single changes lead to. Immutable.</summary>
/// <param name="Group">The group, and the rule that the smallest change fires.</param>
/// <param name="Changes">What leads there, the smallest change first; all codes that may be added stand in one change per table, those of
/// the contact's own MDC first.</param>
public sealed record Outcome(GroupOutcome Group, ImmutableArray<ContactChange> Changes)
{
    /// <summary>The smallest change that leads there: by kind, then by the distance in days or the code.</summary>
    public ContactChange Smallest => Changes[0];

    /// <summary>How plausible that change is.</summary>
    public Plausibility Plausibility { get; init; }

    /// <summary>How many contacts have the group in the data at hand, see <see cref="WhatIf.Of"/>; 0 where nobody says.</summary>
    public long Contacts { get; init; }
}
