using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>The outcome of a search. Immutable.</summary>
/// <param name="Hits">The best hits, best first, no more than were asked for.</param>
/// <param name="Total">How many hits there are in all.</param>
/// <param name="Missing">Words that nothing has.</param>
/// <param name="Suggestions">Words of the tables that are nearest to those missing.</param>
/// <param name="Everyday">What the query says in the words that people use for diseases and operations.</param>
public sealed record SearchResult(
    ImmutableArray<SearchHit> Hits, int Total, ImmutableArray<string> Missing, ImmutableArray<string> Suggestions,
    ImmutableArray<EverydayWord> Everyday);
