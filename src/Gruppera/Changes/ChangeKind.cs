namespace Gruppera.Changes;

/// <summary>What became of a row, a rule, a code or a name.</summary>
public enum ChangeKind
{
    /// <summary>Only the later set has it.</summary>
    Added,

    /// <summary>Only the earlier set has it.</summary>
    Removed,

    /// <summary>Both sets have it, not the same.</summary>
    Changed,
}
