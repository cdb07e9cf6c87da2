using System.Security.Cryptography;
using System.Text;
using Gruppera.Web.Api;
using Gruppera.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.SignIn;

/// <summary>Whether the server asks who somebody is, and the ways to say so that need no issuer: API keys and the token.
/// Thread-safe.</summary>
internal sealed class Access(IOptions<WebOptions> options, ApiKeys keys)
{
    private readonly SignInOptions _options = options.Value.SignIn;
    private string? _own = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>True if nothing is set by which somebody could sign in: everybody may do everything.</summary>
    internal bool IsOpen { get; } = !options.Value.SignIn.IsSet && keys.List().IsEmpty;

    /// <summary>True if others reach a server that asks nobody who they are.</summary>
    internal bool IsInsecure => IsOpen && _options.Insecure;

    internal SignInOptions Options => _options;

    /// <summary>With which the server asks itself, until <see cref="ForgetOwn"/>.</summary>
    internal string? Own => _own;

    internal void ForgetOwn() => _own = null;

    /// <summary>Name of the cookie of the token, another for each token: servers of one computer share their cookies.</summary>
    internal string Cookie => "gruppera-" + HashOf("name " + _options.Token)[..8];

    /// <summary>What the cookie holds, from which nobody can tell the token.</summary>
    internal string CookieValue => HashOf("value " + _options.Token);

    /// <summary>Refuses to serve others without a sign-in, and a sign-in whose parts do not fit. True if only this computer reaches the
    /// addresses.</summary>
    /// <param name="urls">Addresses to listen on.</param>
    /// <param name="configuration">Where more addresses may stand.</param>
    /// <exception cref="RefusedException">It is so.</exception>
    internal bool Check(string urls, IConfiguration configuration)
    {
        _options.Check();
        var isLocal = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(each => each["Url"] ?? "")
            .Concat(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).All(IsLocal);
        var isForOthers = !isLocal || (options.Value.KnownProxies + options.Value.KnownNetworks + options.Value.Hosts).Length > 0;
        if (_options.Insecure && !IsOpen)
            throw new RefusedException(
                "--insecure serves without a sign-in, and one is set: leave out one of them (gruppera keys list shows the API keys)");
        if (IsOpen && !_options.Insecure && isForOthers)
            throw new RefusedException(
                "Others reach this server, so it needs a sign-in: give --token, make a key with gruppera keys create, or set " +
                "Gruppera__SignIn__Authority. --insecure serves all who reach it without one (docs/how-to/sign-in.md)");
        return isLocal;
    }

    /// <summary>True for an address of this computer alone, and for one that nobody can listen on.</summary>
    private static bool IsLocal(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.IsUnixPipe || address.IsNamedPipe || LocalOnly.IsLocal(address.Host);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Who comes with a bearer's text; null if it is neither key nor token.</summary>
    internal Caller? Find(string bearer)
    {
        if (IsSame(bearer, _options.Token))
            return new(Caller.Token, Role.Administrator);
        if (_own is { } own && IsSame(bearer, own))
            return new(Caller.Server, Role.Administrator);
        return keys.Find(bearer) is { } key && Roles.Find(key.Role) is { } role ? new("key:" + key.Name, role) : null;
    }

    /// <summary>Who comes with the cookie of the token; null for nobody.</summary>
    internal Caller? OfCookie(HttpRequest request) =>
        _options.Token.Length > 0 && request.Cookies[Cookie] is { } value && IsSame(value, CookieValue)
            ? new(Caller.Token, Role.Administrator) : null;

    /// <summary>True if a text is the token.</summary>
    internal bool IsToken(string text) => IsSame(text, _options.Token);

    /// <summary>Compares in the same time whatever was sent; an empty secret is nobody's.</summary>
    private static bool IsSame(string sent, string secret) => secret.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(sent)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("gruppera " + text)));
}
