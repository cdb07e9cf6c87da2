using System.Collections.Immutable;
using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/codes/{code}</c>: what a diagnosis, a pair or a procedure means to the logic.</summary>
internal static class CodeEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets/{set}/codes/{code}", Code).Describe(new(
        "getCode",
        OperationWords.Code,
        "A diagnosis, a procedure, or a pair such as G94.0*A50.3; both tables if both have the code.",
        "/v1/sets/open-se/codes/I21.9")
    {
        Answer = typeof(CodeAnswer),
        Problems =
        [
            (StatusCodes.Status404NotFound, ApiIssues.UnknownCode), (StatusCodes.Status400BadRequest, ApiIssues.UnreadableParameter),
        ],
    });

    private static IResult Code(
        HttpContext context,
        SetCatalogue sets,
        [Description(Parameters.PathSet)] string set,
        [Description("The code, with or without dots.")] string code,
        [FromQuery(Name = "as"), Description("diagnosis or procedure, where both tables have the code.")] string? kind = null)
    {
        if (kind is not (null or "diagnosis" or "procedure"))
            return Problem.OfParameter("as");
        return Requests.Ask(context, sets, set, loaded =>
        {
            var (explorer, diagnosis) = (loaded.Explorer, Diagnosis.Parse(code));
            ImmutableArray<CodeView> views =
            [
                .. new[]
                {
                    kind == "procedure" ? null : explorer.Code(diagnosis),
                    kind == "diagnosis" || !diagnosis.Dagger.IsBlank ? null : explorer.Code(ProcedureCode.Parse(code)),
                }.OfType<CodeView>(),
            ];
            CodeKind? table = kind switch { "diagnosis" => CodeKind.Diagnosis, "procedure" => CodeKind.Procedure, _ => null };
            return views.IsEmpty
                ? Problem.Missing(ApiIssues.UnknownCode, loaded.Id, $"code {code}", explorer.NearCodes(diagnosis.Code.ToString(), table))
                : Requests.Json(new CodeAnswer(loaded.Set, views, CodeAnswer.ReachOf(loaded.Reachability, views, code), loaded.Weights));
        });
    }
}
