using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Exploration;

namespace Gruppera.Web.Contracts;

/// <summary>What a search of a set found. Immutable.</summary>
public sealed record SearchAnswer : SetAnswer
{
    internal SearchAnswer(DefinitionSet set, SearchResult result)
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
