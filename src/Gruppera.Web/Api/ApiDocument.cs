using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Gruppera.Web.Api;

/// <summary>The OpenAPI 3.1 document of the API, made from its endpoints and from <see cref="Operation"/>.</summary>
internal static partial class ApiDocument
{
    internal static void AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            foreach (var converter in AnswerJson.Options(Language.English).Converters)
                options.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head;
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(Head);
            options.AddSchemaTransformer(Schema);
            options.AddOperationTransformer(Describe);
        });
    }

    private static Task Head(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new()
        {
            Title = "Gruppera",
            Version = "v1",
            Description = "NordDRG grouping, explanation and questions to the logic. Nothing that is sent is kept.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/" }];
        if (document.Components?.Schemas?.TryGetValue(nameof(TableText), out var found) == true
            && found is OpenApiSchema { Type: null } text)
            (text.Type, text.Description) = (JsonSchemaType.String, "A text of the tables in the language asked for.");
        if (document.Components?.Schemas?[nameof(FailedRule)] is OpenApiSchema { Properties: { } failed }
            && failed["unmet"] is OpenApiSchema unmet)
            unmet.Items = new OpenApiSchemaReference(nameof(RuleColumn), document);
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            foreach (var described in (schema.Properties?.Values ?? []).Prepend(schema))
                described.Description = described.Description is { } lines ? OneLine().Replace(lines, " ") : null;
        }

        return Task.CompletedTask;
    }

    /// <summary>The types that JSON has as texts and numbers.</summary>
    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        schema.Description = schema.Description?.Replace(" Immutable.", "", StringComparison.Ordinal).Replace(
            " Immutable, thread-safe.", "", StringComparison.Ordinal);
        // What is null is left out.
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable))
            schema.Required?.Remove(property.Name);
        if (type == typeof(DiagnosisInput))
        {
            schema.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = schema.Properties,
                Required = schema.Required,
                AdditionalPropertiesAllowed = false,
            }];
            (schema.Type, schema.Properties, schema.Required) = (null, null, null);
        }
        else if (type == typeof(DiagnosisCode) || type == typeof(ProcedureCode) || type == typeof(Diagnosis) || type == typeof(ReturnCode)
            || type == typeof(Text) || type == typeof(TableText)
            || type == typeof(Sex) || type == typeof(DischargeMode))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(RuleColumn))
        {
            (schema.Type, schema.Properties, schema.Required) = (null, null, null);
            schema.Enum = [.. RuleColumn.All.Select(column => JsonValue.Create(column.Id))];
        }
        else if (type == typeof(AgeInDays) || type == typeof(Duration))
        {
            (schema.Type, schema.Minimum) = (JsonSchemaType.Integer, "0");
        }
        else if (type == typeof(CareContact))
        {
            schema.Type = JsonSchemaType.Object;
        }
        else if (type == typeof(Presentation.Answers.GroupedAnswer) || type == typeof(SingleAnswer))
        {
            AddResults(schema);
        }
        else if (type == typeof(ContactInput))
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        return Task.CompletedTask;
    }

    /// <summary>The columns of results as fields, between the id and the issue.</summary>
    private static void AddResults(OpenApiSchema schema)
    {
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties.Remove("issue", out var issue);
        foreach (var column in ResultColumn.All.Where(column => column.Field.Length > 0))
        {
            schema.Properties.TryAdd(column.Field, new OpenApiSchema
            {
                Type = column.Value switch
                {
                    ResultValue.Number => JsonSchemaType.Integer,
                    ResultValue.Flag => JsonSchemaType.Boolean,
                    _ => JsonSchemaType.String,
                },
                Description = column.Meaning,
            });
        }

        if (issue is not null)
            schema.Properties["issue"] = issue;
    }

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault() is not { } described)
            return;
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = "lang",
            In = ParameterLocation.Query,
            Description = $"{string.Join(" or ", Languages.All)}; Accept-Language where not said.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. Languages.All.Select(language => JsonValue.Create(language.Code))],
            },
        });
        operation.Responses ??= [];
        foreach (var status in described.Problems.GroupBy(problem => problem.Status, problem => problem.Code))
        {
            if (operation.Responses.TryGetValue(status.Key.ToString(CultureInfo.InvariantCulture), out var response))
                response.Description = string.Join("; ", status.Select(code => $"{code.Id} {code.Meaning}"));
        }

        if (described.Body is not { } body)
            return;
        var contact = await context.GetOrCreateSchemaAsync(typeof(ContactInput), null, stop);
        context.Document!.AddComponent("Contact", contact);
        var one = new OpenApiSchemaReference("Contact", context.Document);
        var schema = described.Lines is null
            ? (IOpenApiSchema)one
            : new OpenApiSchema { AnyOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one }] };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypes.Json] = new() { Schema = schema, Example = JsonNode.Parse(body) },
            },
        };
        if (described.Lines is null)
            return;
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        operation.RequestBody.Content![MediaTypes.Lines] = new() { Schema = text, Example = JsonValue.Create(described.Lines) };
        operation.RequestBody.Content[MediaTypes.Table] = new() { Schema = text, Example = JsonValue.Create(described.Table) };
        var single = await context.GetOrCreateSchemaAsync(typeof(SingleAnswer), null, stop);
        context.Document.AddComponent("SingleAnswer", single);
        if (operation.Responses.TryGetValue("200", out var answer) && answer is OpenApiResponse { Content: { } content })
        {
            content[MediaTypes.Json].Schema = new OpenApiSchema
            {
                AnyOf = [new OpenApiSchemaReference("SingleAnswer", context.Document), content[MediaTypes.Json].Schema!],
            };
            content[MediaTypes.Lines] = new() { Schema = text };
            content[MediaTypes.Table] = new() { Schema = text };
        }
    }

    /// <summary>Where a comment of the source breaks its line.</summary>
    [GeneratedRegex(@"\s*\n\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneLine();
}
