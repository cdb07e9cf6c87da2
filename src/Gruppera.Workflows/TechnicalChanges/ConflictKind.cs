namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>How two changes stand in each other's way.</summary>
public enum ConflictKind
{
    /// <summary>Both take the same row out: neither knows what the other puts in its place.</summary>
    SameRow,

    /// <summary>Both bring in the same row.</summary>
    SameNewRow,

    /// <summary>Both bring in a rule of the same id.</summary>
    SameRuleId,

    /// <summary>Both bring in a rule with the same number, so that their order is left to chance.</summary>
    SamePlace,

    /// <summary>Both give a code a value of which it can have one: category, MDC, complication category, OR.</summary>
    SameProperty,

    /// <summary>Both name the same new group, or value, in different words.</summary>
    SameName,

    /// <summary>One takes out what the other brings in, so they cannot be applied together.</summary>
    TakesOut,

    /// <summary>A finding that comes up only where all are applied.</summary>
    Together,
}
