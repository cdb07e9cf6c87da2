using System.Net;
using System.Net.Sockets;
using System.Text;
using Gruppera.Web.Files;
using Gruppera.Web.SignIn;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Host.Tests;

/// <summary>No client has all places, who sends too slowly is cut off, and no file is taken for which there is no room.</summary>
[Trait("lane", "slow")]
public sealed class FairnessTest
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Table = "id,age_years,duration,dx1\n1,60,2,I509\n";

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    public async Task A_client_has_some_places_and_another_the_rest(string type)
    {
        await using var server = await Server.With(options =>
        {
            (options.TablesAtOnce, options.TablesPerClient, options.LinesAtOnce, options.LinesPerClient) = (3, 2, 3, 2);
            (options.KnownProxies, options.SignIn.Token) = ("127.0.0.1", Token);
        });
        using var one = await Open(server, type, "192.0.2.1");
        using var two = await Open(server, type, "192.0.2.1");
        await Taken(server, type, "192.0.2.1");
        var refused = await Group("192.0.2.1");
        Assert.Equal((503, "GRP5037", null), refused.Problem);
        Assert.Equal("5", refused["Retry-After"]);
        Assert.Equal(200, (await Group("192.0.2.2")).Status);
        using var three = await Open(server, type, "192.0.2.2");
        await Taken(server, type, "192.0.2.3");
        Assert.Equal((503, "GRP5037", null), (await Group("192.0.2.3")).Problem);
        Assert.Equal(200, (await server.Post("/v1/group", """{"sex":"M","age":65,"duration":5,"diagnoses":["I71.4"]}""", headers: Headers("192.0.2.1"))).Status);
        one.Dispose();
        two.Dispose();
        three.Dispose();
        for (var i = 0; i < 300 && (await Group("192.0.2.1")).Status != 200; i++)
            await Wait();
        Assert.Equal(200, (await Group("192.0.2.1")).Status);

        Task<Answer> Group(string client) => server.Post("/v1/group", type == "text/csv" ? Table : """{"sex":"M","age":65,"duration":5,"diagnoses":["I71.4"]}""", type, Headers(client));
    }

    [Fact]
    public async Task Bundles_of_FHIR_take_the_places_of_tables()
    {
        await using var server = await Server.With(options => (options.TablesAtOnce, options.TablesPerClient) = (1, 1));
        using var one = await Open(server, "text/csv");
        await Taken(server, "text/csv", "127.0.0.1");
        var refused = await server.Post("/fhir/$group", """{"resourceType":"Bundle","type":"collection","entry":[]}""", "application/fhir+json");
        Assert.Equal((503, "5"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("GRP5037", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_has_some_uploads_at_once()
    {
        await using var server = await Server.With(options => (options.FilesAtOnce, options.FilesPerClient) = (3, 1));
        using var one = await Open(server, "multipart/form-data; boundary=x", path: "/v1/jobs/quality", body: "--x\r\nContent-Disposition: form-data; name=contacts; filename=c.csv\r\n\r\n" + Table);
        while (server.Service<FileStore>().Folder is not { } folder || Directory.GetDirectories(folder).Length == 0)
            await Wait();
        using var form = ServerProcess.Form(("contacts", "c.csv", Encoding.UTF8.GetBytes(Table)));
        var refused = await server.Send(HttpMethod.Post, "/v1/jobs/quality", form);
        Assert.Equal((503, "GRP5037", null), refused.Problem);
        Assert.Equal("30", refused["Retry-After"]);
        using var reader = new FileReader(server);
        using var page = await reader.Upload(Encoding.UTF8.GetBytes(Table));
        Assert.Equal((503, "30"), ((int)page.StatusCode, page.Headers.RetryAfter!.ToString()));
    }

    [Fact]
    public async Task A_client_has_so_many_bytes_and_a_full_disk_takes_nothing()
    {
        await using var server = await Server.With(options => (options.MaxClientBytes, options.FilesKept) = (300_000, 10));
        var large = Encoding.UTF8.GetBytes(Table + new string('\n', 250_000));
        Assert.Equal(202, (await Start(large)).Status);
        var over = await Start(large);
        Assert.Equal((507, "GRP5038", null), over.Problem);
        using (var reader = new FileReader(server))
        using (var page = await reader.Upload(large))
        {
            Assert.Equal(507, (int)page.StatusCode);
            Assert.Contains("take all the room", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        server.Service<FileStore>().Free = _ => 1 << 20;
        var full = await Start(Encoding.UTF8.GetBytes(Table));
        Assert.Equal((507, "GRP5039", null), full.Problem);
        Assert.Equal("30", full["Retry-After"]);

        async Task<Answer> Start(byte[] file)
        {
            using var form = ServerProcess.Form(("contacts", "c.csv", file));
            return await server.Send(HttpMethod.Post, "/v1/jobs/quality", form);
        }
    }

    [Theory]
    [InlineData("text/csv", "id,age_years,duration,dx1\n", "")]
    [InlineData("application/x-ndjson", "{", "")]
    [InlineData("application/json", "{", "408")]
    [InlineData("multipart/form-data; boundary=x", "--x", "408")]
    public async Task A_slow_sender_is_cut_off(string type, string body, string status)
    {
        await using var server = await Server.With(options => options.MinBytesPerSecond = 1000);
        using var client = await Open(server, type, body: body, path: type[0] == 'm' ? "/v1/jobs/quality" : "/v1/group");
        using var reader = new StreamReader(client.GetStream());
        string? said = null;
        try
        {
            said = await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It was cut.
        }

        if (status.Length > 0)
            Assert.StartsWith("HTTP/1.1 " + status, said, StringComparison.Ordinal);
        Assert.DoesNotContain("\"grouped\"", said ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_answers_keeps_a_stream_by_line_feeds()
    {
        await using var server = await Server.With(options => options.MinBytesPerSecond = 20);
        using var client = await Open(server, "application/x-ndjson", body: """{"id":"A1","sex":"M","age":65,"duration":5,"diagnoses":["I71.4"]}""" + "\n");
        var stream = client.GetStream();
        for (var i = 0; i < 9; i++)
        {
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("1e\r\n" + new string('\n', 30) + "\r\n"), TestContext.Current.CancellationToken);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var read = new StringBuilder();
        var buffer = new byte[4096];
        while (!read.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var length)
            read.Append(Encoding.UTF8.GetString(buffer, 0, length));
        Assert.Contains("\"grouped\":1", read.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Waits until what was sent has taken all places that a client may have.</summary>
    private static async Task Taken(Server server, string type, string client)
    {
        var places = type == "text/csv" ? server.Service<Places>().Tables : server.Service<Places>().Lines;
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(client) } };
        while (places.GetStatistics(context)!.CurrentAvailablePermits > 0)
            await Wait();
    }

    private static Task Wait() => Task.Delay(50, TestContext.Current.CancellationToken);

    private static (string, string)[] Headers(string client) => [("X-Forwarded-For", client), ("Authorization", "Bearer " + Token)];

    /// <summary>Begins a request that does not end.</summary>
    private static async Task<TcpClient> Open(Server server, string type, string client = "", string path = "/v1/group", string body = "id,age_years,duration,dx1\n")
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        var headers = client.Length == 0 ? "" : string.Concat(Headers(client).Select(header => $"{header.Item1}: {header.Item2}\r\n"));
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n"), TestContext.Current.CancellationToken);
        return tcp;
    }
}
