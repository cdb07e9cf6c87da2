using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
            options.CreateSchemaReferenceId = NameOf;
            options.AddDocumentTransformer(Head);
            options.AddSchemaTransformer(Schema);
            options.AddOperationTransformer(Describe);
        });
    }

    /// <summary>Documents that tell how the files they are made of were understood.</summary>
    private static readonly string[] OfFiles =
        ["CasemixAnswer", "CompareAnswer", "WeightsAnswer", "PaymentAnswer", "SimulationAnswer", "EpisodesAnswer"];

    /// <summary>A record within another is called by both their names, so that no number has to tell them apart.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        var inner = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name
            ? inner.DeclaringType is { } outer && !inner.IsGenericType ? outer.Name + name : name
            : null;
    }

    /// <summary>What is null is left out of answers: a member is there with a value or not at all, which generators tell from the members
    /// that are required. Only a number may be null, where it is none.</summary>
    private static void LeaveOutNulls(OpenApiSchema schema)
    {
        foreach (var (name, member) in schema.Properties?.ToList() ?? [])
        {
            if (member is not OpenApiSchema property)
                continue;
            if (property.OneOf is [OpenApiSchema { Type: JsonSchemaType.Null }, OpenApiSchemaReference only])
            {
                schema.Properties![name] = only;
                schema.Required?.Remove(name);
            }
            else if (property.Type is { } type && type.HasFlag(JsonSchemaType.Null) && !type.HasFlag(JsonSchemaType.Number))
            {
                property.Type = type & ~JsonSchemaType.Null;
                schema.Required?.Remove(name);
            }

            // Codes and other values that are written as texts.
            if (property is { Type: JsonSchemaType.Array, Items: null })
                property.Items = new OpenApiSchema { Type = JsonSchemaType.String };
            if (property.Format == "char")
                (property.Format, property.MinLength, property.MaxLength) = (null, null, null);
        }
    }

    /// <summary>The paths of those who watch over the server.</summary>
    private static void AddHealth(OpenApiDocument document)
    {
        foreach (var (path, id, summary, description) in new[]
        {
            ("/health/live", "getLive", "Whether the process runs", "200 and Healthy while it answers at all."),
            ("/health/ready", "getReady", "Whether it can group", "503 and Unhealthy until the set that answers first can group."),
        })
        {
            var text = new Dictionary<string, OpenApiMediaType>
            {
                ["text/plain"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["Healthy", "Unhealthy"] },
                },
            };
            document.Paths[path] = new OpenApiPathItem
            {
                Operations = new()
                {
                    [HttpMethod.Get] = new()
                    {
                        OperationId = id,
                        Summary = summary,
                        Description = description,
                        Tags = new HashSet<OpenApiTagReference> { new("health", document) },
                        Responses = new()
                        {
                            ["200"] = new OpenApiResponse { Description = "Healthy", Content = text },
                            ["503"] = new OpenApiResponse { Description = "Unhealthy", Content = text },
                        },
                    },
                },
            };
        }

        (document.Tags ??= new HashSet<OpenApiTag>()).Add(new() { Name = "health" });
    }

    private static Task Head(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new()
        {
            Title = "Gruppera",
            Version = "v1",
            Description =
                "NordDRG grouping, explanation, questions to the logic, and jobs on files. Contacts are not kept; files go with their job.",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/" }];
        AddHealth(document);
        AddSecurity(document);
        foreach (var name in OfFiles)
        {
            if (document.Components?.Schemas?.TryGetValue(name, out var answer) == true
                && answer is OpenApiSchema { Properties: { } members })
                members["readings"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchemaReference("ReadingAnswer", document),
                    Description = "How the files were understood.",
                };
        }

        if (document.Components?.Schemas?.TryGetValue(nameof(TableText), out var found) == true
            && found is OpenApiSchema { Type: null } text)
            (text.Type, text.Description) = (JsonSchemaType.String, "A text of the tables in the language asked for.");
        if (document.Components?.Schemas?[nameof(FailedRule)] is OpenApiSchema { Properties: { } failed }
            && failed["unmet"] is OpenApiSchema unmet)
            unmet.Items = new OpenApiSchemaReference(nameof(RuleColumn), document);
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            if (schema is OpenApiSchema whole)
                LeaveOutNulls(whole);
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
        if (schema.Enum is { Count: > 0 } values)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. values.Where(value => value is not null && !JsonNullSentinel.IsJsonNullSentinel(value))];
        }

        if (type == typeof(double))
        {
            // A number that is none is written as null.
            schema.Type = JsonSchemaType.Number | JsonSchemaType.Null;
            schema.Format = "double";
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
            schema.Type = JsonSchemaType.String;
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

    /// <summary>A bearer where the server asks who somebody is, and nothing on a server that only its own computer reaches.</summary>
    private static void AddSecurity(OpenApiDocument document)
    {
        document.AddComponent("bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description =
                "An API key, the server's token, or a token (JWT) of the organisation's issuer. Not asked for on loopback by default.",
        });
        document.Security =
        [
            [], new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
        ];
    }

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault() is not { } described)
            return;
        operation.Parameters ??= [];
        foreach (var taken in described.Takes)
        {
            var at = operation.Parameters.Index().FirstOrDefault(each => each.Item.Name == taken.Name, (-1, null!)).Index;
            if (at < 0)
                operation.Parameters.Add(taken);
            else
                operation.Parameters[at] = taken;
        }

        context.Document!.AddComponent("Lang", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. Languages.All.Select(language => JsonValue.Create(language.Code))],
            Description = "A language of the program.",
        });
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "lang",
            In = ParameterLocation.Query,
            Description = $"{string.Join(" or ", Languages.All)}; Accept-Language where not said.",
            Schema = new OpenApiSchemaReference("Lang", context.Document),
        });
        operation.Responses ??= [];
        foreach (var status in described.Problems.GroupBy(problem => problem.Status, problem => problem.Code))
        {
            if (operation.Responses.TryGetValue(status.Key.ToString(CultureInfo.InvariantCulture), out var response))
                response.Description = string.Join("; ", status.Select(code => $"{code.Id} {code.Meaning}"));
        }

        AddHeaders(operation, described);
        if (!described.Files.IsEmpty)
            operation.RequestBody = Form(described);
        if (described.Body is not { } body)
            return;
        var contact = await context.GetOrCreateSchemaAsync(typeof(ContactInput), null, stop);
        context.Document!.AddComponent("Contact", contact);
        var one = new OpenApiSchemaReference("Contact", context.Document);
        var schema = described.Lines is null
            ? (IOpenApiSchema)one
            : new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypes.Json] = new() { Schema = schema, Example = JsonNode.Parse(described.Lines is null ? body : $"[{body}]") },
            },
        };
        if (described.Lines is null)
            return;
        operation.RequestBody.Content![MediaTypes.Lines] = new()
        {
            Schema = LinesOf("A contact, the schema Contact, in each line."),
            Example = JsonValue.Create(described.Lines),
        };
        operation.RequestBody.Content[MediaTypes.Table] = new()
        {
            Schema = TableOf("A header and a row for each contact, in any layout of docs/formats/layouts.md; gzip is understood."),
            Example = JsonValue.Create(described.Table),
        };
        if (operation.Responses.TryGetValue("200", out var answer) && answer is OpenApiResponse { Content: { } content })
        {
            var counts = await context.GetOrCreateSchemaAsync(typeof(LinesEnd), null, stop);
            context.Document.AddComponent(nameof(LinesEnd), counts);
            content[MediaTypes.Lines] = new()
            {
                Schema = LinesOf(
                    "A result, the schema GroupedAnswer, in each line, in the order of the contacts; the last is a LinesEnd. An issue " +
                    "has the line of its contact."),
            };
            content[MediaTypes.Table] = new()
            {
                Schema = TableOf("The table as it was sent, with the columns " + string.Join(
                    "; ", ResultColumn.All.Select(column => $"{column.Name}: {column.Meaning}"))),
            };
        }
    }

    private static OpenApiSchema LinesOf(string description) => new()
    {
        Type = JsonSchemaType.String,
        Description = "Lines of JSON. " + description,
    };

    private static OpenApiSchema TableOf(string description) => new()
    {
        Type = JsonSchemaType.String,
        Description = "Delimited text in UTF-8. " + description,
    };

    private static OpenApiRequestBody Form(Operation described) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = described.Files.ToDictionary(file => file.Name, IOpenApiSchema (file) => new OpenApiSchema
                    {
                        // Generators send what may be null only where it is given.
                        Type = file.IsNeeded ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null,
                        Format = "binary",
                    }),
                    Required = described.Files.Where(file => file.IsNeeded).Select(file => file.Name).ToHashSet(),
                },
            },
        },
    };

    private static void AddHeaders(OpenApiOperation operation, Operation described)
    {
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response)
                continue;
            var isAnswer = status == described.Status.ToString(CultureInfo.InvariantCulture);
            (string Name, string Meaning)[] headers =
            [
                ("Gruppera-Engine", "Version of the engine."),
                .. isAnswer && described.HasSet
                    ? [("Gruppera-Set", "The definition set that answered, and the SHA-256 of its files.")]
                    : None,
                .. isAnswer && described.IsTagged
                    ? [("ETag", "Changes with the set, its weights or the program; send it as If-None-Match.")]
                    : None,
                .. isAnswer && described.Table is not null
                    ?
                    [
                        ("Gruppera-Reading", "Of a table: how it was understood, JSON."),
                        ("Gruppera-Summary", "Of a table: what became of its rows, JSON; behind a long answer, as a trailer."),
                    ]
                    : None,
                .. status switch
                {
                    "202" => [("Location", "Path of the job.")],
                    "405" => [("Allow", "Methods that the path takes.")],
                    "429" or "503" => [("Retry-After", "Seconds to wait.")],
                    _ => None,
                },
            ];
            response.Headers = headers.ToDictionary(header => header.Name, IOpenApiHeader (header) => new OpenApiHeader
            {
                Description = header.Meaning,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static readonly (string, string)[] None = [];

    /// <summary>Where a comment of the source breaks its line.</summary>
    [GeneratedRegex(@"\s*\n\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneLine();
}
