namespace Gruppera.Moves;

/// <summary>What between two definition sets gives a contact another result.</summary>
public enum MoveCauseKind
{
    /// <summary>The rule that now holds is new.</summary>
    RuleAdded,

    /// <summary>The rule that held is gone.</summary>
    RuleRemoved,

    /// <summary>The rule asks for something else in one cell, or gives another result.</summary>
    RuleChanged,

    /// <summary>Both rules hold under both sets; their order changed.</summary>
    RuleMoved,

    /// <summary>A code gained, lost or changed a property that the rule asks for.</summary>
    CodeChanged,

    /// <summary>The principal diagnosis came onto or off the exclusion list of a complication category.</summary>
    ExclusionChanged,

    /// <summary>A complication category is activated by something else.</summary>
    ActivatorChanged,

    /// <summary>A code went out, and the one that took its place gives another result; found where contacts are converted.</summary>
    CodeConverted,

    /// <summary>The properties of the contact differ in a way that no single row shows, such as the recode of MDC 98.</summary>
    Other,
}
