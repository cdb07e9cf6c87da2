using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/drgs</c> and <c>/drgs/{drg}</c>: the groups of a set, and what the logic says of one.</summary>
internal static class DrgEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("/v1/sets/{set}/drgs", Drgs).Describe(new(
            "listDrgs",
            "List the groups of a set",
            "All groups that rules lead to, with name and number of rules.",
            "/v1/sets/open-se/drgs")
        {
            Answer = typeof(DrgsAnswer),
        });
        routes.MapQuestion("/v1/sets/{set}/drgs/{drg}", Drg).Describe(new(
            "getDrg",
            OperationWords.Drg,
            "Rules in plain words, diagnoses that lead there, procedures asked for, groups of the same base group.",
            "/v1/sets/open-se/drgs/F05E")
        {
            Answer = typeof(DrgAnswer),
            Problems = [(StatusCodes.Status404NotFound, ApiIssues.UnknownDrg)],
        });
    }

    private static IResult Drgs(HttpContext context, SetCatalogue sets, [Description(Parameters.PathSet)] string set) =>
        Requests.Ask(context, sets, set, loaded => Requests.Json(new DrgsAnswer(loaded)));

    private static IResult Drg(HttpContext context, SetCatalogue sets, [Description(Parameters.PathSet)] string set, [Description(
        "The group, as F05E.")] string drg) =>
        Requests.Ask(context, sets, set, loaded =>
        {
            var (explorer, upper) = (loaded.Explorer, drg.ToUpperInvariant());
            return (explorer.Drg(drg) ?? explorer.Drg(upper)) is { } group
                ? Requests.Json(new DrgAnswer(loaded.Set, group, loaded.Weights))
                : Problem.Missing(
                    ApiIssues.UnknownDrg, loaded.Id, $"DRG {drg}",
                    explorer.NearDrgs(upper).Select(near => new NamedCode(near.Drg, near.Text)));
        });
}
