using System.Text;
using Gruppera.Cli;
using Gruppera.Cli.Terminal;
using Gruppera.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the sign-in that need no issuer: none on this computer, the token, API keys, and what a server refuses.</summary>
[Collection(CommandLineCollection.Name)]
public class SignInTest : Home
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task On_this_computer_nobody_signs_in_and_nothing_is_said_of_it()
    {
        await using var server = await Server.With(_ => { });
        var page = await server.Get("/", ("Accept", "text/html"));
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("class=\"insecure\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sign-out", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Get("/workbench")).Status);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:5080")]
    public void A_server_that_others_reach_does_not_start_without_a_sign_in(string urls)
    {
        var said = Run("serve", "--set", "open-se", "--urls", urls);
        Expect(said, 1, "", "Others reach this server, so it needs a sign-in: give --token, make a key with gruppera keys create, or set Gruppera__SignIn__Authority. --insecure serves all who reach it without one (docs/how-to/sign-in.md)\n");
    }

    [Theory]
    [InlineData("Gruppera__KnownProxies", "10.0.0.1")]
    [InlineData("Gruppera__KnownNetworks", "10.0.0.0/8")]
    [InlineData("Gruppera__Hosts", "gruppera.example.org")]
    [InlineData("Kestrel__Endpoints__Other__Url", "http://0.0.0.0:5080")]
    public void Nor_does_one_behind_a_proxy_or_with_a_name(string variable, string value)
    {
        using var _ = new Variable(variable, value);
        Assert.StartsWith("Others reach this server", Run("serve", "--set", "open-se", "--urls", "http://127.0.0.1:0").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authority", "https://login.example.org", "Gruppera__SignIn__Authority needs Gruppera__SignIn__ClientId")]
    [InlineData("Authority", "login", "Gruppera__SignIn__Authority: login is no address")]
    [InlineData("ClientId", "gruppera", "need Gruppera__SignIn__Authority")]
    [InlineData("Token", "short", "Gruppera__SignIn__Token is too short")]
    [InlineData("ClientSecretFile", "/none/secret", "/none/secret cannot be read")]
    public void A_sign_in_that_is_set_by_half_is_refused(string setting, string value, string says)
    {
        using var _ = new Variable("Gruppera__SignIn__" + setting, value);
        var said = Run("serve", "--set", "open-se", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insecure_is_said_at_the_start_and_on_every_page()
    {
        var (line, error) = await Serve(async (client, _) =>
        {
            foreach (var page in new[] { "/", "/logic", "/workbench", "/nonsense" })
            {
                using var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
                Assert.Contains("class=\"insecure\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }, "--insecure", "--urls", "http://0.0.0.0:0");
        Assert.StartsWith("Gruppera serves open-se on http://0.0.0.0:", line, StringComparison.Ordinal);
        Assert.Equal("WARNING: this server asks nobody who they are (--insecure): whoever reaches it can use it.\n", error);
        using var token = new Variable("Gruppera__SignIn__Token", Token);
        Assert.StartsWith("--insecure serves without a sign-in, and one is set", Run("serve", "--set", "open-se", "--insecure").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_address_signs_in_and_the_cookie_does_from_then_on()
    {
        var (line, error) = await Serve(async (client, printed) =>
        {
            Assert.Matches(@"^http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{32}$", printed);
            Assert.Equal(401, (int)(await client.GetAsync("/logic", TestContext.Current.CancellationToken)).StatusCode);
            using var first = await client.GetAsync(printed.Replace("/?", "//elsewhere.example/?lang=sv&", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Assert.Equal((302, "/elsewhere.example/?lang=sv"), ((int)first.StatusCode, first.Headers.Location!.OriginalString));
            var cookie = first.Headers.GetValues("Set-Cookie").Single();
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(printed.Split('=')[^1], cookie, StringComparison.Ordinal);
            Assert.Equal(200, await Status(client, "/logic", ("Cookie", cookie.Split(';')[0])));
            Assert.Equal(200, await Status(client, "/v1/sets", ("Cookie", cookie.Split(';')[0])));
            Assert.Equal(200, await Status(client, "/v1/sets", ("Authorization", "Bearer " + printed.Split('=')[^1])));
            Assert.Equal(401, await Status(client, "/v1/sets", ("Authorization", "Bearer " + Token)));
            Assert.Equal(401, await Status(client, "/v1/sets", ("Authorization", "Bearer "), ("Cookie", cookie.Split(';')[0])));
            Assert.Equal(401, await Status(client, "/?token=" + Token));
            Assert.Equal(401, await Status(client, "/v1/sets?token=" + printed.Split('=')[^1]));
        }, "--token", "--urls", "http://127.0.0.1:0");
        Assert.Contains("?token=", line, StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public async Task What_a_page_of_another_site_has_the_browser_send_is_refused()
    {
        await using var server = await Server.With(options => options.SignIn.Token = Token);
        var cookie = (await server.Get("/?token=" + Token))["Set-Cookie"].Split(';')[0];
        const string Contact = """{"age":50,"duration":1,"diagnoses":["I10"]}""";
        Assert.Equal(403, (await server.Post("/v1/group", Contact, "application/json", ("Cookie", cookie), ("Origin", "http://127.0.0.1:1"))).Status);
        Assert.Equal(403, (await server.Post("/v1/group", Contact, "application/json", ("Cookie", cookie), ("Origin", "null"))).Status);
        Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", ("Cookie", cookie), ("Origin", server.Address.OriginalString.TrimEnd('/')))).Status);
        Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", ("Authorization", "Bearer " + Token), ("Origin", "https://other.example"))).Status);
    }

    [Fact]
    public async Task A_reader_is_told_in_their_language_and_sees_nothing_of_the_server()
    {
        await using var server = await Server.With(options => options.SignIn.Token = Token);
        var page = await server.Get("/?set=none", ("Accept", "text/html"), ("Accept-Language", "sv"));
        Assert.Equal((401, "text/html; charset=utf-8"), (page.Status, page["Content-Type"]));
        Assert.Contains("<html lang=\"sv\">", page.Text, StringComparison.Ordinal);
        Assert.Contains("GRP5031", page.Text, StringComparison.Ordinal);
        Assert.Contains(Gruppera.Web.ApiIssues.SignInNeeded.Meaning.In(Gruppera.Presentation.Texts.Languages.Find("sv")!)[1..], System.Net.WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("open-se", page.Text, StringComparison.Ordinal);
        var part = await server.Get("/suggest?dx=angina", ("HX-Request", "true"));
        Assert.Equal((401, "true"), (part.Status, part["HX-Refresh"]));
    }

    [Fact]
    public async Task Pages_show_a_reader_what_the_role_includes()
    {
        var keys = new ApiKeys(PathOf("keys"));
        var (reader, editor) = (keys.Create("reader", Role.Reader)!, keys.Create("editor", Role.Editor)!);
        await using var server = await Server.With(_ => { }, builder => builder.Services.AddSingleton(keys));
        var logic = (await server.Get("/logic", ("Authorization", "Bearer " + reader))).Text;
        Assert.Contains("href=\"/versions\"", logic, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/workbench\"", logic, StringComparison.Ordinal);
        Assert.Contains("href=\"/workbench\"", (await server.Get("/logic", ("Authorization", "Bearer " + editor))).Text, StringComparison.Ordinal);
        Assert.Equal((302, "/logic"), (await server.Get("/", ("Authorization", "Bearer " + reader))) is var first ? (first.Status, first["Location"]) : default);
        var refused = await server.Get("/workbench", ("Authorization", "Bearer " + reader), ("Accept", "text/html"), ("Accept-Language", "sv"));
        Assert.Equal(403, refused.Status);
        Assert.Contains("GRP5032", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("GRP5032", "your role is reader, and this needs editor"), (await server.Get("/workbench", ("Authorization", "Bearer " + reader))) is var problem ? (problem.Problem.Item2, problem.Json.GetProperty("detail").GetString()) : default);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_removed_and_a_running_server_follows()
    {
        Expect(Run("keys", "list"), 0, "", "There are no keys: gruppera keys create NAME --role coder\n");
        var made = Run("keys", "create", "lab", "--role", "coder");
        Assert.Equal((0, "Keep it now: it is shown this once. Programs send it as Authorization: Bearer KEY\n"), (made.ExitCode, made.Error));
        var key = made.Out.Trim();
        Assert.Matches("^grp_[A-Za-z0-9_-]{43}$", key);
        Expect(Run("keys", "create", "lab", "--role", "reader"), 1, "", "There is already a key lab: remove it first, or choose another name\n");
        Assert.Equal(1, Run("keys", "create", "other", "--role", "king").ExitCode);
        Assert.Equal(1, Run("keys", "create", "a b", "--role", "coder").ExitCode);
        Assert.StartsWith("name  role   made\nlab   coder  20", Run("keys", "list").Out, StringComparison.Ordinal);
        Assert.StartsWith("{\"keys\":[{\"name\":\"lab\",\"role\":\"coder\",\"created\":\"20", Run("keys", "list", "--json").Out.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var file = PathOf("home/keys.json");
        Assert.DoesNotContain(key[4..], File.ReadAllText(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await Serve(async (client, _) =>
        {
            Assert.Equal(200, await Status(client, "/v1/sets", ("Authorization", "Bearer " + key)));
            Assert.Equal(401, await Status(client, "/v1/sets", ("Authorization", $"Bearer {key[..^1]}{(key[^1] == 'A' ? 'B' : 'A')}")));
            Assert.Equal(401, await Status(client, "/v1/sets"));
            Assert.Equal(401, await Status(client, "/v1/sets", ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("a:" + key)))));
            var second = Run("keys", "create", "second", "--role", "reader").Out.Trim();
            Expect(Run("keys", "remove", "lab"), 0, "Removed lab\n", "");
            await Task.Delay(1_200, TestContext.Current.CancellationToken);
            Assert.Equal(401, await Status(client, "/v1/sets", ("Authorization", "Bearer " + key)));
            Assert.Equal(200, await Status(client, "/v1/sets", ("Authorization", "Bearer " + second)));
            Run("keys", "remove", "second");
            await Task.Delay(1_200, TestContext.Current.CancellationToken);
            Assert.Equal(401, await Status(client, "/v1/sets"));
        }, "--urls", "http://127.0.0.1:0");
        Expect(Run("keys", "remove", "lab"), 1, "", "There is no key lab; gruppera keys list shows them\n");
    }

    [Fact]
    public void Keys_that_are_made_at_once_are_all_kept()
    {
        Parallel.For(0, 12, i => Assert.NotNull(new ApiKeys(PathOf("home")).Create($"key{i}", Role.Coder)));
        Assert.Equal(12, new ApiKeys(PathOf("home")).List().Length);
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("gruppera.example.org", 200)]
    [InlineData("GRUPPERA.example.org:8080", 200)]
    [InlineData("rebound.example", 421)]
    [InlineData("127.0.0.1.example", 421)]
    [InlineData("192.0.2.1", 421)]
    public async Task A_name_that_is_not_the_servers_is_not_answered(string host, int status)
    {
        await using var server = await Server.With(options => (options.Hosts, options.SignIn.Insecure) = ("gruppera.example.org", true));
        Assert.Equal(status, (await server.Get("/logic", ("Host", host))).Status);
        Assert.Equal(200, (await server.Get("/health/live", ("Host", host))).Status);
        if (status == 421)
            Assert.Equal((421, "GRP5033", null), (await server.Get("/v1/sets", ("Host", host))).Problem);
    }

    [Theory]
    [InlineData("//elsewhere.example/?lang=sv", "/elsewhere.example/")]
    [InlineData("///elsewhere.example?theme=dark&x=1", "/elsewhere.example?x=1")]
    [InlineData("/%5Celsewhere.example/?lang=sv", "/elsewhere.example/")]
    [InlineData("/logic?lang=sv&set=other", "/logic?set=other")]
    public async Task A_choice_of_language_leads_to_no_other_server(string path, string to)
    {
        await using var server = await Server.With(_ => { });
        var answer = await server.Get(server.Address.OriginalString.TrimEnd('/') + path);
        Assert.Equal((302, to), (answer.Status, answer["Location"].Replace("%5C", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("zstd", 415)]
    [InlineData("gzip, gzip", 415)]
    [InlineData("compress", 415)]
    [InlineData("identity", 200)]
    public async Task A_body_that_is_packed_in_an_unknown_way_is_refused(string encoding, int status)
    {
        await using var server = await Server.With(_ => { });
        using var content = new StringContent("""{"age":50,"duration":1,"diagnoses":["I10"]}""", Encoding.UTF8, "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        var answer = await server.Send(HttpMethod.Post, "/v1/group", content);
        Assert.Equal(status, answer.Status);
        if (status == 415)
            Assert.Equal(("GRP5035", "br, deflate, gzip"), (answer.Problem.Item2, answer["Accept-Encoding"]));
    }

    /// <summary>Serves the open set while something is asked, and returns what was said.</summary>
    private static async Task<(string Line, string Error)> Serve(Func<HttpClient, string, Task> ask, params string[] options)
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new Spoken(), new StringWriter { NewLine = "\n" });
        var server = Task.Run(() => CommandLine.Run(["serve", "--set", "open-se", .. options], new Session { Out = output, Error = error, Stop = stop.Token }), TestContext.Current.CancellationToken);
        Assert.True(await Task.WhenAny(output.Line.Task, server) == output.Line.Task, error.ToString());
        var line = await output.Line.Task;
        var printed = line.Split(" on ")[1].Split(';')[0];
        using (var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(new Uri(printed.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority)) })
        {
            try
            {
                await ask(client, printed);
            }
            finally
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal(0, await server);
        return (line, error.ToString());
    }

    private static async Task<int> Status(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>A variable of the environment while a test needs it.</summary>
    private sealed class Variable : IDisposable
    {
        private readonly string _name;

        internal Variable(string name, string value) => Environment.SetEnvironmentVariable(_name = name, value);

        public void Dispose() => Environment.SetEnvironmentVariable(_name, null);
    }

    /// <summary>Tells of the first line.</summary>
    private sealed class Spoken : StringWriter
    {
        internal TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => Line.TrySetResult(value ?? "");
    }
}
