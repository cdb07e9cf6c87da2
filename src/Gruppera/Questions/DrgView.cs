using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What the logic says of a group. Immutable.</summary>
public sealed record DrgView
{
    /// <summary>The group.</summary>
    public required NamedDrg Drg { get; init; }

    /// <summary>Its short name; may be empty.</summary>
    public TableText ShortText { get; init; }

    /// <summary>Its code in the Combined version, or the local code of older deliveries; may be empty.</summary>
    public string CombinedDrg { get; init; } = "";

    /// <summary>Its MDC in the name table; null if the table has none.</summary>
    public NamedValue? Mdc { get; init; }

    /// <summary>Its rules, in order.</summary>
    public ImmutableArray<RuleBrief> Rules { get; init; } = [];

    /// <summary>Principal diagnoses that lead to it as the only code, in code order.</summary>
    public ImmutableArray<LeadingDiagnosis> Leading { get; init; } = [];

    /// <summary>The properties that its rules demand, those of most rules first.</summary>
    public ImmutableArray<DemandedProperty> Demanded { get; init; } = [];

    /// <summary>The groups of its base group by complication level, the highest level first; empty if it has none.</summary>
    public ImmutableArray<ComplicationSibling> Siblings { get; init; } = [];

    /// <summary>What its code says; null if the set's codes are not of the Swedish form.</summary>
    public DrgCodeMeaning? CodeMeaning { get; init; }

    /// <summary>Procedure group or conservative group; null if no rule gives the group.</summary>
    public GroupSteering? Steering { get; init; }

    /// <summary>Why it counts as a derived day-surgery group; null if it does not.</summary>
    public DerivedDaySurgery? DaySurgery { get; init; }

    /// <summary>Whether the list of day-surgery groups beside the set has the group; null if there is no list.</summary>
    public bool? IsListedDaySurgery { get; init; }

    /// <summary>Known problems of the version that are about it.</summary>
    public ImmutableArray<KnownProblem> Problems { get; init; } = [];
}
