using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>What a search finds, in the order in which equally good hits stand.</summary>
public enum SearchKind
{
    /// <summary>A group.</summary>
    Drg,

    /// <summary>An MDC.</summary>
    Mdc,

    /// <summary>A diagnosis category.</summary>
    Category,

    /// <summary>A property of diagnoses, principal diagnoses or procedures.</summary>
    Property,

    /// <summary>A complication category.</summary>
    Complication,

    /// <summary>A return code.</summary>
    ReturnCode,

    /// <summary>A diagnosis code or pair.</summary>
    Diagnosis,

    /// <summary>A procedure code.</summary>
    Procedure,

    /// <summary>A rule, by its id.</summary>
    Rule,
}

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

/// <summary>A word asked for and the word that it was found as.</summary>
/// <param name="Asked">The word asked for.</param>
/// <param name="Found">The word, or code, of the tables.</param>
/// <param name="How">How the two are alike.</param>
public readonly record struct WordMatch(string Asked, string Found, WordMatchKind How);

/// <summary>Something found. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The group, value, code or rule id.</param>
/// <param name="Text">Its name or text; of a rule the name of its group.</param>
/// <param name="Score">How exactly the words were found: 1 all of them as spelled, near 0 by likeness only.</param>
/// <param name="Words">How each word was found, in the order asked.</param>
public sealed record SearchHit(SearchKind Kind, string Key, TableText Text, double Score, ImmutableArray<WordMatch> Words);

/// <summary>The outcome of a search. Immutable.</summary>
/// <param name="Hits">The best hits, best first, no more than were asked for.</param>
/// <param name="Total">How many hits there are in all.</param>
/// <param name="Missing">Words that nothing has.</param>
/// <param name="Suggestions">Words of the tables that are nearest to those missing.</param>
public sealed record SearchResult(ImmutableArray<SearchHit> Hits, int Total, ImmutableArray<string> Missing, ImmutableArray<string> Suggestions);
