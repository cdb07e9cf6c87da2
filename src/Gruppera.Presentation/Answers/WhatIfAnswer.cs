using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Explanation;

namespace Gruppera.Presentation.Answers;

/// <summary>What single changes to a contact would do, with the weights of the groups. Immutable.</summary>
public sealed record WhatIfAnswer : SetAnswer
{
    /// <summary>The groups that single changes lead to.</summary>
    /// <param name="set">The set.</param>
    /// <param name="report">What single changes would do.</param>
    /// <param name="list">Weights of the groups, or null.</param>
    public WhatIfAnswer(DefinitionSet set, WhatIfReport report, WeightList? list)
        : base(set.Version)
    {
        Group = report.Group;
        Weight = list?.Of(report.Group.Drg);
        Outcomes =
        [
            .. report.Outcomes.Select(outcome =>
                new WeighedOutcome(outcome.Group, list?.Of(outcome.Group.Drg), list?.Of(outcome.Group.Drg) - Weight, outcome.Changes)
                {
                    Plausibility = outcome.Plausibility,
                }),
        ];
    }

    /// <summary>The contact's group as it is.</summary>
    public GroupOutcome Group { get; }

    /// <summary>Its weight, where a list has it.</summary>
    public double? Weight { get; }

    /// <summary>The other groups in the order of the report: the most plausible change first, then the group of most contacts in the
    /// weight list where it says, then the smallest change.</summary>
    public ImmutableArray<WeighedOutcome> Outcomes { get; }
}

/// <summary>A group that single changes lead to. Immutable.</summary>
/// <param name="Group">The group.</param>
/// <param name="Weight">Its weight, where a list has it.</param>
/// <param name="Difference">Its weight less that of the contact's group.</param>
/// <param name="Changes">What leads there, the smallest change first.</param>
public sealed record WeighedOutcome(GroupOutcome Group, double? Weight, double? Difference, ImmutableArray<ContactChange> Changes)
{
    /// <summary>How plausible the smallest change is.</summary>
    public Plausibility Plausibility { get; init; }
}
