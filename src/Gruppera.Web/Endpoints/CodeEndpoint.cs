using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/codes/{code}</c>: what a diagnosis, a pair or a procedure means to the logic.</summary>
internal static class CodeEndpoint
{
    private const string As = "diagnosis or procedure, where both tables have the code.";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets/{set}/codes/{code}", Code).Describe(new(
        "getCode",
        OperationWords.Code,
        "A diagnosis, a procedure, or a pair such as G94.0*A50.3; both tables if both have the code.",
        "/v1/sets/open-se/codes/I21.9")
    {
        Answer = typeof(CodeAnswer),
        Takes = [Parameters.Of("as", As, "diagnosis", "procedure")],
        Problems = [(StatusCodes.Status404NotFound, ApiIssues.UnknownCode)],
    });

    private static IResult Code(
        HttpContext context,
        SetCatalogue sets,
        [Description(Parameters.PathSet)] string set,
        [Description("The code, with or without dots.")] string code,
        [FromQuery(Name = "as"), Description(As)] string? kind)
    {
        if (kind is not (null or "diagnosis" or "procedure"))
            return Problem.OfParameter("as");
        return Requests.Ask(context, sets, set, loaded =>
        {
            var (views, reaches) = AskedCode.Of(loaded, code, kind);
            return views.IsEmpty
                ? Problem.Missing(
                    ApiIssues.UnknownCode, loaded.Id, $"code {code}",
                    AskedCode.Near(loaded.Explorer, code, kind))
                : Requests.Json(new CodeAnswer(loaded.Set, views, reaches, loaded.Weights));
        });
    }
}
