using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets</c>: the definition sets that are served.</summary>
internal static class SetsEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets", Sets).Describe(new(
        "listSets",
        "List the definition sets",
        "The first is used if a request names none.",
        "/v1/sets")
    {
        Answer = typeof(SetsAnswer),
    });

    private static IResult Sets(HttpContext context, SetCatalogue sets)
    {
        var loaded = sets.Usable().ToList();
        return Requests.Tagged(
            context, string.Join('-', loaded.Select(set => set.ETag.Trim('"')[..8])),
            () => Requests.Json(SetsAnswer.Of(sets.Default, loaded)));
    }
}
