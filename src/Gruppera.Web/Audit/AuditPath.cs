using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Web.SignIn;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Audit;

/// <summary>What of requests is audited: all about contacts, money and changes, sign-ins, and whatever was refused.</summary>
internal static class AuditPath
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Writes the line of each request before its answer begins. Where that fails there is no answer: the connection is cut, and
    /// the next requests get 503 until a line can be written.</summary>
    internal static void UseAudit(this WebApplication app)
    {
        var (log, sets) = (app.Services.GetRequiredService<AuditLog>(), app.Services.GetRequiredService<SetCatalogue>());
        if (!log.IsOn)
            return;
        app.Use(async (context, next) =>
        {
            var isGuarded = context.GetEndpoint() is RouteEndpoint && Area.RoleOf(context) > Role.Reader;
            if (isGuarded && log.IsFailing)
            {
                // Its own line is the trial.
                await log.Write(EntryOf(context, sets, StatusCodes.Status503ServiceUnavailable));
                context.Response.Headers.RetryAfter = "10";
                await Refusal.Tell(context, new(ApiIssues.NotAudited, StatusCodes.Status503ServiceUnavailable));
                return;
            }

            var isWritten = false;
            context.Response.OnStarting(async () =>
            {
                if (!IsAudited(context, isGuarded))
                    return;
                isWritten = true;
                if (!await log.Write(EntryOf(context, sets, context.Response.StatusCode)) && isGuarded)
                    context.Abort();
            });
            try
            {
                await next(context);
            }
            finally
            {
                if (!isWritten && isGuarded && context.RequestAborted.IsCancellationRequested)
                    await log.Write(EntryOf(context, sets, StatusCodes.Status499ClientClosedRequest));
            }
        });
    }

    private static bool IsAudited(HttpContext context, bool isGuarded) => Caller.Of(context).Who != Caller.Server
        && (isGuarded || context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            || context.Request.Path.StartsWithSegments("/sign-in", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/sign-out", StringComparison.Ordinal));

    private static AuditEntry EntryOf(HttpContext context, SetCatalogue sets, int status) => new(
        DateTimeOffset.UtcNow, Caller.Of(context).Who is var who && who.Length > 200 ? who[..200] : who,
        From(context.Connection.RemoteIpAddress), What(context), SetOf(context, sets), FileOf(context), status);

    private static string What(HttpContext context)
    {
        var method = Methods.Contains(context.Request.Method) ? context.Request.Method : "OTHER";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return route is not null ? $"{method} /{route.Trim('/')}"
            : context.Request.Path == "/sign-in/answer" ? method + " /sign-in/answer"
            : method + " (no such address)";
    }

    /// <summary>The set that answered, as endpoints say, or the one that is asked for where it is served.</summary>
    private static string SetOf(HttpContext context, SetCatalogue sets)
    {
        var said = context.Response.Headers["Gruppera-Set"].ToString().Split(';')[0];
        var asked = said.Length > 0 ? said : context.Request.RouteValues["set"] as string ?? context.Request.Query["set"].ToString();
        return sets.Ids.Contains(asked) ? asked : "";
    }

    /// <summary>A hash of the id of the file or job, as the address has it, or that to which a new one is answered with.</summary>
    private static string FileOf(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string
            ?? context.Response.Headers.Location.ToString().Split('?', '#')[0].Split('/')[^1];
        return id.Length == 32 && id.All(char.IsAsciiHexDigitLower)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id)))[..16] : "";
    }

    private static string From(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
            return "here";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var isPrivate = address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            : bytes is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..] or [100, >= 64 and <= 127, ..];
        return isPrivate ? "network" : "outside";
    }
}
