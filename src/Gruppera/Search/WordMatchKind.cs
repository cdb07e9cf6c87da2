namespace Gruppera.Search;

/// <summary>How a word was found, best first.</summary>
public enum WordMatchKind
{
    /// <summary>As it is spelled, or a whole code.</summary>
    Exact,

    /// <summary>But for accents: <c>a</c> for <c>ä</c>.</summary>
    Accents,

    /// <summary>As the beginning of a code.</summary>
    CodeBeginning,

    /// <summary>With another ending.</summary>
    Inflection,

    /// <summary>As the beginning of a longer word.</summary>
    Beginning,

    /// <summary>As the last part of a compound word.</summary>
    LastPart,

    /// <summary>Inside a word.</summary>
    Part,

    /// <summary>As the longest code that it begins with, where the set takes codes so.</summary>
    TakenFor,

    /// <summary>As another word for the same thing, in this or another language.</summary>
    Synonym,

    /// <summary>Misspelled by one letter, of long words two.</summary>
    Misspelling,
}
