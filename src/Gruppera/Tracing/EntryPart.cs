namespace Gruppera.Tracing;

/// <summary>Which of an entry's codes gave something.</summary>
public enum EntryPart
{
    /// <summary>The code: of a pair, the asterisk code.</summary>
    Code,

    /// <summary>The dagger code.</summary>
    Dagger,

    /// <summary>The pair as a pair.</summary>
    Pair,
}
