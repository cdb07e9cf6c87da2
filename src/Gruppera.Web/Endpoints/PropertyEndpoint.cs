using System.Collections.Immutable;
using System.ComponentModel;
using Gruppera.Definitions;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Endpoints;

/// <summary><c>GET /v1/sets/{set}/properties/{value}</c>: which codes give a property and which rules ask for it.</summary>
internal static class PropertyEndpoint
{
    private const string Type = "Type, where several types have the value.";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuestion("/v1/sets/{set}/properties/{value}", Property).Describe(new(
            "getProperty",
            OperationWords.Property,
            "A property, a category, a complication category or an MDC, under each type that has the value.",
            "/v1/sets/open-se/properties/05M06")
        {
            Answer = typeof(PropertyAnswer),
            Takes =
            [
                Parameters.Of(
                    "type", Type, Enum.GetNames<FeatureType>().Where(name => name != nameof(FeatureType.None))
                        .Select(name => name.ToLowerInvariant())),
            ],
            Problems = [(StatusCodes.Status404NotFound, ApiIssues.UnknownProperty)],
        });

    private static IResult Property(
        HttpContext context,
        SetCatalogue sets,
        [Description(Parameters.PathSet)] string set,
        [Description("The value, as 05M06.")] string value,
        [Description(Type)] string? type)
    {
        var only = FeatureType.None;
        if (type is not null && (!Enum.TryParse(type, ignoreCase: true, out only) || !Enum.IsDefined(only) || char.IsAsciiDigit(type[0])))
            return Problem.OfParameter("type");
        return Requests.Ask(context, sets, set, loaded =>
        {
            var (explorer, asked) = (loaded.Explorer, value.ToUpperInvariant());
            ImmutableArray<PropertyView> views =
            [
                .. explorer.Property(asked).Where(view => only == FeatureType.None || view.Use.Property.Type == only),
            ];
            return views.IsEmpty
                ? Problem.Missing(
                    ApiIssues.UnknownProperty,
                    loaded.Id,
                    $"property {asked}",
                    explorer.NearProperties(asked).Select(near => explorer.Property(near)[0].Use.Property)
                        .Select(near => new NamedCode(near.Value, near.Name)))
                : Requests.Json(new PropertyAnswer(loaded.Set, views, loaded.Weights));
        });
    }
}
