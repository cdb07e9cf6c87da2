using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Benchmarks;
using Gruppera.Grouping;

namespace Gruppera.Host.Tests;

/// <summary>Thousands of contacts: the same groups from the library, the command line and over HTTP; and streams without end.</summary>
[Collection(CommandLineCollection.Name)]
public class ApiStreamTest(Server server) : Home, IClassFixture<Server>
{
    private const int Count = 8_000;

    [Fact]
    public async Task Library_command_line_and_http_give_the_same_dump()
    {
        var generator = new ContactGenerator(Server.Set.Set, seed: 5);
        var contacts = Enumerable.Range(0, Count).Select(_ => generator.Next()).ToList();
        var library = string.Concat(contacts.Select(contact => CanonicalDump.LineOf(contact.Id, Server.Set.Grouper.Group(contact)) + "\n"));

        var table = new StringWriter();
        ContactGenerator.Write(table, contacts);
        Assert.Equal(0, Run("dump", "open-se", "--cases", Write("contacts.csv", table.ToString()), "-o", PathOf("dump.txt")).ExitCode);
        var dump = string.Concat((await File.ReadAllLinesAsync(PathOf("dump.txt"), TestContext.Current.CancellationToken)).Where(line => line[0] != '#').Select(line => line + "\n"));
        Assert.Equal(library, dump);

        var lines = string.Concat(contacts.Select(contact => JsonOf(contact) + "\n"));
        var streamed = await server.Post("/v1/group", lines, "application/x-ndjson");
        Assert.Equal(library, string.Concat(streamed.Lines[..^1].Select(line => DumpOf(JsonDocument.Parse(line).RootElement))));
        var listed = await server.Post("/v1/group", "[" + string.Join(',', contacts.Select(JsonOf)) + "]");
        Assert.Equal(library, string.Concat(listed.Json.GetProperty("results").EnumerateArray().Select(DumpOf)));
        Assert.Equal(library, await DumpOfTable(table.ToString()));
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task A_long_stream_takes_no_more_memory_than_a_short_one()
    {
        var line = Encoding.UTF8.GetBytes("""{"id":"A1","sex":"M","ageDays":23742,"duration":5,"diagnoses":["I71.4","I20.9"],"procedures":[]}""" + "\n");
        var block = Enumerable.Repeat(line, 1000).SelectMany(each => each).ToArray();
        await Stream(block, 20);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var contacts = await Stream(block, 300);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(300_000, contacts);
        Assert.True(allocated < 300_000 * 20, $"{allocated} bytes");
    }

    /// <summary>Sends blocks, reads what comes back while it sends, and gives the number of contacts that the last line says were grouped.</summary>
    private async Task<long> Stream(byte[] block, int times)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, stop);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/group HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nContent-Length: {(long)block.Length * times}\r\n\r\n"), stop);
        var sending = Task.Run(
            async () =>
            {
                for (var i = 0; i < times; i++)
                    await stream.WriteAsync(block, stop);
            },
            stop);
        // The end of the answer alone is kept, in place: what is measured is the server, however small the pieces that the wire brings.
        var buffer = new byte[1 << 16];
        var kept = 0;
        while (await stream.ReadAsync(buffer.AsMemory(kept), stop) is > 0 and var read)
        {
            var end = kept + read;
            kept = Math.Min(600, end);
            buffer.AsSpan(end - kept, kept).CopyTo(buffer);
        }

        await sending;
        return long.Parse(Regex.Match(Encoding.ASCII.GetString(buffer.AsSpan(0, kept)), "\"grouped\":([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private async Task<string> DumpOfTable(string table)
    {
        var answer = await server.Post("/v1/group", table, "text/csv");
        var dump = new StringBuilder();
        using var stream = new MemoryStream(answer.Body);
        using var reader = new StreamReader(stream);
        var names = (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(',');
        int At(string name) => Array.IndexOf(names, name) - names.Length;
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            // Names of groups may hold commas within quotes; nothing else does.
            var cells = System.Text.RegularExpressions.Regex.Replace(line, "\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Split(',');
            dump.Append(cells[0]).Append('\t').AppendJoin('\t', new[] { "drg", "rtc", "mdc", "cc", "rule_id" }.Select(name => cells[^-At(name)])).Append('\n');
        }

        return dump.ToString();
    }

    private static string DumpOf(JsonElement result) =>
        string.Join('\t', new[] { "id", "drg", "returnCode", "mdc" }.Select(name => result.GetProperty(name).GetString())) + $"\t{result.GetProperty("level").GetInt32()}\t{result.GetProperty("rule").GetString()}\n";

    private static string JsonOf(CareContact contact) => JsonSerializer.Serialize(JsonSerializer.SerializeToElement(contact, Gruppera.Presentation.Answers.AnswerJson.Options(Language.English)));
}
