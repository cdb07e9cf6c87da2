using System.Diagnostics;
using Gruppera.Presentation.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Api;

/// <summary>What requests pass on their way to an endpoint.</summary>
internal static class RequestPath
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri " +
        "'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>True for paths that programs use, which answer problems as problem details.</summary>
    internal static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal) || request.IsFhir();

    /// <summary>True for paths that FHIR clients use, which answer problems as OperationOutcome.</summary>
    internal static bool IsFhir(this HttpRequest request) => request.Path.StartsWithSegments("/fhir", StringComparison.Ordinal);

    /// <summary>Headers that keep browsers from doing more than they should. Contacts stand in addresses:
    /// none is sent on as a referrer.</summary>
    internal static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsApi())
        {
            headers["Gruppera-Engine"] = Grouping.Grouper.EngineVersion;
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
                headers.CacheControl = "no-store";
        }

        return next(context);
    });

    /// <summary>Turns failures, and statuses without a body, into problem details; measures. A failure is logged by its type and its
    /// place in the program: its message may hold what was sent.</summary>
    internal static void UseProblems(this WebApplication app) => app.Use(async (context, next) =>
    {
        var clock = Stopwatch.GetTimestamp();
        try
        {
            if (LacksLanguage(context.Request))
            {
                await Problem.OfParameter("lang").ExecuteAsync(context);
                return;
            }

            await next(context);
            if (context.Request.IsApi() && !context.Response.HasStarted && context.Response.ContentType is null
                && Of(context.Response.StatusCode) is { } problem)
                await problem.ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await Answer(context, exception);
        }
        catch (Exception exception)
        {
            // Mostly the sender went away, or broke off its stream.
            if (exception is not (OperationCanceledException or IOException or BadHttpRequestException))
                Log.RequestFailed(LoggerOf(context), exception.GetType().FullName, exception.StackTrace);
            context.Abort();
        }

        if (context.Request.IsApi())
            Measure(context, clock);
    });

    /// <summary>True if a request asks a program's path for a language that it has not. The OpenAPI document and the paths of those who
    /// watch over the server are in English.</summary>
    private static bool LacksLanguage(HttpRequest request) => request.Query.ContainsKey("lang")
        && (request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) ? Languages.Find(request.Query["lang"].ToString()) is null
            : (request.IsApi() || request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                && request.Query["lang"] != Language.English.Code);

    /// <summary>The page that says so where an address of the explorer leads nowhere.</summary>
    internal static void UseMissingPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/missing");
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = HttpMethods.IsGet(context.Request.Method) && !context.Request.IsApi();
            return next(context);
        });
    }

    /// <summary>The largest body: none for streams of contacts, as configured for the rest of the API.</summary>
    internal static void UseBodyLimits(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        app.Use((context, next) =>
        {
            if (context.Request.IsApi() && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = context.Request.Path == "/v1/group" && MediaTypes.IsStream(context.Request.ContentType)
                    ? null
                    : RequestBody.MostBytes(context.Request, options) + RequestBody.AroundFiles(context.Request);
            return next(context);
        });
    }

    private static async Task Answer(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad && context.Request.IsApi())
        {
            var options = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
            await (bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? RequestBody.TooLarge(RequestBody.MostBytes(context.Request, options))
                : new Problem(ApiIssues.UnreadableBody, bad.StatusCode)).ExecuteAsync(context);
            return;
        }

        if (exception is InvalidDataException && context.Request.IsApi())
        {
            await RequestBody.Unreadable().ExecuteAsync(context);
            return;
        }

        Log.RequestFailed(LoggerOf(context), exception.GetType().FullName, exception.StackTrace);
        await new Problem(ApiIssues.Failed, StatusCodes.Status500InternalServerError).ExecuteAsync(context);
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Gruppera.Web");

    private static Problem? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(ApiIssues.UnreadableParameter, status),
        StatusCodes.Status404NotFound => new(ApiIssues.UnknownPath, status),
        StatusCodes.Status405MethodNotAllowed => new(ApiIssues.WrongMethod, status),
        StatusCodes.Status415UnsupportedMediaType => new(ApiIssues.UnsupportedMediaType, status),
        _ => null,
    };

    private static void Measure(HttpContext context, long clock) => Telemetry.Duration.Record(
        Stopwatch.GetElapsedTime(clock).TotalSeconds,
        new("route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? ""),
        new("status", context.Response.StatusCode));
}
