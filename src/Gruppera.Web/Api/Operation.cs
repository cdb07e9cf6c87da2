using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gruppera.Formats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Gruppera.Web.Api;

/// <summary>What an operation of the API is and an example of it: for the OpenAPI document and the page to try it out. Immutable.</summary>
/// <param name="Id">Its name, from which clients are generated.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Description">More about it.</param>
/// <param name="Example">Path of the example, with its query.</param>
public sealed record Operation(string Id, Text Summary, Text Description, string Example)
{
    /// <summary>Body of the example as JSON, or null if there is none.</summary>
    public string? Body { get; init; }

    /// <summary>Body of the example as lines of JSON.</summary>
    public string? Lines { get; init; }

    /// <summary>Body of the example as a table.</summary>
    public string? Table { get; init; }

    /// <summary>Type of the answer.</summary>
    public Type Answer { get; init; } = typeof(object);

    /// <summary>Files of the form that it takes, with whether it needs them; empty if it takes no form.</summary>
    public ImmutableArray<(string Name, bool IsNeeded)> Files { get; init; } = [];

    /// <summary>What it belongs to in a list of all; null to tell by its path.</summary>
    internal string? Tag { get; init; }

    /// <summary>Status of its answer.</summary>
    internal int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Content types of its answer.</summary>
    internal ImmutableArray<string> Media { get; init; } = [MediaTypes.Json];

    /// <summary>True if it answers from a definition set.</summary>
    internal bool HasSet { get; init; } = true;

    /// <summary>Parameters of the address, where more is to be said than the endpoint shows.</summary>
    internal ImmutableArray<OpenApiParameter> Takes { get; init; } = [];

    /// <summary>True if its answer depends on sets only, so that it has an entity tag.</summary>
    internal bool IsTagged => Body is null && Tag is null;

    /// <summary>Codes of the problems that it may answer with, by status code.</summary>
    internal IReadOnlyList<(int Status, IssueCode Code)> Problems { get; init; } = [];
}

/// <summary>Joins operations to endpoints.</summary>
internal static class Operations
{
    private static readonly (int, IssueCode)[] OfAll =
    [
        (StatusCodes.Status400BadRequest, ApiIssues.UnreadableParameter), (StatusCodes.Status401Unauthorized, ApiIssues.SignInNeeded),
        (StatusCodes.Status403Forbidden, ApiIssues.RoleNeeded), (StatusCodes.Status405MethodNotAllowed, ApiIssues.WrongMethod),
        (StatusCodes.Status429TooManyRequests, ApiIssues.TooManyRequests), (StatusCodes.Status500InternalServerError, ApiIssues.Failed),
    ];

    private static readonly (int, IssueCode)[] OfBodies =
    [
        (StatusCodes.Status400BadRequest, ApiIssues.UnreadableBody), (StatusCodes.Status408RequestTimeout, ApiIssues.TimedOut),
        (StatusCodes.Status413PayloadTooLarge, ApiIssues.BodyTooLarge),
        (StatusCodes.Status415UnsupportedMediaType, ApiIssues.UnsupportedMediaType),
        (StatusCodes.Status422UnprocessableEntity, FormatIssues.UnexpectedValue),
    ];

    /// <summary>Maps a path that is read: <c>HEAD</c> gives what <c>GET</c> gives, without the body.</summary>
    internal static RouteHandlerBuilder MapQuestion(
        this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate answer) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer);

    /// <summary>Describes what an endpoint does.</summary>
    internal static void Describe(this RouteHandlerBuilder endpoint, Operation operation)
    {
        var whole = operation with
        {
            Problems =
            [
                .. OfAll, .. operation.HasSet ? [(StatusCodes.Status404NotFound, ApiIssues.UnknownSet)] : Array.Empty<(int, IssueCode)>(),
                .. operation.Body is null ? [] : OfBodies, .. operation.Problems,
            ],
        };
        endpoint.WithName(operation.Id).WithSummary(operation.Summary.ToString()).WithDescription(operation.Description.ToString())
            .WithMetadata(whole);
        endpoint.WithTags(operation.Tag ?? (operation.Body is not null ? "contacts"
            : operation.Example.StartsWith("/v1/sets/", StringComparison.Ordinal) ? "logic"
            : "sets"));
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(
            operation.Status, operation.Answer, operation.Answer == typeof(void) ? [] : [.. operation.Media]));
        foreach (var status in whole.Problems.Select(problem => problem.Status).Distinct().Order())
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemAnswer), [Problem.MediaType]));
        if (operation.IsTagged)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void), []));
    }
}

/// <summary>What parameters mean, said where they are.</summary>
internal static class Parameters
{
    internal const string Set = "Definition set: one of GET /v1/sets; the first of them where not said.";
    internal const string PathSet = "Definition set: one of GET /v1/sets.";
    internal const string Layout = "Layout of a table; found from its header where not said.";
    internal const string Column = "Meaning of a column of a table, as HEADER=sex; =none leaves it out.";
    internal const string Missing = "What contacts of a table can lack, with commas between: age, duration, sex, diagnoses.";
    internal const string Lens = "why: the group, codes and rule; near: near misses and siblings too; full: every rule tried.";

    /// <summary>A parameter of the address.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="values">The values that it may have; none for any.</param>
    internal static OpenApiParameter Of(string name, string meaning, params IEnumerable<string> values) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = meaning,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = values.Any() ? [.. values.Select(value => JsonValue.Create(value))] : null,
        },
    };

    /// <summary>One without which there is no answer.</summary>
    internal static OpenApiParameter Needed(string name, string meaning)
    {
        var parameter = Of(name, meaning);
        parameter.Required = true;
        return parameter;
    }
}
