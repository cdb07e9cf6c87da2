using System.ComponentModel;
using Gruppera.Explanation;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Endpoints;

/// <summary><c>POST /v1/explain</c> and <c>POST /v1/what-if</c>: why a contact gets its group, and what single changes would do.</summary>
internal static class ExplainEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/explain", Explain).Describe(new(
            "explain",
            OperationWords.Explain,
            "What each code gave, the rule condition by condition, how the complication level was determined, near misses and the groups " +
            "of the same base group.",
            "/v1/explain?lens=near")
        {
            Body = Examples.Contact,
            Answer = typeof(ContactExplanation),
            Takes = [Parameters.Of("lens", Parameters.Lens, "why", "near", "full")],
        });
        routes.MapPost("/v1/what-if", WhatIf).Describe(new(
            "whatIf",
            OperationWords.WhatIf,
            "Each code removed, each secondary diagnosis made principal, any one code added, and age, care days, sex and mode of " +
            "discharge changed.",
            "/v1/what-if")
        {
            Body = Examples.Contact,
            Answer = typeof(WhatIfAnswer),
        });
    }

    private static async Task<IResult> Explain(
        HttpContext context,
        SetCatalogue sets,
        IOptions<WebOptions> options,
#pragma warning disable MA0088 // A default of C# would make a delegate that the compiler numbers by chance; OpenAPI alone tells this.
        [Description(Parameters.Lens), DefaultValue("near")] string? lens,
#pragma warning restore MA0088
        [Description(Parameters.Set)] string? set)
    {
        lens ??= "near";
        if (lens is not ("why" or "near" or "full"))
            return Problem.OfParameter("lens");
        if (Requests.Find(context, sets, set, out var unknown) is not { } loaded)
            return unknown;
        var (contact, contradictory, problem) = await RequestBody.ReadContact(context, options.Value);
        return problem ?? Requests.Json(
            loaded.Explainer.Explain(contact!, Enum.Parse<ExplanationLens>(lens, ignoreCase: true)), contradictory);
    }

    private static async Task<IResult> WhatIf(
        HttpContext context, SetCatalogue sets, IOptions<WebOptions> options, [Description(Parameters.Set)] string? set)
    {
        if (Requests.Find(context, sets, set, out var unknown) is not { } loaded)
            return unknown;
        var (contact, contradictory, problem) = await RequestBody.ReadContact(context, options.Value);
        return problem ?? Requests.Json(
            new WhatIfAnswer(loaded.Set, loaded.ChangesOf(contact!, loaded.Weights), loaded.Weights?.For(contact!)), contradictory);
    }
}
