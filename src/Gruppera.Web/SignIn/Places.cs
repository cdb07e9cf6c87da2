using System.Globalization;
using System.Threading.RateLimiting;
using Gruppera.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.SignIn;

/// <summary>Places for what takes memory and threads for as long as its sender likes: so many in all, and fewer for one client, so that no
/// client has them all. Thread-safe.</summary>
internal sealed class Places(IOptions<WebOptions> options) : IDisposable
{
    private const int SecondsToWait = 5;

    /// <summary>For tables and bundles of FHIR.</summary>
    internal PartitionedRateLimiter<HttpContext> Tables { get; } = Of(options.Value.TablesPerClient, options.Value.TablesAtOnce);

    /// <summary>For lines of JSON.</summary>
    internal PartitionedRateLimiter<HttpContext> Lines { get; } = Of(options.Value.LinesPerClient, options.Value.LinesAtOnce);

    /// <summary>Who is signed in, or the address of a request; the token and a server that asks nobody tell clients apart by
    /// address.</summary>
    internal static string ClientOf(HttpContext context)
    {
        var caller = Caller.Of(context);
        return caller.IsKnown && caller.Who != Caller.Token ? caller.Who : context.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    /// <summary>Does what needs a place, or says that there is none.</summary>
    internal static async Task<IResult> With(
        PartitionedRateLimiter<HttpContext> places, HttpContext context, Func<Task<IResult>> work)
    {
        using var place = places.AttemptAcquire(context);
        return place.IsAcquired ? await work() : None(context);
    }

    /// <summary>That there is no place, and when to come again.</summary>
    internal static Problem None(HttpContext context)
    {
        context.Response.Headers.RetryAfter = SecondsToWait.ToString(CultureInfo.InvariantCulture);
        return new(ApiIssues.NoPlace, StatusCodes.Status503ServiceUnavailable);
    }

    public void Dispose()
    {
        Tables.Dispose();
        Lines.Dispose();
    }

    private static PartitionedRateLimiter<HttpContext> Of(int each, int all) =>
        PartitionedRateLimiter.CreateChained(By(ClientOf, each), By(_ => "", all));

    private static PartitionedRateLimiter<HttpContext> By(Func<HttpContext, string> key, int most) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetConcurrencyLimiter(
            key(context), _ => new() { PermitLimit = Math.Max(1, most) }));
}
