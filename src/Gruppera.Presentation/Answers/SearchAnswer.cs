using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Search;

namespace Gruppera.Presentation.Answers;

/// <summary>What a search of a set found. Immutable.</summary>
public sealed record SearchAnswer : SetAnswer
{
    /// <summary>What a search found.</summary>
    /// <param name="set">The set that was searched.</param>
    /// <param name="result">What was found.</param>
    public SearchAnswer(DefinitionSet set, SearchResult result)
        : base(set.Version) => (Hits, Total, Missing, Suggestions) = result;

    /// <summary>The best hits, best first.</summary>
    public ImmutableArray<SearchHit> Hits { get; }

    /// <summary>How many hits there are in all.</summary>
    public int Total { get; }

    /// <summary>Words that nothing has.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Words of the tables that are nearest to those missing.</summary>
    public ImmutableArray<string> Suggestions { get; }
}

/// <summary>Search hits in words.</summary>
public static class SearchWords
{
    /// <summary>The words that a hit is there for, where they are others than were asked for; otherwise empty.</summary>
    public static string FoundAs(this SearchHit hit, Language language)
    {
        var others = string.Join(", ", hit.Words.Where(
            word => word.How is WordMatchKind.TakenFor or WordMatchKind.Synonym or WordMatchKind.Misspelling).Select(word => word.Found));
        return others.Length == 0 ? "" : language.Say("as ") + others;
    }
}
