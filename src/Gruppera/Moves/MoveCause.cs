using Gruppera.Definitions;

namespace Gruppera.Moves;

/// <summary>Why a contact has another result under a later set: the first difference, exactly as <see cref="MoveFinder"/> defines it.
/// An immutable value; contacts that moved for the same reason have equal causes.</summary>
public sealed record MoveCause
{
    /// <summary>What kind of change it is.</summary>
    public required MoveCauseKind Kind { get; init; }

    /// <summary>Id of the rule that it is about.</summary>
    public required string Rule { get; init; }

    /// <summary>True for the rule of the later result, which now comes to hold;
    /// false for that of the earlier one, which no longer does.</summary>
    public required bool IsLater { get; init; }

    /// <summary>The condition of the rule that is met under one set only; null if it is no condition.</summary>
    public RuleColumn? Column { get; init; }

    /// <summary>Further columns of the rule that are met under that set only, in lower case with blanks between;
    /// empty if <see cref="Column"/> decides alone.</summary>
    public string Also { get; init; } = "";

    /// <summary>The code whose property differs, or the principal diagnosis of an exclusion list; otherwise empty.</summary>
    public string Code { get; init; } = "";

    /// <summary>Type of the property that differs.</summary>
    public FeatureType Type { get; init; }

    /// <summary>The complication category of an exclusion list or activator; otherwise empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>The cell, group or value under the earlier set; empty if there is none.</summary>
    public string Before { get; init; } = "";

    /// <summary>The cell, group or value under the later set; empty if there is none.</summary>
    public string After { get; init; } = "";
}
