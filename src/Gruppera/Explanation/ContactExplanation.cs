using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Tracing;

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

/// <summary>Where a code stands in a contact.</summary>
public enum CodeRole
{
    /// <summary>Principal diagnosis.</summary>
    Principal,

    /// <summary>Secondary diagnosis.</summary>
    Secondary,

    /// <summary>Procedure.</summary>
    Procedure,
}

/// <summary>What a code did to the result.</summary>
public enum CodeInfluence
{
    /// <summary>Nothing: the rule is the same without it, and it meets none of its conditions.</summary>
    None,

    /// <summary>It meets a condition of the rule that is met without it too.</summary>
    Supports,

    /// <summary>Without it another rule is fired.</summary>
    Decides,
}

/// <summary>A property that a recorded code has in the tables.</summary>
/// <param name="Code">The code, pair, or prefix that the row is about.</param>
/// <param name="Part">Which of the entry's codes that is.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value.</param>
/// <param name="Name">Name of the value; may be empty.</param>
/// <param name="Counts">True where the contact has it from here; false for what does not count in this place, such as the category of a
/// secondary diagnosis, or a complication that is inactive or excluded.</param>
/// <param name="File">File of the delivery.</param>
/// <param name="Row">Row in that file.</param>
public sealed record GivenProperty(string Code, EntryPart Part, FeatureType Type, string Value, TableText Name, bool Counts, string File, int Row);

/// <summary>A code as recorded, with all that the tables say of it. Immutable.</summary>
public sealed record ExplainedCode
{
    /// <summary>Where it stands.</summary>
    public required CodeRole Role { get; init; }

    /// <summary>Its place in the contact's list of diagnoses or procedures, the first being 1.</summary>
    public required int Place { get; init; }

    /// <summary>The code, or the pair as <c>G940*A503</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its text; may be empty.</summary>
    public TableText Text { get; init; }

    /// <summary>False where no table has it, so that it gives nothing.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Its properties in the order of the tables.</summary>
    public ImmutableArray<GivenProperty> Properties { get; init; } = [];

    /// <summary>What it did.</summary>
    public CodeInfluence Influence { get; init; }

    /// <summary>The group of the contact without it.</summary>
    public required GroupOutcome Without { get; init; }
}

/// <summary>What became of a complication category.</summary>
public enum ComplicationState
{
    /// <summary>It counts towards the level.</summary>
    Counts,

    /// <summary>It counts only together with another property, and that is not there.</summary>
    Inactive,

    /// <summary>The principal diagnosis switches it off.</summary>
    Excluded,
}

/// <summary>A complication category that a secondary diagnosis has, or the level that a procedure gives. Immutable.</summary>
/// <param name="Code">The code that has it.</param>
/// <param name="Role">Secondary diagnosis or procedure.</param>
/// <param name="Category">For instance <c>05C03</c>; empty for a procedure.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Level">The level it gives where it counts: 1 or 2.</param>
/// <param name="State">What became of it.</param>
/// <param name="Activators">Properties of which one activates it; empty where it is always active.</param>
/// <param name="ActivatedBy">The property that activated it and the codes that gave that.</param>
/// <param name="ExcludedBy">The principal diagnosis code, or part of it, that is on its exclusion list.</param>
/// <param name="File">File of the exclusion row.</param>
/// <param name="Row">Row of the exclusion.</param>
public sealed record ExplainedComplication(
    string Code,
    CodeRole Role,
    string Category,
    TableText Name,
    int Level,
    ComplicationState State,
    ImmutableArray<string> Activators,
    Evidence? ActivatedBy = null,
    string ExcludedBy = "",
    string File = "",
    int Row = 0);

/// <summary>What met a condition, or stands in its way. Immutable.</summary>
/// <param name="Codes">The codes that give it; empty where it is no code's doing.</param>
/// <param name="Text">What they give, or what the contact has.</param>
public sealed record Evidence(ImmutableArray<string> Codes, Text Text);

/// <summary>A condition of a rule against the contact. Immutable.</summary>
/// <param name="Column">The column.</param>
/// <param name="Cell">The cell as the table has it.</param>
/// <param name="Text">What it asks, in plain words.</param>
/// <param name="IsMet">Whether the contact meets it.</param>
/// <param name="Evidence">What met it; of one that is not met, what the contact has instead, or what stands in the way.</param>
public sealed record ExplainedCondition(RuleColumn Column, string Cell, Text Text, bool IsMet, Evidence Evidence);

/// <summary>An earlier rule that failed on exactly one condition. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Unmet">The condition it failed on.</param>
/// <param name="Change">The smallest single change that fires this rule; null where no single change does: the condition may be coupled to others,
/// or rules before it would win.</param>
public sealed record NearMiss(GroupOutcome Group, ExplainedCondition Unmet, ContactChange? Change);

/// <summary>A rule with the same conditions as the fired one save the complication level. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Level">Complication level that it demands: 0, 1 or 2.</param>
/// <param name="Reason">Why not this one.</param>
public sealed record SiblingVerdict(GroupOutcome Group, int Level, Text Reason);

/// <summary>A rule that was tried and failed. Immutable.</summary>
/// <param name="Group">The rule and its group.</param>
/// <param name="Unmet">The columns it failed on.</param>
public sealed record FailedRule(GroupOutcome Group, ImmutableArray<RuleColumn> Unmet);

/// <summary>Why a contact got its group. Immutable.</summary>
public sealed record ContactExplanation
{
    /// <summary>The contact.</summary>
    public required CareContact Contact { get; init; }

    /// <summary>The definition set.</summary>
    public required DefinitionVersion Version { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The group and the rule that gave it.</summary>
    public required GroupOutcome Group { get; init; }

    /// <summary>Text of the return code; may be empty.</summary>
    public TableText ReturnCodeText { get; init; }

    /// <summary>MDC of the contact; empty where the principal diagnosis gives none.</summary>
    public string Mdc { get; init; } = "";

    /// <summary>Name of the MDC; may be empty.</summary>
    public TableText MdcName { get; init; }

    /// <summary>Category of the principal diagnosis after the recode of MDC 98, or empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>The category as the tables have it, where it was recoded by sex; else empty.</summary>
    public string RecodedFrom { get; init; } = "";

    /// <summary>Complication level: 0, 1 or 2.</summary>
    public int Level { get; init; }

    /// <summary>False where no rule held and the last one was given.</summary>
    public bool RuleHeld { get; init; }

    /// <summary>Every code of the contact, diagnoses first.</summary>
    public ImmutableArray<ExplainedCode> Codes { get; init; } = [];

    /// <summary>The complication categories of the secondary diagnoses, and levels given by procedures.</summary>
    public ImmutableArray<ExplainedComplication> Complications { get; init; } = [];

    /// <summary>The conditions of the fired rule.</summary>
    public ImmutableArray<ExplainedCondition> Conditions { get; init; } = [];

    /// <summary>Siblings of the fired rule, the most complicated first.</summary>
    public ImmutableArray<SiblingVerdict> Siblings { get; init; } = [];

    /// <summary>Near misses: those that one change leads to first, those of the contact's own MDC before others, then in rule order. Empty for <see cref="ExplanationLens.Why"/>.</summary>
    public ImmutableArray<NearMiss> NearMisses { get; init; } = [];

    /// <summary>Rules tried before the fired one. Filled for <see cref="ExplanationLens.Full"/> only.</summary>
    public ImmutableArray<FailedRule> Failed { get; init; } = [];
}
