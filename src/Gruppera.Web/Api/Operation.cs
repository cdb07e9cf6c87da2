using System.Diagnostics.CodeAnalysis;
using Gruppera.Formats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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

    /// <summary>Codes of the problems that it may answer with, by status code.</summary>
    internal IReadOnlyList<(int Status, IssueCode Code)> Problems { get; init; } = [];
}

/// <summary>Joins operations to endpoints.</summary>
internal static class Operations
{
    private static readonly (int, IssueCode)[] OfAll =
    [
        (StatusCodes.Status404NotFound, ApiIssues.UnknownSet), (StatusCodes.Status429TooManyRequests, ApiIssues.TooManyRequests),
        (StatusCodes.Status500InternalServerError, ApiIssues.Failed),
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
        var whole = operation with { Problems = [.. OfAll, .. operation.Body is null ? [] : OfBodies, .. operation.Problems] };
        endpoint.WithName(operation.Id).WithSummary(operation.Summary.ToString()).WithDescription(operation.Description.ToString())
            .WithMetadata(whole);
        endpoint.WithTags(operation.Body is not null ? "contacts"
            : operation.Example.StartsWith("/v1/sets/", StringComparison.Ordinal) ? "logic"
            : "sets");
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, operation.Answer, [MediaTypes.Json]));
        foreach (var status in whole.Problems.Select(problem => problem.Status).Distinct().Order())
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemAnswer), [Problem.MediaType]));
        if (operation.Body is null)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void), []));
    }
}

/// <summary>What parameters mean, said where they are.</summary>
internal static class Parameters
{
    internal const string Set = "Definition set: one of GET /v1/sets; the first of them where not said.";
    internal const string PathSet = "Definition set: one of GET /v1/sets.";
    internal const string Lens = "why: the group, codes and rule; near: near misses and siblings too; full: every rule tried.";
}
