using System.ComponentModel;
using Gruppera.Grouping;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/certify</c>: groups a set's own cases and compares.</summary>
internal static class CertifyEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/certify", Certify).Describe(new(
        "certify",
        "Group the certification cases of a set and compare",
        "How many of the certification cases of the set get the expected group, rule and return code.",
        "/v1/certify?set=open-se")
    {
        Answer = typeof(CertificationAnswer),
        Problems = [(StatusCodes.Status404NotFound, ApiIssues.NoCases)],
    });

    private static IResult Certify(HttpContext context, SetCatalogue sets, [Description(Parameters.Set)] string? set) =>
        Requests.Ask(context, sets, set, loaded => loaded.Set.TestCases.IsEmpty
            ? new Problem(ApiIssues.NoCases, StatusCodes.Status404NotFound) { Field = "set" }
            : Requests.Json(new CertificationAnswer(loaded.Set, Certifier.Run(loaded.Grouper, loaded.Set.TestCases))));
}
