using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Api;

/// <summary>What was wrong with a request, as problem details (RFC 9457) in the language asked for. It never holds what was sent,
/// save for names of fields and parameters.</summary>
internal sealed class Problem(IssueCode code, int status) : IResult
{
    internal const string MediaType = "application/problem+json";

    internal IssueCode Code => code;

    internal int Status => status;

    /// <summary>What more there is to say.</summary>
    internal Text Detail { get; init; } = Text.None;

    /// <summary>Field or parameter.</summary>
    internal string? Field { get; init; }

    /// <summary>Kind of JSON value that stood there.</summary>
    internal string? Kind { get; init; }

    /// <summary>What the set has instead.</summary>
    internal ImmutableArray<NamedCode>? Near { get; init; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = Requests.LanguageOf(httpContext.Request);
        var response = httpContext.Response;
        response.Headers.Remove("ETag");
        response.Headers.CacheControl = "no-store";
        response.StatusCode = status;
        if (httpContext.Request.IsFhir())
            return FhirJson.Send(httpContext, FhirOutcome.Of([FhirOutcome.Issue(code, Detail, language)]));
        response.ContentType = MediaType;
        return JsonSerializer.SerializeAsync(response.Body, Answer(language), AnswerJson.Options(language), httpContext.RequestAborted);
    }

    /// <summary>The problem in a language.</summary>
    internal ProblemAnswer Answer(Language language) => new(
        $"/api#{code.Id}", code.Meaning.In(language), status, Detail.In(language) is { Length: > 0 } text ? text : null,
        code.Id, code.Remedy.In(language), Field is { Length: > 0 } ? Field : null, Kind is { Length: > 0 } ? Kind : null, Near);

    /// <summary>A contact that could not be read, where it was the only one.</summary>
    internal static Problem Of(ContactProblem problem) =>
        new(problem.Code, StatusCodes.Status422UnprocessableEntity) { Field = problem.Field, Kind = problem.Kind };

    internal static Problem OfParameter(string name) =>
        new(ApiIssues.UnreadableParameter, StatusCodes.Status400BadRequest) { Field = name };

    /// <summary>Something that the set lacks, and what is near it.</summary>
    internal static Problem Missing(IssueCode code, string set, Text what, IEnumerable<NamedCode> near) => new(
        code, StatusCodes.Status404NotFound)
    {
        Detail = LogicWords.Missing(set, what),
        Near = [.. near],
    };
}

/// <summary>The members of problem details.</summary>
/// <param name="Type">Where the kind of problem is described.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What more there is to say.</param>
/// <param name="Code">Code of the issue, as the command line and files of issues have it.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Field">Field or parameter that it is about.</param>
/// <param name="Kind">Kind of JSON value that stood there.</param>
/// <param name="Near">What the definition set has instead.</param>
internal sealed record ProblemAnswer(
    string Type, string Title, int Status, string? Detail, string Code, string Remedy, string? Field, string? Kind,
    ImmutableArray<NamedCode>? Near);
