using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the server around the answers: limits, packing, headers, health, what it does not log.</summary>
public class ApiServerTest(Server server) : IClassFixture<Server>
{
    private const string Contact = """{"id":"secret17","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";

    [Fact]
    public async Task Limits_are_configured()
    {
        await using var small = await Server.With(options => (options.MaxBodyBytes, options.MaxContacts, options.RequestSeconds) = (1000, 3, 1));
        Assert.Equal((413, "GRP5007", null), (await small.Post("/v1/group", "[{},{},{},{}]")).Problem);
        Assert.Equal((413, "GRP5009", null), (await small.Post("/v1/group", new string(' ', 1001))).Problem);
        Assert.Equal(413, (await small.Post("/v1/explain", new string(' ', 1001))).Status);
        Assert.Equal(200, (await small.Post("/v1/group", string.Concat(Enumerable.Repeat("{}\n", 1000)), "application/x-ndjson")).Status);
        using var packed = Packed(new string(' ', 100_000));
        Assert.Equal((413, "GRP5009", null), (await small.Send(HttpMethod.Post, "/v1/group", packed)).Problem);
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task A_body_that_never_arrives_is_given_up()
    {
        await using var quick = await Server.With(options => options.RequestSeconds = 1);
        using var client = new TcpClient();
        await client.ConnectAsync(quick.Address.Host, quick.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("POST /v1/group HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_requests_a_second_and_no_more()
    {
        await using var slow = await Server.With(options => options.RequestsPerSecond = 3);
        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++)
            answers.Add(await slow.Get("/v1/sets"));
        Assert.Equal(200, answers[0].Status);
        var refused = answers.First(answer => answer.Status != 200);
        Assert.Equal((429, "GRP5010", null), refused.Problem);
        Assert.Equal("1", refused["Retry-After"]);
        Assert.Equal(200, (await slow.Get("/health/live")).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_packed(string packing)
    {
        var plain = await server.Get("/v1/sets/open-se/drgs");
        var answer = await server.Get("/v1/sets/open-se/drgs", ("Accept-Encoding", packing));
        Assert.Equal(packing, answer["Content-Encoding"]);
        Assert.Contains("Accept-Encoding", answer["Vary"], StringComparison.Ordinal);
        await using Stream stream = packing == "br" ? new BrotliStream(new MemoryStream(answer.Body), CompressionMode.Decompress) : new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        Assert.Equal(plain.Text, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.True(answer.Body.Length < plain.Body.Length / 3);
    }

    [Fact]
    public async Task Requests_may_be_packed()
    {
        using var packed = Packed(Contact);
        Assert.Equal("E51C", (await server.Send(HttpMethod.Post, "/v1/group", packed)).Json.GetProperty("drg").GetString());
        using var broken = new ByteArrayContent([1, 2, 3, 4]) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" } } };
        Assert.Equal((400, "GRP5006", null), (await server.Send(HttpMethod.Post, "/v1/group", broken)).Problem);
    }

    [Fact]
    public async Task Every_answer_is_safe_for_browsers()
    {
        foreach (var path in new[] { "/v1/sets", "/v1/none", "/", "/api", "/api.js", "/health/ready" })
        {
            var answer = await server.Get(path);
            Assert.Contains("script-src 'self';", answer["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(("nosniff", "no-referrer", ""), (answer["X-Content-Type-Options"], answer["Referrer-Policy"], answer["Server"]));
        }
    }

    [Fact]
    public async Task It_is_alive_and_ready()
    {
        Assert.Equal("Healthy", (await server.Get("/health/live")).Text);
        Assert.Equal("Healthy", (await server.Get("/health/ready")).Text);
        Assert.Equal("127.0.0.1", server.Address.Host);
    }

    [Fact]
    public async Task The_page_lists_every_operation_without_inline_scripts()
    {
        var page = await server.Get("/api", ("Accept-Language", "sv"));
        Assert.Equal(200, page.Status);
        foreach (var path in new[] { "POST /v1/group", "POST /v1/explain", "POST /v1/what-if", "GET /v1/sets", "GET /v1/diff", "GET /v1/certify" })
            Assert.Contains(path, page.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"GRP5001\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_contact_is_logged()
    {
        var log = new Captured();
        await using var logged = await Server.With(_ => { }, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });
        foreach (var body in new[] { Contact, Contact[..^1], Contact.Replace("65", "\"secret18\"", StringComparison.Ordinal), $"[{Contact},{Contact[..^3]}]", "{\"secret19\":1}" })
        {
            await logged.Post("/v1/group", body);
            await logged.Post("/v1/explain?lens=full", body);
            await logged.Post("/v1/what-if", body);
            await logged.Post("/v1/group", body + "\n" + body, "application/x-ndjson");
            await logged.Post("/v1/group", "id,diagnoses\nsecret20,I71.4\n\"secret21", "text/csv");
            await logged.Post("/v1/group", body, "application/secret");
        }

        await logged.Get("/?dx=I71.4&id=secret22");
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal) && !line.Contains("application/secret", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("I71", StringComparison.Ordinal) || line.Contains("I20", StringComparison.Ordinal));
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task Fuzzed_bodies_never_make_it_fail()
    {
        var random = new Random(11);
        string[] bodies = [Contact, $"[{Contact},{Contact}]", Contact + "\n" + Contact + "\n", "id,sex,age_days,duration,diagnoses,procedures\nA,M,200,1,I71.4 I20.9,JEA00\n"];
        string[] types = ["application/json", "application/x-ndjson", "text/csv", "application/json; charset=utf-16"];
        string[] paths = ["/v1/group", "/v1/group?set=other", "/v1/explain", "/v1/what-if"];
        for (var i = 0; i < 1500; i++)
        {
            var body = Encoding.UTF8.GetBytes(bodies[random.Next(bodies.Length)]);
            for (var changes = random.Next(5); changes > 0; changes--)
                body = Mutate(body, random);
            if (random.Next(10) == 0)
                random.NextBytes(body);
            using var content = new ByteArrayContent(body) { Headers = { { "Content-Type", types[random.Next(types.Length)] } } };
            if (random.Next(20) == 0)
                content.Headers.ContentEncoding.Add("gzip");
            var answer = await server.Send(HttpMethod.Post, paths[random.Next(paths.Length)], content);
            Assert.True(answer.Status is 200 or 400 or 413 or 415 or 422, $"{answer.Status} in round {i}");
            if (answer.Status != 200)
                Assert.StartsWith("GRP", answer.Problem.Item2, StringComparison.Ordinal);
            else if (answer["Content-Type"].StartsWith("application/json", StringComparison.Ordinal))
                Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
        }
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        var length = Math.Min(random.Next(4), body.Length - at);
        return random.Next(4) switch
        {
            0 => [.. body[..at], .. body[(at + length)..]],
            1 => [.. body[..at], (byte)random.Next(256), .. body[at..]],
            2 => [.. body[..at], .. "{\"\\[],:null\u0000"u8[..random.Next(1, 12)], .. body[at..]],
            _ => [.. body[..at], .. body[random.Next(at + 1)..], .. body[at..]],
        };
    }

    private static ByteArrayContent Packed(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return new(memory.ToArray()) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" } } };
    }

    private sealed class Captured : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);
    }

    [Theory]
    [InlineData("/v1/sets?lang=xx", 400)]
    [InlineData("/v1/sets?lang=", 400)]
    [InlineData("/v1/sets?lang=nb", 200)]
    [InlineData("/openapi/v1.json?lang=sv", 400)]
    [InlineData("/openapi/v1.json?lang=en", 200)]
    [InlineData("/health/live?lang=sv", 400)]
    [InlineData("/health/live", 200)]
    public async Task A_language_is_honoured_or_refused(string path, int status)
    {
        var answer = await server.Get(path);
        Assert.Equal(status, answer.Status);
        if (status == 400)
            Assert.Equal((400, "GRP5015", "lang"), answer.Problem);
    }

    [Fact]
    public async Task One_contact_has_a_path_of_its_own()
    {
        const string Sent = """{"id":"A1","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";
        Assert.Equal((await server.Post("/v1/group?lang=sv", Sent)).Text, (await server.Post("/v1/group/contact?lang=sv", Sent)).Text);
        Assert.Equal((400, "GRP5006", null), (await server.Post("/v1/group/contact", $"[{Sent}]")).Problem);
        Assert.Equal((415, "GRP5008", null), (await server.Post("/v1/group/contact", Sent, "application/x-ndjson")).Problem);
    }
}
