using System.Collections.Immutable;
using Gruppera.Presentation.Answers;
using Gruppera.Questions;
using Gruppera.Search;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Search;

/// <summary>What a search found of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Result">The hits.</param>
public sealed record KindHits(SearchKind Kind, SearchResult Result);

/// <summary>Search over everything.</summary>
public sealed class SearchModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int Shown = 10;
    private const int Most = 500;

    /// <inheritdoc/>
    public override string Title => Query.Length == 0 ? Say("Search") : Say($"Search: {Query}");

    /// <inheritdoc/>
    public override Reproduction? Same => Query.Length == 0 ? null
        : SameOf($"/v1/sets/{Uri.EscapeDataString(SetKey)}/search?q={Uri.EscapeDataString(Query)}", "search", Query);

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    /// <summary>What is searched for, without blanks around it.</summary>
    public string Query => (Asked ?? "").Trim();

    /// <summary>The hits by kind, the kind with the best hit first.</summary>
    public IReadOnlyList<KindHits> Found { get; private set; } = [];

    /// <summary>The diseases and operations that the query is about.</summary>
    public ImmutableArray<DiseaseView> Diseases { get; private set; } = [];

    /// <summary>The outcome over all kinds.</summary>
    public SearchResult? Result { get; private set; }

    /// <summary>Searches.</summary>
    public void OnGet()
    {
        if (Query.Length == 0)
            return;
        Result = Sets.Search.Find(Query, null, Shown);
        Diseases = DiseaseSearch.Of(Sets.Explorer, Result);
        Found =
        [
            .. Enum.GetValues<SearchKind>()
                .Select(kind => new KindHits(kind, Sets.Search.Find(Query, [kind], ShowsAll(Name(kind)) ? Most : Shown)))
                .Where(hits => hits.Result.Hits.Length > 0).OrderByDescending(hits => hits.Result.Hits[0].Score),
        ];
    }

    /// <summary>The page of a disease's code.</summary>
    public static string PathOf(DiseaseView disease)
    {
        ArgumentNullException.ThrowIfNull(disease);
        return Paths.Code(disease.Code.Code, disease.Kind == CodeKind.Diagnosis ? "diagnosis" : "procedure");
    }

    /// <summary>Name of a kind's list in the address.</summary>
    public static string Name(SearchKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Says where a hit is there for another word than was asked for.</summary>
    public string How(SearchHit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        return hit.FoundAs(Language);
    }
}
