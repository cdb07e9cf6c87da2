using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Gruppera.Host.Tests;

/// <summary>Bodies that do not arrive whole have no answer but status 400, and no counts.</summary>
[Collection(CommandLineCollection.Name)]
public class ApiCutTest(Server server) : IClassFixture<Server>
{
    private const string Line = """{"id":"A1","sex":"M","ageDays":23742,"duration":5,"diagnoses":["I71.4"]}""" + "\n";

    public static TheoryData<string, string> Bodies =>
        new() { { "application/x-ndjson", Line + Line }, { "application/json", Line }, { "text/csv", "id,age_years,duration,dx1\n1,60,2,I509\n2,60,2,I509\n" } };

    [Trait("lane", "slow")]
    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_shorter_than_it_says_is_refused(string type, string body)
    {
        Assert.StartsWith("HTTP/1.1 400 ", await Send(type, $"Content-Length: {body.Length + 1}", body, isClosed: true),
            StringComparison.Ordinal);
        var part = $"{body.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n{body}\r\n";
        Assert.StartsWith("HTTP/1.1 400 ", await Send(type, "Transfer-Encoding: chunked", part, isClosed: true), StringComparison.Ordinal);
        var broken = await Send(type, "Transfer-Encoding: chunked", part + "zz\r\n", isClosed: false, isWhole: true);
        Assert.StartsWith("HTTP/1.1 400 ", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("grouped", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("E5", broken, StringComparison.Ordinal);
    }

    [Trait("lane", "slow")]
    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_whole_body_is_answered_although_its_sender_has_closed(string type, string body) =>
        Assert.StartsWith("HTTP/1.1 200 ", await Send(type, $"Content-Length: {body.Length}", body, isClosed: true),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_long_stream_that_is_cut_has_no_counts_and_no_end()
    {
        var body = string.Concat(Enumerable.Repeat(Line, 30_000));
        var answer = await Send("application/x-ndjson", $"Content-Length: {body.Length + 1}", body, isClosed: true, isWhole: true);
        Assert.DoesNotContain("\"grouped\"", answer, StringComparison.Ordinal);
        Assert.False(answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_packed_body_has_to_be_whole(string type, string body)
    {
        var packed = Packed(body);
        Assert.Equal(200, await StatusOf(type, packed));
        Assert.Equal(400, await StatusOf(type, packed[..^1]));
        Assert.Equal(400, await StatusOf(type, [.. packed, .. "more"u8]));
    }

    [Fact]
    public async Task A_table_is_read_in_any_encoding()
    {
        var text = "id,age_years,duration,dx1,hospital\n1,60,2,I509,Östra\n";
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], Encoding.Latin1.GetBytes(text)])
        {
            using var content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", "text/csv" } } };
            var answer = await server.Send(HttpMethod.Post, "/v1/group", content);
            Assert.Contains("\n1,60,2,I509,Östra,E44", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        }
    }

    private static byte[] Packed(string body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(body));
        return packed.ToArray();
    }

    private async Task<int> StatusOf(string type, byte[] packed)
    {
        using var content = new ByteArrayContent(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        content.Headers.ContentEncoding.Add("gzip");
        return (await server.Send(HttpMethod.Post, "/v1/group", content)).Status;
    }

    private async Task<string> Send(string type, string header, string body, bool isClosed, bool isWhole = false)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, stop);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /v1/group HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n{header}\r\n\r\n{body}"), stop);
        if (isClosed)
            client.Client.Shutdown(SocketShutdown.Send);
        var answer = new MemoryStream();
        try
        {
            if (isWhole)
                await stream.CopyToAsync(answer, stop).WaitAsync(TimeSpan.FromSeconds(isClosed ? 30 : 2), stop);
            else
            {
                var start = new byte[13];
                await stream.ReadExactlyAsync(start, stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), stop);
                answer.Write(start);
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            // The answer is broken off, or the connection is kept.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
