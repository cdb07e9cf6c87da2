using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Gruppera.Host.Tests;

/// <summary>An issuer of OpenID Connect on a free port of this machine, with keys of its own: discovery, keys, an authorization endpoint
/// that takes everybody for Anna, and a token endpoint that checks PKCE, the secret, and that a code is used once.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    internal const string Client = "gruppera";
    internal const string Secret = "s3cret-of-the-client";
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> _codes = new(StringComparer.Ordinal);
    private WebApplication _application = null!;

    internal string Address { get; private set; } = "";

    /// <summary>Groups of Anna.</summary>
    internal string[] Groups { get; set; } = ["drg-coders"];

    /// <summary>Changes the claims of the next tokens of people.</summary>
    internal Action<Dictionary<string, object>> Twist { get; set; } = _ => { };

    /// <summary>How the next tokens of people are signed.</summary>
    internal string Signing { get; set; } = "RS256";

    /// <summary>Requests for tokens that were refused.</summary>
    internal int Refused { get; private set; }

    internal static async Task<Issuer> Start()
    {
        var issuer = new Issuer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = issuer._application = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = issuer.Address,
            authorization_endpoint = issuer.Address + "/authorize",
            token_endpoint = issuer.Address + "/token",
            jwks_uri = issuer.Address + "/keys",
            response_types_supported = new[] { "code" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { issuer.PublicKey() } }));
        app.MapGet("/authorize", issuer.Authorize);
        app.MapPost("/token", issuer.Token);
        await app.StartAsync(TestContext.Current.CancellationToken);
        issuer.Address = app.Urls.First();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.Dispose();
        _other.Dispose();
    }

    /// <summary>The claims of a program's token that is right.</summary>
    internal Dictionary<string, object> Program(params string[] groups) => new()
    {
        ["iss"] = Address,
        ["aud"] = "gruppera-api",
        ["sub"] = "lab-system",
        ["groups"] = groups,
        ["iat"] = Now(0),
        ["nbf"] = Now(-10),
        ["exp"] = Now(300),
    };

    internal static long Now(int seconds) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;

    /// <summary>A token as JSON Web Token. <c>other</c> signs with a key that is not the issuer's, <c>HS256</c> with the public key as a
    /// shared secret, as if it were one.</summary>
    internal string Sign(Dictionary<string, object> claims, string signing = "RS256")
    {
        var header = new { alg = signing == "other" ? "RS256" : signing, typ = "JWT", kid = "one" };
        var body = $"{Encoded(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encoded(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(body);
        return $"{body}." + signing switch
        {
            "none" => "",
            "HS256" => Encoded(HMACSHA256.HashData(Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem()), bytes)),
            "other" => Encoded(_other.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            _ => Encoded(_key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }

    private static string Encoded(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);

    private object PublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Encoded(key.Modulus!), e = Encoded(key.Exponent!) };
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != Client || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length < 40)
            return Results.BadRequest("no request of the code flow with PKCE");
        var code = RandomNumberGenerator.GetHexString(32);
        _codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_secret"] != Secret || !_codes.TryRemove(form["code"].ToString(), out var asked)
            || Encoded(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            Refused++;
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = Client,
            ["sub"] = "1d2c",
            ["preferred_username"] = "anna",
            ["groups"] = Groups,
            ["nonce"] = asked.Nonce,
            ["iat"] = Now(0),
            ["exp"] = Now(300),
        };
        Twist(claims);
        return Results.Json(new { id_token = Sign(claims, Signing), access_token = "none", token_type = "Bearer", expires_in = 300 });
    }
}
