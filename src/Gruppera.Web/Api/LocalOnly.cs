using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Api;

/// <summary>Paths that answer this computer alone: neither other computers nor pages of other sites that
/// a browser here has open.</summary>
public static class LocalOnly
{
    /// <summary>True if a server with these addresses is reached from this computer alone.</summary>
    /// <param name="urls">Addresses, separated by semicolons.</param>
    public static bool AreLocal(string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLocal(address.Host));
    }

    /// <summary>Refuses all others.</summary>
    internal static void UseLocalOnly(this WebApplication app, string path) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase) || IsFromHere(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsFromHere(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
        && IsLocal(context.Request.Host.Host)
        && context.Request.Headers.Origin.All(
            origin => origin is null || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page.Host)));

    /// <summary>True for a name or address of this computer itself.</summary>
    internal static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
