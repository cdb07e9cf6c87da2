using System.Collections.Immutable;
using Gruppera.Questions;
using Gruppera.Search;

namespace Gruppera.Workflows.Sets;

/// <summary>From a search to the diseases and operations it is about, with the groups that each leads to. Thread-safe.</summary>
public static class DiseaseSearch
{
    private const int Most = 3;
    private const double Sure = 0.85;

    /// <summary>The codes that the query means as an everyday word, or else those whose texts it hits best; the most meant first.</summary>
    /// <param name="explorer">The set that was searched.</param>
    /// <param name="result">What was found.</param>
    public static ImmutableArray<DiseaseView> Of(Explorer explorer, SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(explorer);
        ArgumentNullException.ThrowIfNull(result);
        var found = result.Everyday.IsEmpty
            ? result.Hits.Where(hit => hit.Kind is SearchKind.Diagnosis or SearchKind.Procedure
                && (hit.Score >= Sure || hit.Words.All(word => word.How == WordMatchKind.TakenFor)))
                .Select(hit => (Code: hit.Key.Split('*')[0], Kind: KindOf(hit)))
            : result.Everyday.SelectMany(word => word.Codes).Select(code => (Code: code, Kind: (CodeKind?)null));
        return
        [
            .. found.Distinct().SelectMany(each => explorer.Disease(each.Code).Where(view => each.Kind is null || view.Kind == each.Kind))
                .Take(Most),
        ];

        static CodeKind? KindOf(SearchHit hit) => hit.Kind == SearchKind.Procedure ? CodeKind.Procedure : CodeKind.Diagnosis;
    }
}
