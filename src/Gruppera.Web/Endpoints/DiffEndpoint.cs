using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/diff?from=&amp;to=</c>: what differs between two sets.</summary>
internal static class DiffEndpoint
{
    private const string From = "The earlier definition set.";
    private const string To = "The later definition set.";
    private const string Only = "Only rules, codes or names.";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/diff", Diff).Describe(new(
        "diff",
        OperationWords.Diff,
        "Rules added, removed, changed and moved; groups; properties of codes; complications; names.",
        "/v1/diff?from=open-se&to=open-se")
    {
        Answer = typeof(DiffAnswer),
        Takes =
        [
            Parameters.Needed("from", From), Parameters.Needed("to", To), Parameters.Of("only", Only, "rules", "codes", "names"),
        ],
    });

    private static IResult Diff(
        HttpContext context,
        SetCatalogue sets,
        [Description(From)] string? from,
        [Description(To)] string? to,
        [Description(Only)] string? only)
    {
        if (string.IsNullOrEmpty(from))
            return Problem.OfParameter("from");
        if (string.IsNullOrEmpty(to))
            return Problem.OfParameter("to");
        DiffParts? parts = only switch
        {
            null => DiffParts.All,
            "rules" => DiffParts.Rules,
            "codes" => DiffParts.Codes,
            "names" => DiffParts.Names,
            _ => null,
        };
        if (parts is null)
            return Problem.OfParameter("only");
        if ((Requests.Find(context, sets, from, out var problem, "from") is { } before)
            && (Requests.Find(context, sets, to, out problem, "to") is { } after))
        {
            return Requests.Tagged(context, before.ETag.Trim('"') + "-" + after.ETag.Trim('"'), () =>
                Requests.Json(DiffAnswer.Of(Requests.LanguageOf(context.Request), sets.Comparisons.Of(before, after), parts.Value)));
        }

        return problem;
    }
}
