using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.SignIn;

/// <summary>Who sends a request. Immutable.</summary>
/// <param name="Who">As the audit has it: <c>user:NAME</c>, <c>key:NAME</c>, <c>token</c>, or empty where nobody is known.</param>
/// <param name="Role">What they may do.</param>
internal sealed record Caller(string Who, Role Role)
{
    /// <summary>Whoever it is, where no sign-in is asked for.</summary>
    internal static readonly Caller Anybody = new("", Role.Administrator);

    /// <summary>Who comes with the token, which several people may share.</summary>
    internal const string Token = "token";

    /// <summary>Who the server itself is, when it asks for its own pages to be ready.</summary>
    internal const string Server = "server";

    /// <summary>Nobody who is known.</summary>
    internal static readonly Caller Nobody = new("", Role.None);

    /// <summary>True if somebody is known.</summary>
    internal bool IsKnown => Who.Length > 0;

    /// <summary>Who sends a request, as the sign-in has found out.</summary>
    internal static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Nobody;

    /// <summary>True if they may open an address.</summary>
    internal bool May(string path) => Role >= (Area.Of(path)?.Role ?? Role.Administrator);
}
