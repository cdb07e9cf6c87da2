using Gruppera.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.SignIn;

/// <summary>What requests pass that others may send: who it is, and whether they may. No request passes whose endpoint has no
/// role.</summary>
internal static class SignInPath
{
    private const string Bearer = "Bearer ";

    /// <summary>Finds out who sends each request and refuses what their role does not include.</summary>
    internal static void UseSignIn(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<Access>();
        if (access.IsOpen)
        {
            app.Use((context, next) =>
            {
                context.Features.Set(Caller.Anybody);
                return next(context);
            });
            return;
        }

        app.Use(async (context, next) =>
        {
            if (access.Options.Token.Length > 0 && HttpMethods.IsGet(context.Request.Method) && !context.Request.IsApi()
                && context.Request.Query.TryGetValue("token", out var token) && access.IsToken(token.ToString()))
            {
                TakeToken(context, access);
                return;
            }

            var (caller, isByCookie) = await Find(context, access);
            context.Features.Set(caller);
            if (caller.Role == Role.Reader && context.Request.Path == "/" && !context.Request.QueryString.HasValue)
                context.Response.Redirect("/logic");
            else if (Area.RoleOf(context) is var needed && caller.Role < needed)
                await Refuse(context, access, caller, needed);
            else if (isByCookie && IsOfAnotherSite(context.Request))
                await Refusal.Tell(context, new(ApiIssues.RoleNeeded, StatusCodes.Status403Forbidden)
                {
                    Detail = "the request comes from a page of another site",
                });
            else
                await next(context);
        });
    }

    /// <summary>Ends the session here; that of the issuer goes on.</summary>
    internal static void MapSignOut(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<Access>();
        app.MapPost("/sign-out", async context =>
        {
            if (access.Options.HasPages)
                await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            if (access.Options.Token.Length > 0)
                context.Response.Cookies.Delete(access.Cookie);
            await Refusal.Page(context, "You are signed out", OfIssuer, Text.None, "", ("/", "Sign in again"));
        }).ExcludeFromDescription();
    }

    /// <summary>Keeps the token of an address in a cookie, and takes it out of the address.</summary>
    private static void TakeToken(HttpContext context, Access access)
    {
        context.Response.Cookies.Append(access.Cookie, access.CookieValue, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        });
        var rest = new QueryBuilder(context.Request.Query.Where(pair => pair.Key != "token")
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))));
        context.Response.Redirect(Requests.OwnPath(context.Request) + rest.ToQueryString());
    }

    /// <summary>Who it is. A bearer's text decides where there is one: nobody is taken for who a cookie says beside it.</summary>
    private static async Task<(Caller Caller, bool IsByCookie)> Find(HttpContext context, Access access)
    {
        var nobody = Caller.Nobody;
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
                return (nobody, false);
            if (access.Find(header[Bearer.Length..].Trim()) is { } known)
                return (known, false);
            return (access.Options.HasPrograms ? await Organisation.Program(context) ?? nobody : nobody, false);
        }

        if (access.OfCookie(context.Request) is { } holder)
            return (holder, true);
        return access.Options.HasPages && await Organisation.Person(context) is { } person ? (person, true) : (nobody, false);
    }

    private static Task Refuse(HttpContext context, Access access, Caller caller, Role needed)
    {
        if (caller.IsKnown)
            return Refusal.Tell(
                context, new(ApiIssues.RoleNeeded, StatusCodes.Status403Forbidden)
                {
                    Detail = $"your role is {Roles.Say(caller.Role):role}, and this needs {Roles.Say(needed):needed}",
                },
                caller.May("/logic") ? [("/logic", "The logic")] : []);
        var request = context.Request;
        var isPage = !request.IsApi() && Requests.IsOfReader(request);
        if (isPage && access.Options.HasPages && HttpMethods.IsGet(request.Method) && request.Headers["HX-Request"].Count == 0
            && request.Headers.Authorization.Count == 0)
            return Organisation.Ask(context);
        context.Response.Headers.WWWAuthenticate =
            request.Headers.Authorization.Count > 0 ? "Bearer realm=\"gruppera\", error=\"invalid_token\"" : "Bearer realm=\"gruppera\"";
        // A part of a page cannot sign in; the whole page can.
        if (request.Headers["HX-Request"].Count > 0)
            context.Response.Headers["HX-Refresh"] = "true";
        return Refusal.Tell(context, new(ApiIssues.SignInNeeded, StatusCodes.Status401Unauthorized)
        {
            Detail = access.Options.HasPages ? Text.None
                : access.Options.Token.Length > 0 ? OfToken
                : OfKeys,
        });
    }

    private static Text OfIssuer => "your session here has ended; that of your organisation goes on";

    private static Text OfToken => "open the address with the token that the server printed when it was started";

    private static Text OfKeys => "this server is for programs that have an API key; its pages need a token or an issuer";

    /// <summary>True if a page of another site or port had the browser send what changes something.</summary>
    private static bool IsOfAnotherSite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers.Origin.Any(origin =>
            !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}
