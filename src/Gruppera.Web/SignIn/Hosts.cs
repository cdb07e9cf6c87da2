using Gruppera.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.SignIn;

/// <summary>Names that the server answers to. Without it a page of another site, whose name is made to lead to this computer, could read
/// what a browser here may (DNS rebinding).</summary>
internal static class Hosts
{
    /// <summary>Answers to this computer's own names and those of <see cref="WebOptions.Hosts"/>; a server that others reach answers to any
    /// name where none is set.</summary>
    internal static void UseHosts(this WebApplication app, bool isLocal)
    {
        var names = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Hosts
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!isLocal && names.Count == 0)
            return;
        app.Use((context, next) =>
        {
            var host = context.Request.Host.Host;
            return host.Length == 0 || LocalOnly.IsLocal(host) || names.Contains(host)
                || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                ? next(context)
                : Refusal.Tell(context, new(ApiIssues.UnknownHost, StatusCodes.Status421MisdirectedRequest));
        });
    }
}
