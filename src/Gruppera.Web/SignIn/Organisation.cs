using System.Security.Claims;
using Gruppera.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gruppera.Web.SignIn;

/// <summary>The sign-in of the organisation: OpenID Connect for people, who get a session, and the issuer's tokens for programs.</summary>
internal static class Organisation
{
    private const string Session = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Issuer = OpenIdConnectDefaults.AuthenticationScheme;
    private const string Tokens = JwtBearerDefaults.AuthenticationScheme;
    private const string RoleName = "role";
    private const string WhoName = "who";

    /// <summary>How long a session lasts at most: a working day, after which the issuer is asked anew who somebody is and what they
    /// may.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromHours(8);

    /// <summary>Algorithms that need the issuer's private key: none that a public key or nothing could sign with.</summary>
    private static readonly string[] Signing = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    internal static void AddOrganisation(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Session).AddOpenIdConnect(Issuer, _ => { }).AddJwtBearer(Tokens, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(Session).Configure(cookie =>
        {
            (cookie.Cookie.Name, cookie.Cookie.HttpOnly, cookie.Cookie.SameSite) = ("gruppera-session", true, SameSiteMode.Lax);
            (cookie.Cookie.IsEssential, cookie.Cookie.SecurePolicy) = (true, CookieSecurePolicy.SameAsRequest);
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Day, false);
        });
        services.AddOptions<OpenIdConnectOptions>(Issuer).Configure<IOptions<WebOptions>>(SetPages);
        services.AddOptions<JwtBearerOptions>(Tokens).Configure<IOptions<WebOptions>>(SetPrograms);
    }

    /// <summary>Takes the issuer's answers. What is not set is not there.</summary>
    internal static void UseOrganisation(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.SignIn;
        var schemes = app.Services.GetRequiredService<IAuthenticationSchemeProvider>();
        if (!options.HasPrograms)
            schemes.RemoveScheme(Tokens);
        if (!options.HasPages)
        {
            schemes.RemoveScheme(Issuer);
            schemes.RemoveScheme(Session);
        }

        app.UseAuthentication();
    }

    /// <summary>Who has a session; null for nobody.</summary>
    internal static async Task<Caller?> Person(HttpContext context) =>
        await context.AuthenticateAsync(Session) is { Succeeded: true, Principal: { } person }
            ? new(person.FindFirstValue(WhoName) ?? "", Enum.Parse<Role>(person.FindFirstValue(RoleName) ?? nameof(Role.None)))
            : null;

    /// <summary>Who comes with a token of the issuer; null where it is none, or not for this server.</summary>
    internal static async Task<Caller?> Program(HttpContext context) =>
        await context.AuthenticateAsync(Tokens) is { Succeeded: true, Principal: { } program }
            ? Of(program, context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.SignIn) : null;

    /// <summary>Sends a reader to the issuer, and back to where they wanted to go. What they typed stays out of the way there if it is
    /// long.</summary>
    internal static async Task Ask(HttpContext context)
    {
        var query = context.Request.QueryString.Value ?? "";
        try
        {
            await context.ChallengeAsync(Issuer, new AuthenticationProperties
            {
                RedirectUri = Requests.OwnPath(context.Request) + (query.Length <= 1_000 ? query : ""),
            });
        }
        catch (InvalidOperationException)
        {
            // Its addresses and keys cannot be had.
            context.Response.Headers.RetryAfter = "30";
            await Refusal.Tell(context, new(ApiIssues.IssuerAway, StatusCodes.Status503ServiceUnavailable));
        }
    }

    private static void SetPages(OpenIdConnectOptions pages, IOptions<WebOptions> all)
    {
        var options = all.Value.SignIn;
        (pages.Authority, pages.ClientId) = (options.Authority, options.ClientId);
        pages.ClientSecret = options.Secret() is { Length: > 0 } secret ? secret : null;
        pages.RequireHttpsMetadata = !IsHere(options.Authority);
        (pages.ResponseType, pages.ResponseMode, pages.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (pages.SignInScheme, pages.CallbackPath, pages.SignedOutCallbackPath) = (Session, "/sign-in/answer", "/sign-in/gone");
        (pages.SaveTokens, pages.MapInboundClaims, pages.GetClaimsFromUserInfoEndpoint) = (false, false, false);
        (pages.UseTokenLifetime, pages.DisableTelemetry) = (false, true);
        foreach (var cookie in new[] { pages.CorrelationCookie, pages.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        pages.TokenValidationParameters.ValidAlgorithms = Signing;
        pages.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        // The session knows who and which role, and nothing else of the person.
        pages.Events.OnTokenValidated = validated =>
        {
            // The code flow may do without a signature, says the standard; here nothing is believed that is not signed.
            if (!Signing.Contains(validated.SecurityToken.SignatureAlgorithm))
                validated.Fail("the token is not signed");
            var caller = Of(validated.Principal!, options);
            validated.HttpContext.Features.Set(caller);
            validated.Principal = new(new ClaimsIdentity(
                [new Claim(WhoName, caller.Who), new Claim(RoleName, caller.Role.ToString())], Session));
            return Task.CompletedTask;
        };
        // A refused sign-in, an answer that was used before, or one that nobody asked for.
        pages.Events.OnRemoteFailure = failed =>
        {
            failed.HandleResponse();
            return Refusal.Tell(
                failed.HttpContext, new(ApiIssues.SignInNeeded, StatusCodes.Status401Unauthorized)
                {
                    Detail = "the sign-in did not succeed",
                },
                ("/", "Sign in again"));
        };
    }

    private static void SetPrograms(JwtBearerOptions programs, IOptions<WebOptions> all)
    {
        var options = all.Value.SignIn;
        (programs.Authority, programs.Audience) = (options.Authority, options.Audience);
        (programs.RequireHttpsMetadata, programs.MapInboundClaims, programs.SaveToken) = (!IsHere(options.Authority), false, false);
        programs.TokenValidationParameters = new()
        {
            ValidAudience = options.Audience,
            ValidAlgorithms = Signing,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(1),
        };
    }

    private static bool IsHere(string authority) => LocalOnly.AreLocal(authority);

    private static Caller Of(ClaimsPrincipal person, SignInOptions options)
    {
        var map = options.Map();
        var name = person.FindFirstValue("preferred_username") ?? person.FindFirstValue("sub") ?? "";
        var groups = person.FindAll(options.RoleClaim).Select(claim => claim.Value).Append("*");
        return new("user:" + name, groups.Max(group => map.GetValueOrDefault(group)));
    }
}
