using System.ComponentModel;
using System.Text.Json;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Search;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/search?q=</c>: groups, properties, codes and rules by words or beginnings of codes.</summary>
internal static class SearchEndpoint
{
    private const int MostHits = 1000;
    private const int LongestQuery = 500;
    private const string Words = "Words, or beginnings of codes.";
    private const string Kind = "Only this kind.";
    private const string Limit = "Hits at most, 1 to 1000; 20 where not said.";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets/{set}/search", Search).Describe(new(
        "search",
        OperationWords.Search,
        "Words of names and texts, or beginnings of codes; all must be found.",
        "/v1/sets/open-se/search?q=appendix")
    {
        Answer = typeof(SearchAnswer),
        Takes =
        [
            Parameters.Needed("q", Words),
            Parameters.Of("kind", Kind, Enum.GetNames<SearchKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)),
            new()
            {
                Name = "limit",
                In = ParameterLocation.Query,
                Description = Limit,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{MostHits}", Default = 20 },
            },
        ],
    });

    private static IResult Search(
        HttpContext context,
        SetCatalogue sets,
        [Description(Parameters.PathSet)] string set,
        [Description(Words)] string? q,
        [Description(Kind)] string? kind,
        [Description(Limit)] string? limit)
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

        return Requests.Ask(context, sets, set, loaded =>
        {
            var result = loaded.Search.Find(q, kinds, most);
            return Requests.Json(new SearchAnswer(loaded.Set, result, kinds.Length > 0 ? [] : DiseaseSearch.Of(loaded.Explorer, result)));
        });
    }
}
