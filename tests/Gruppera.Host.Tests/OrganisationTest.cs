using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the sign-in of an organisation, with an issuer that speaks HTTP: people to pages, programs to the API.</summary>
public sealed class OrganisationTest : IAsyncLifetime
{
    private Issuer _issuer = null!;
    private Server _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await Issuer.Start();
        _server = await Server.With(Set);
    }

    private void Set(Web.WebOptions options)
    {
        (options.SignIn.Authority, options.SignIn.ClientId, options.SignIn.ClientSecret, options.SignIn.Audience) =
            (_issuer.Address, Issuer.Client, Issuer.Secret, "gruppera-api");
        options.SignIn.Roles = "drg-coders=coder; cn=analysts,ou=drg=analyst";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_person_signs_in_works_and_signs_out()
    {
        using var browser = new Browser(_server.Address);
        var asked = await browser.Get("/code/I10?set=other");
        Assert.Equal(302, asked.Status);
        var query = QueryHelpers.ParseQuery(asked.To!.Query);
        Assert.StartsWith(_issuer.Address + "/authorize?", asked.To.OriginalString, StringComparison.Ordinal);
        Assert.Equal(("code", "S256", "openid profile"), (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["scope"].ToString()));
        Assert.DoesNotContain("I10", asked.To.OriginalString, StringComparison.Ordinal);
        var answered = await browser.Get((await browser.Get(asked.To)).To!);
        Assert.Equal((302, "/code/I10?set=other"), (answered.Status, answered.To!.OriginalString));
        var page = await browser.Get(answered.To);
        Assert.Equal(200, page.Status);
        Assert.Contains("anna (coder)", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.Get("/v1/sets")).Status);
        Assert.Equal(403, (await browser.Get("/casemix")).Status);
        Assert.Contains("httponly", browser.SetCookies.Single(cookie => cookie.StartsWith("gruppera-session=", StringComparison.Ordinal) && !cookie.StartsWith("gruppera-session=;", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(200, (await browser.Post("/sign-out")).Status);
        Assert.Equal(302, (await browser.Get("/logic")).Status);
        Assert.Equal(401, (await browser.Get("/v1/sets")).Status);
    }

    [Fact]
    public async Task A_session_holds_at_all_servers_that_share_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("gruppera-session-").FullName;
        try
        {
            await using var one = await Server.With(Share);
            await using var two = await Server.With(Share);
            using var browser = new Browser(one.Address);
            Assert.Equal(200, (await browser.SignIn("/logic")).Status);
            using (var elsewhere = new Browser(two.Address, browser.Cookies()))
                Assert.Contains("anna (coder)", (await elsewhere.Get("/logic")).Text, StringComparison.Ordinal);
            using var alone = new Browser(_server.Address, browser.Cookies());
            Assert.Equal(302, (await alone.Get("/logic")).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Share(Web.WebOptions options)
        {
            Set(options);
            options.SharedFolder = folder;
        }
    }

    [Fact]
    public async Task The_highest_role_of_all_groups_holds_and_who_has_none_is_told()
    {
        _issuer.Groups = ["drg-coders", "cn=analysts,ou=drg"];
        using (var analyst = new Browser(_server.Address))
            Assert.Equal(200, (await analyst.SignIn("/casemix")).Status);
        _issuer.Groups = ["others"];
        using var stranger = new Browser(_server.Address);
        var refused = await stranger.SignIn("/logic");
        Assert.Equal(403, refused.Status);
        Assert.Contains("GRP5032", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("open-se", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_the_issuer_is_used_once_and_by_the_browser_that_asked()
    {
        using var browser = new Browser(_server.Address);
        var asked = await browser.Get("/logic");
        var before = browser.Cookies();
        var answer = (await browser.Get(asked.To!)).To!;
        using (var other = new Browser(_server.Address))
            Assert.Equal(401, (await other.Get(answer)).Status);
        using (var tampered = new Browser(_server.Address, before))
            Assert.Equal(401, (await tampered.Get(new Uri(answer.OriginalString.Replace("state=", "state=x", StringComparison.Ordinal)))).Status);
        Assert.Equal(302, (await browser.Get(answer)).Status);
        Assert.Equal(401, (await browser.Get(answer)).Status);
        var refused = _issuer.Refused;
        using (var replayed = new Browser(_server.Address, before))
        {
            Assert.Equal(401, (await replayed.Get(answer)).Status);
            Assert.Equal(302, (await replayed.Get("/logic")).Status);
        }

        // The one with the cookies of the first got so far as to offer the code again.
        Assert.Equal(refused + 1, _issuer.Refused);
        Assert.Equal(401, (await browser.Get("/sign-in/answer?error=access_denied&state=x")).Status);
    }

    [Theory]
    [InlineData("other", "", "")]
    [InlineData("none", "", "")]
    [InlineData("HS256", "", "")]
    [InlineData("RS256", "aud", "another-client")]
    [InlineData("RS256", "iss", "https://other.example")]
    [InlineData("RS256", "nonce", "of-another-time")]
    [InlineData("RS256", "exp", "-300")]
    public async Task A_token_of_a_person_that_is_not_right_signs_nobody_in(string signing, string claim, string value)
    {
        _issuer.Signing = signing;
        _issuer.Twist = claims => Change(claims, claim, value);
        using var browser = new Browser(_server.Address);
        var refused = await browser.SignIn("/logic");
        Assert.Equal(401, refused.Status);
        Assert.Contains("GRP5031", refused.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await browser.Get("/logic")).Status);
    }

    [Theory]
    [InlineData("RS256", "", "", 200)]
    [InlineData("other", "", "", 401)]
    [InlineData("none", "", "", 401)]
    [InlineData("HS256", "", "", 401)]
    [InlineData("RS256", "aud", "gruppera", 401)]
    [InlineData("RS256", "aud", null, 401)]
    [InlineData("RS256", "iss", "https://other.example", 401)]
    [InlineData("RS256", "exp", "-120", 401)]
    [InlineData("RS256", "exp", null, 401)]
    [InlineData("RS256", "nbf", "600", 401)]
    [InlineData("RS256", "groups", "others", 403)]
    [InlineData("RS256", "groups", null, 403)]
    public async Task A_program_comes_with_a_token_of_the_issuer(string signing, string claim, string? value, int status)
    {
        var claims = _issuer.Program("drg-coders");
        Change(claims, claim, value);
        var header = ("Authorization", "Bearer " + _issuer.Sign(claims, signing));
        var answer = await _server.Post("/v1/group", """{"age":50,"duration":1,"diagnoses":["I10"]}""", "application/json", header);
        Assert.Equal(status, answer.Status);
        if (status == 401)
            Assert.Equal(("GRP5031", "Bearer realm=\"gruppera\", error=\"invalid_token\""), (answer.Problem.Item2, answer["WWW-Authenticate"]));
        Assert.Equal(401, (await _server.Get("/v1/sets", ("Authorization", header.Item2[..^3]))).Status);
    }

    [Fact]
    public async Task Where_the_issuer_does_not_answer_it_is_said()
    {
        await using var server = await Server.With(options =>
        {
            (options.SignIn.Authority, options.SignIn.ClientId, options.SignIn.Audience, options.SignIn.Roles) = ("http://127.0.0.1:9", Issuer.Client, "gruppera-api", "*=reader");
            options.SignIn.Token = new('a', 32);
        });
        var page = await server.Get("/logic", ("Accept", "text/html"));
        Assert.Equal((503, "30"), (page.Status, page["Retry-After"]));
        Assert.Contains("GRP5036", page.Text, StringComparison.Ordinal);
        Assert.Equal(401, (await server.Get("/v1/sets", ("Authorization", "Bearer " + _issuer.Sign(_issuer.Program("drg-coders"))))).Status);
        Assert.Equal(200, (await server.Get("/v1/sets", ("Authorization", "Bearer " + new string('a', 32)))).Status);
    }

    [Fact]
    public async Task The_audit_knows_who_signed_in_and_out_and_who_was_refused()
    {
        var folder = Directory.CreateTempSubdirectory("gruppera-audit-").FullName;
        try
        {
            await using (var server = await Server.With(options =>
            {
                (options.SignIn.Authority, options.SignIn.ClientId, options.SignIn.ClientSecret, options.SignIn.Roles) = (_issuer.Address, Issuer.Client, Issuer.Secret, "drg-coders=coder");
                options.AuditFolder = folder;
            }))
            {
                using var browser = new Browser(server.Address);
                await browser.SignIn("/file");
                await browser.Get("/casemix");
                await browser.Post("/sign-out");
            }

            var lines = File.ReadLines(Directory.GetFiles(folder, "audit-*.log").Single()).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement);
            Assert.Equal(
                ["|GET /file|302", "user:anna|GET /sign-in/answer|302", "user:anna|GET /file|200", "user:anna|GET /casemix|403", "user:anna|POST /sign-out|200"],
                lines.Select(line => $"{line.GetProperty("who")}|{line.GetProperty("what")}|{line.GetProperty("status")}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Change(Dictionary<string, object> claims, string claim, string? value)
    {
        if (value is null)
            claims.Remove(claim);
        else if (int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var seconds))
            claims[claim] = Issuer.Now(seconds);
        else if (claim.Length > 0)
            claims[claim] = value;
    }

    /// <summary>A browser that keeps cookies and shows each redirect.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _client;
        private readonly Uri _address;

        internal Browser(Uri address, CookieCollection? cookies = null)
        {
            _address = address;
            _cookies.Add(cookies ?? []);
            _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address };
            _client.DefaultRequestHeaders.Add("Accept", "text/html");
        }

        internal List<string> SetCookies { get; } = [];

        public void Dispose() => _client.Dispose();

        internal CookieCollection Cookies()
        {
            var copy = new CookieCollection();
            foreach (Cookie cookie in _cookies.GetAllCookies())
                copy.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
            return copy;
        }

        internal Task<(int Status, Uri? To, string Text)> Get(string path) => Get(new Uri(path, UriKind.Relative));

        internal async Task<(int Status, Uri? To, string Text)> Get(Uri address)
        {
            using var answer = await _client.GetAsync(address.IsAbsoluteUri ? address : new Uri(_address, address), TestContext.Current.CancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                SetCookies.AddRange(set);
            return ((int)answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        internal async Task<(int Status, string Text)> Post(string path)
        {
            using var answer = await _client.PostAsync(path, null, TestContext.Current.CancellationToken);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        /// <summary>Follows where it is led, to the issuer and back.</summary>
        internal async Task<(int Status, string Text)> SignIn(string path)
        {
            var at = await Get(path);
            while (at.To is { } to)
                at = await Get(to);
            return (at.Status, at.Text);
        }
    }
}
