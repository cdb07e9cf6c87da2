namespace Gruppera.Grouping;

/// <summary>How the first rule that holds is found. Both ways give the same rule.</summary>
public enum Matcher
{
    /// <summary>Through an index of the rules.</summary>
    Indexed,

    /// <summary>Rule by rule, as the manual says; for checking.</summary>
    Linear,
}
