using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Explanation;

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

    /// <summary>MDC of the contact; empty if the principal diagnosis gives none.</summary>
    public string Mdc { get; init; } = "";

    /// <summary>Name of the MDC; may be empty.</summary>
    public TableText MdcName { get; init; }

    /// <summary>Category of the principal diagnosis after the recode of MDC 98, or empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>The category as the tables have it, where it was recoded by sex; else empty.</summary>
    public string RecodedFrom { get; init; } = "";

    /// <summary>Complication level: 0, 1 or 2.</summary>
    public int Level { get; init; }

    /// <summary>Known problems of the version that are about the rule, the group or a code of the contact.</summary>
    public ImmutableArray<KnownProblem> Problems { get; init; } = [];

    /// <summary>False if no rule held and the last one was given.</summary>
    public bool RuleHeld { get; init; }

    /// <summary>One of its codes as people write it, by what it is in the contact.</summary>
    public string Written(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return CodeNotation.Written(code, Codes.Any(each => each.Role == CodeRole.Procedure && each.Code == code));
    }

    /// <summary>Every code of the contact, diagnoses first.</summary>
    public ImmutableArray<ExplainedCode> Codes { get; init; } = [];

    /// <summary>The complication categories of the secondary diagnoses, and levels given by procedures.</summary>
    public ImmutableArray<ExplainedComplication> Complications { get; init; } = [];

    /// <summary>The conditions of the fired rule.</summary>
    public ImmutableArray<ExplainedCondition> Conditions { get; init; } = [];

    /// <summary>Rules of the same base group as the rule that held, the most complicated first.</summary>
    public ImmutableArray<SiblingVerdict> Siblings { get; init; } = [];

    /// <summary>Near misses: those that one change leads to first, the most plausible change first; then those of the contact's own MDC
    /// before others, then in rule order.
    /// Empty for <see cref="ExplanationLens.Why"/>.</summary>
    public ImmutableArray<NearMiss> NearMisses { get; init; } = [];

    /// <summary>Rules tried before the fired one. Filled for <see cref="ExplanationLens.Full"/> only.</summary>
    public ImmutableArray<FailedRule> Failed { get; init; } = [];
}
