using System.Net;
using Gruppera.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Gruppera.Web.Hosting;

/// <summary>Which proxies stand before the server. What others say of where a request comes from is not believed: by it the limit of
/// requests of an address could be passed.</summary>
internal static class Proxies
{
    /// <summary>True if any are known.</summary>
    internal static bool AreKnown(WebOptions options) => (options.KnownProxies + options.KnownNetworks).Length > 0;

    /// <summary>Sets them.</summary>
    /// <exception cref="RefusedException">An address or network is none.</exception>
    internal static void Know(ForwardedHeadersOptions headers, IOptions<WebOptions> options)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var text in Parts(options.Value.KnownProxies))
            headers.KnownProxies.Add(IPAddress.TryParse(text, out var address) ? address
                : throw new RefusedException($"KnownProxies: {text} is no address"));
        foreach (var text in Parts(options.Value.KnownNetworks))
            headers.KnownIPNetworks.Add(IPNetwork.TryParse(text, out var network) ? network
                : throw new RefusedException($"KnownNetworks: {text} is no network, such as 10.0.0.0/8"));
    }

    private static string[] Parts(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
