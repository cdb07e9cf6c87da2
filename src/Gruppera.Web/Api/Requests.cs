using System.Text.Json;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Texts;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gruppera.Web.Api;

/// <summary>What endpoints share: the language, the set asked for, entity tags, and answers as JSON.</summary>
internal static class Requests
{
    /// <summary>As <c>lang</c> says, or else the first language of <c>Accept-Language</c> that there is.</summary>
    internal static Language LanguageOf(HttpRequest request)
    {
        var language = request.Query["lang"].ToString() is { Length: > 0 } chosen ? Languages.Find(chosen)
            : Languages.Preferred(request.Headers.AcceptLanguage.ToString());
        return language ?? Language.English;
    }

    /// <summary>As a reader of pages chose, or else as the browser prefers.</summary>
    internal static Language LanguageOfReader(HttpRequest request) =>
        (request.Cookies["lang"] is { Length: > 0 } cookie
            ? Languages.Find(cookie) : Languages.Preferred(request.Headers.AcceptLanguage.ToString())) ?? Language.English;

    /// <summary>True if whoever asks wants a page to read.</summary>
    internal static bool IsOfReader(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a request, as an address that leads to no other server: two slashes would.</summary>
    internal static string OwnPath(HttpRequest request) => "/" + (request.PathBase + request.Path).ToUriComponent().TrimStart('/', '\\');

    /// <summary>The set asked for, stamped on the answer; null if there is none.</summary>
    internal static LoadedSet? Find(HttpContext context, SetCatalogue sets, string? id, out Problem problem, string field = "set")
    {
        problem = new(ApiIssues.UnknownSet, StatusCodes.Status404NotFound) { Field = field };
        if (sets.Find(id) is not { } set)
            return null;
        context.Response.Headers["Gruppera-Set"] = $"{set.Id}; sha256={set.Set.Version.SourceHash}";
        return set;
    }

    /// <summary>Answers a question to a set, or says that what the reader has is still right.</summary>
    internal static IResult Ask(HttpContext context, SetCatalogue sets, string? id, Func<LoadedSet, IResult> answer) =>
        Find(context, sets, id, out var problem) is { } set ? Tagged(context, set.ETag, () => answer(set)) : problem;

    /// <summary>Answers what depends on the tag and the language alone.</summary>
    internal static IResult Tagged(HttpContext context, string tag, Func<IResult> answer)
    {
        var own = new EntityTagHeaderValue($"\"{tag.Trim('"')}-{LanguageOf(context.Request).Code}\"", isWeak: true);
        var headers = context.Response.Headers;
        headers.ETag = own.ToString();
        headers.CacheControl = "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(each => each.Compare(own, useStrongComparison: false) || each.Equals(EntityTagHeaderValue.Any))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : answer();
    }

    /// <summary>An answer as JSON, the same as the command line's.</summary>
    internal static IResult Json<T>(T answer, int status = StatusCodes.Status200OK) => new JsonAnswer<T>(answer) { Status = status };

    /// <summary>The same about a contact, with <c>warnings</c> of facts that contradict each other where it has such.</summary>
    internal static IResult Json<T>(T answer, ContactNeeds contradictory) => new JsonAnswer<T>(answer, contradictory);

    private sealed class JsonAnswer<T>(T answer, ContactNeeds contradictory = ContactNeeds.None) : IResult
    {
        internal int Status { get; init; } = StatusCodes.Status200OK;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            var language = LanguageOf(httpContext.Request);
            var options = AnswerJson.Options(language);
            if (contradictory == ContactNeeds.None)
                return JsonSerializer.SerializeAsync(httpContext.Response.Body, answer, options, httpContext.RequestAborted);
            var warned = JsonSerializer.SerializeToNode(answer, options)!;
            warned["warnings"] = JsonSerializer.SerializeToNode(ContactIssue.Of(contradictory, language), options);
            return JsonSerializer.SerializeAsync(httpContext.Response.Body, warned, options, httpContext.RequestAborted);
        }
    }
}
