using System.ComponentModel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/rules/{ord}</c>: a rule in plain words, and the rules near it.</summary>
internal static class RuleEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapQuestion("/v1/sets/{set}/rules/{ord}", Rule).Describe(new(
        "getRule",
        OperationWords.Rule,
        "By its id or its place in the order (ord).",
        "/v1/sets/open-se/rules/E51C01")
    {
        Answer = typeof(RuleAnswer),
        Problems = [(StatusCodes.Status404NotFound, ApiIssues.UnknownRule)],
    });

    private static IResult Rule(HttpContext context, SetCatalogue sets, [Description(Parameters.PathSet)] string set, [Description(
        "Id of the rule, or its place in the order.")] string ord) =>
        Requests.Ask(context, sets, set, loaded =>
        {
            var (explorer, upper) = (loaded.Explorer, ord.ToUpperInvariant());
            return (explorer.Rule(ord) ?? explorer.Rule(upper)) is { } rule
                ? Requests.Json(new RuleAnswer(loaded.Set, rule, loaded.Weights))
                : Problem.Missing(
                    ApiIssues.UnknownRule, loaded.Id, $"rule {ord}",
                    explorer.NearRules(upper).Select(id => new NamedCode(id, Name(explorer, id))));
        });

    private static TableText Name(Explorer explorer, string id) =>
        explorer.Set.Index.DrgOf(explorer.Set.Rules[explorer.Set.Index.RuleOf(id)].Drg).Text;
}
