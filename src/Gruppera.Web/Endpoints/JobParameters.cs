using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gruppera.Web.Api;
using Gruppera.Web.Files;
using Microsoft.OpenApi;

namespace Gruppera.Web.Endpoints;

/// <summary>What a job takes, in the words of OpenAPI.</summary>
internal static class JobParameters
{
    /// <summary>Options of the address.</summary>
    internal static ImmutableArray<OpenApiParameter> Of(JobKind kind) =>
    [
        .. kind.HasSet ? [new() { Name = "set", In = ParameterLocation.Query, Description = Parameters.Set, Schema = Text() }]
            : (OpenApiParameter[])[],
        .. kind.Fields.Where(field => field.IsOption).Select(field => new OpenApiParameter
        {
            Name = field.Name,
            In = ParameterLocation.Query,
            Description = field.Meaning + ".",
            Required = field is { IsRequired: true, IsFile: false },
            Explode = field.IsMany,
            Schema = field.IsMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(field) } : Of(field),
        }),
    ];

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Of(JobField field) => new()
    {
        Type = field.Value switch
        {
            JobValue.Number => JsonSchemaType.Integer,
            JobValue.Flag => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        },
        Minimum = field.Value == JobValue.Number ? "0" : null,
        Enum = field.Values.IsEmpty ? null : [.. field.Values.Select(value => (JsonNode)JsonValue.Create(value))],
        Default = field.Otherwise.Length == 0 || field.IsMany ? null
            : field.Value == JobValue.Number ? JsonNode.Parse(field.Otherwise) : JsonValue.Create(field.Otherwise),
    };
}
