using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Search;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/search?q=</c>: groups, properties, codes and rules by words or beginnings of codes.</summary>
internal static class SearchEndpoint
{
    private const int MostHits = 1000;
    private const int LongestQuery = 500;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets/{set}/search", Search).Describe(new(
        "search",
        OperationWords.Search,
        "Words of names and texts, or beginnings of codes; all must be found.",
        "/v1/sets/open-se/search?q=appendix")
    {
        Answer = typeof(SearchAnswer),
        Problems = [(StatusCodes.Status400BadRequest, ApiIssues.UnreadableParameter)],
    });

    private static IResult Search(
        HttpContext context,
        SetCatalogue sets,
        [Description(Parameters.PathSet)] string set,
        [Description("Words, or beginnings of codes.")] string? q = null,
        [Description(
            "Only this kind: drg, mdc, category, property, complication, returnCode, diagnosis, procedure or rule.")] string? kind = null,
        [Description("Hits at most, 1 to 1000; 20 where not said.")] string? limit = null)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > LongestQuery)
            return Problem.OfParameter("q");
        var most = 20;
        if (limit is not null && (!int.TryParse(limit, out most) || most is < 1 or > MostHits))
            return Problem.OfParameter("limit");
        SearchKind[] kinds = [];
        if (kind is { Length: > 0 })
        {
            if (!Enum.TryParse<SearchKind>(kind, ignoreCase: true, out var only) || !Enum.IsDefined(only) || char.IsAsciiDigit(kind[0]))
                return Problem.OfParameter("kind");
            kinds = [only];
        }

        return Requests.Ask(context, sets, set, loaded => Requests.Json(new SearchAnswer(loaded.Set, loaded.Search.Find(q, kinds, most))));
    }
}
