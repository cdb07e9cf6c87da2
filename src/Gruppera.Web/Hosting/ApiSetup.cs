using System.Globalization;
using System.Threading.RateLimiting;
using Gruppera.Web.Api;
using Gruppera.Web.Audit;
using Gruppera.Web.Endpoints;
using Gruppera.Web.SignIn;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Hosting;

/// <summary>The HTTP API as part of a server: its services, the way of a request, its paths.</summary>
internal static class ApiSetup
{
    private static readonly string[] Compressed =
    [
        "application/json", "application/fhir+json", "application/problem+json", "application/x-ndjson", "text/csv", "text/html",
        "text/css", "text/javascript", "image/svg+xml",
    ];

    internal static void AddApi(this IServiceCollection services)
    {
        services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, Compressed));
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddRequestDecompression(PackedBodies.Unpack);
        services.AddSingleton<Places>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<WebOptions>>(LimitSenders);
        services.AddSingleton<Draining>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<WebOptions>>(Proxies.Know);
        services.AddHealthChecks().AddCheck<Ready>("set", tags: ["ready"]);
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<WebOptions>>(Limit);
        services.AddSingleton<Access>();
        services.AddOrganisation();
        services.AddSingleton<AuditLog>();
        services.AddApiDocument();
        services.AddTelemetry();
    }

    /// <summary>What every request passes, outermost first.</summary>
    /// <param name="app">The server.</param>
    /// <param name="isLocal">True if only its own computer reaches it.</param>
    internal static void UseApi(this WebApplication app, bool isLocal)
    {
        if (Proxies.AreKnown(app.Services.GetRequiredService<IOptions<WebOptions>>().Value))
            app.UseForwardedHeaders();
        app.UseSafeHeaders();
        app.UseAudit();
        app.UseProblems();
        app.UseHosts(isLocal);
        app.UseRateLimiter();
        app.UseResponseCompression();
        app.UseBodyLimits();
        Sender.UseWholeBodies(app);
        app.UseKnownEncodings();
        app.UseRequestDecompression();
    }

    internal static void MapApi(this WebApplication app)
    {
        GroupEndpoint.Map(app);
        ExplainEndpoint.Map(app);
        SetsEndpoint.Map(app);
        DrgEndpoint.Map(app);
        CodeEndpoint.Map(app);
        PropertyEndpoint.Map(app);
        RuleEndpoint.Map(app);
        SearchEndpoint.Map(app);
        DiffEndpoint.Map(app);
        CertifyEndpoint.Map(app);
        JobEndpoints.Map(app);
        FhirEndpoint.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") })
            .DisableRateLimiting();
    }

    /// <summary>Cuts off who sends too slowly, streams in both directions too: a line feed in time is enough.</summary>
    private static void LimitSenders(KestrelServerOptions kestrel, IOptions<WebOptions> options) =>
        kestrel.Limits.MinRequestBodyDataRate = options.Value.MinBytesPerSecond > 0
            ? new(options.Value.MinBytesPerSecond, TimeSpan.FromSeconds(5)) : null;

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, IOptions<WebOptions> options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new()
            {
                TokenLimit = Math.Max(1, options.Value.RequestsPerSecond),
                TokensPerPeriod = Math.Max(1, options.Value.RequestsPerSecond),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await new Problem(ApiIssues.TooManyRequests, StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
        };
    }

    /// <summary>Ready where the set that answers first can group, until the server is to stop.</summary>
    private sealed class Ready(SetCatalogue sets, Draining draining) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.HasBegun || sets.Find(null)?.Grouper is null ? HealthCheckResult.Unhealthy()
                : HealthCheckResult.Healthy());
    }
}
