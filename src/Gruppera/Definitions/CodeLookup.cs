namespace Gruppera.Definitions;

/// <summary>How the codes of a contact are found in the property tables.</summary>
public enum CodeLookup
{
    /// <summary>As whole codes. Source: docs/specification/grouping.md §2.</summary>
    Whole,

    /// <summary>A code that the tables lack is read as its longest prefix that they have, of at least three characters.
    /// Source: docs/decisions/0006-open-set.md.</summary>
    LongestPrefix,
}
