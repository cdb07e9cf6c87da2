using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Gruppera.Benchmarks;

namespace Gruppera.Host.Tests;

/// <summary>A server that may have no more than 300 MB takes what is sent to make it have more: it answers, lives on, and answers the next
/// contact right.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "slow")]
public sealed class MemoryBoundsTest(MemoryBoundsTest.Small server, ITestOutputHelper output) : IClassFixture<MemoryBoundsTest.Small>
{
    private const string Contact = """{"id":"A1","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";
    private const string Header = "id,sex,age_years,duration,dx1\n";
    private const string Row = "1,M,60,3,I509\n";
    private const int Large = 400_000_000;

    private static readonly Dictionary<string, Func<byte[]>> Bodies = new(StringComparer.Ordinal)
    {
        ["one line"] = () => Bombs.Bytes(Header + new string('x', 60_000_000)),
        ["one line of quotes"] = () => Bombs.Bytes(Header + "\"" + Bombs.Many("a\n", 5_000_000)),
        ["no header"] = () => Bombs.Bytes(new string(',', 60_000_000)),
        ["many columns"] = () => Bombs.Bytes(string.Join(',', Enumerable.Range(0, 100_000)) + "\n" + Header),
        ["many cells"] = () => Bombs.Bytes(Header + Bombs.Many(new string(',', 900_000) + "\n", 60)),
        ["many codes"] = () => Bombs.Bytes("id,sex,age_years,duration,diagnoses\n" + Bombs.Many("1,M,60,3," + Bombs.Many("I509 ", 12_000) + "\n", 60)),
        ["many rows"] = () => Bombs.Bytes(Header + Bombs.Many(Row, 1_000_000)),
        ["many ids"] = () => Bombs.Bytes("id,sex,age_years,duration,dx1,hospital,cost\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i},M,60,3,I509,h{i},{i % 90}\n"))),
        ["gzip line"] = () => Bombs.Gzip(Header, new string('x', 1_000_000), Large / 1_000_000),
        ["gzip rows"] = () => Bombs.Gzip(Header, Bombs.Many(Row, 10_000), 100),
        ["gzip blanks"] = () => Bombs.Gzip(Header, new string('\n', 1_000_000), 80),
        ["zip line"] = () => Bombs.Zip("c.csv", Header, new string('x', 1_000_000), Large / 1_000_000),
        ["zip names"] = () => Bombs.ZipOfNames(2_000_000),
        ["deep"] = () => Bombs.Bytes(Bombs.Many("[", 3_000_000)),
        ["deep objects"] = () => Bombs.Bytes("""{"resourceType":"Bundle","entry":""" + Bombs.Many("""{"a":""", 700_000)),
        ["many values"] = () => Bombs.Bytes("""{"resourceType":"Bundle","entry":[""" + Bombs.Many("{},", 1_300_000) + "{}]}"),
        ["many members"] = () => Bombs.Bytes("""{"resourceType":"Bundle",""" + string.Concat(Enumerable.Range(0, 350_000).Select(i => $"\"m{i}\":1,")) + "\"entry\":[]}"),
        ["many encounters"] = () => Bombs.Bytes("""{"resourceType":"Bundle","entry":[""" + string.Join(',', Enumerable.Range(0, 40_000).Select(i => $$$"""{"resource":{"resourceType":"Encounter","id":"{{{i}}}","status":"finished"}}""")) + "]}"),
        ["one resource"] = () => Bombs.Bytes("""{"resourceType":"Encounter","id":"1","text":[""" + Bombs.Many("0,", 40_000_000) + "0]}"),
        ["wide sheets"] = () => Bombs.Workbook(300, "", "<row><c r='XFD1'><v>1</v></c></row>", 50),
        ["wide rows"] = () => Bombs.Workbook(1, "", "<row><c r='XFD1'><v>1</v></c></row>", 100_000),
        ["one text in many cells"] = () => Bombs.Workbook(1, "", "<row>" + Bombs.Many("<c t='s'><v>0</v></c>", 16_000) + "</row>", 60, $"<si><t>{new string('x', 32_000)}</t></si>"),
        ["many texts"] = () => Bombs.Workbook(1, "", "<row><c t='s'><v>0</v></c></row>", 10, "", Bombs.Many("<si><t>abcdef</t></si>", 1_000), 4_500),
        ["long cell"] = () => Bombs.Workbook(1, "<row><c t='inlineStr'><is><t>", new string('x', 1_000_000), 95, ""),
        ["long cell of marks"] = () => Bombs.Workbook(1, "<row><c t='inlineStr'><is><t>", Bombs.Many("&lt;", 250_000), 95, ""),
        ["long tag"] = () => Bombs.Workbook(1, "<row r='", new string('1', 1_000_000), 95, ""),
        ["deep tags"] = () => Bombs.Workbook(1, "<row>", Bombs.Many("<c>", 100_000), 300, ""),
        ["rows far apart"] = () => Bombs.Workbook(1, "", "<row r='1'><c><v>1</v></c></row><row r='1048576'><c><v>1</v></c></row>", 10_000),
        ["xls"] = () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Enumerable.Repeat("\u0005\u0002\u0008\0aabbcc\0\u0001"u8.ToArray(), 8_000_000).SelectMany(each => each)],
    };

    /// <summary>A body: where it is sent, as what, whether packed, and what it is.</summary>
    public static TheoryData<string, string, string> Sent { get; } = Product(
        ("/v1/group", "text/csv", ["one line", "one line of quotes", "no header", "many columns", "many cells", "many codes", "many rows", "deep"]),
        ("/v1/group", "text/csv gzip", ["gzip line", "gzip rows", "gzip blanks"]),
        ("/v1/group", "application/x-ndjson", ["one line", "deep", "deep objects", "many rows", "many values"]),
        ("/v1/group", "application/x-ndjson gzip", ["gzip line", "gzip rows", "gzip blanks"]),
        ("/v1/group", "application/json", ["one line", "deep", "many values", "list"]),
        ("/v1/group", "application/json gzip", ["gzip line", "gzip blanks"]),
        ("/v1/explain", "application/json", ["deep", "many values", "codes"]),
        ("/v1/what-if", "application/json", ["deep", "many values", "codes"]),
        ("/v1/what-if", "application/json gzip", ["gzip line"]),
        ("/fhir/$group", "application/fhir+json", ["deep", "deep objects", "many values", "many members", "many encounters"]),
        ("/fhir/$group", "application/fhir+json gzip", ["gzip blanks"]));

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task A_body_is_answered(string path, string type, string body)
    {
        var content = body switch
        {
            "list" => Bombs.Bytes("[" + string.Join(',', Enumerable.Repeat("""{"sex":"M","age":6,"duration":5,"diagnoses":["I71.4","I20.9"],"id":"x"}""", 10_000)) + "]"),
            "codes" => Bombs.Bytes(Contact.Replace("\"I71.4\"", string.Join(',', Enumerable.Repeat("\"I71.4\"", 480)), StringComparison.Ordinal)),
            _ => Bodies[body](),
        };
        var packing = type.EndsWith(" gzip", StringComparison.Ordinal) ? "Content-Encoding: gzip\r\n" : "";
        await Check(async () => await Send($"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {type.Split(' ')[0]}\r\n{packing}Content-Length: {content.Length}\r\n\r\n", content));
    }

    /// <summary>Sends a request, reads its answer meanwhile, and tells its status.</summary>
    private async Task<int> Send(string head, byte[] content)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        var address = await server.Address();
        await client.ConnectAsync(address.Host, address.Port, stop);
        var stream = client.GetStream();
        var sending = Task.Run(async () =>
        {
            try
            {
                await stream.WriteAsync(Bombs.Bytes(head), stop);
                await stream.WriteAsync(content, stop);
            }
            catch (IOException)
            {
                // The server has answered and does not want the rest.
            }
        }, stop);
        var (start, length, buffer) = (new byte[12], 0, new byte[1 << 16]);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, stop)) > 0; length += read)
                buffer.AsSpan(0, Math.Min(read, Math.Max(0, 12 - length))).CopyTo(start.AsSpan(Math.Min(12, length)));
        }
        catch (IOException)
        {
            // The answer is broken off: its end is missing.
        }

        client.Close();
        await sending;
        Assert.True(length > 12, "there is no answer");
        return int.Parse(start.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static TheoryData<string, string, string> Files { get; } = Product(
        ("quality", "contacts", [.. Bodies.Keys]),
        ("weights", "contacts", ["many ids", "many rows", "many cells", "wide sheets"]),
        ("los", "contacts", ["many ids", "one text in many cells"]),
        ("episodes", "contacts", ["many ids", "gzip rows"]),
        ("casemix", "weights-file", ["one line", "many rows", "gzip rows", "gzip blanks", "wide sheets", "one text in many cells", "deep", "many values"]),
        ("pay", "rules", ["deep", "many values", "one line"]),
        ("quality", "settings", ["deep", "many values"]),
        ("quality", "code-map", ["many rows", "gzip rows", "wide rows"]),
        ("weights", "exclude", ["deep", "many values"]),
        ("weights", "costs", ["many ids", "gzip rows", "wide rows"]),
        ("weights", "adjust", ["many rows", "gzip rows"]),
        ("weights", "price-index", ["many rows", "gzip rows"]),
        ("budget", "plans", ["many ids", "gzip rows", "wide rows"]),
        ("compare", "b", ["many ids", "gzip rows"]),
        ("simulate", "change", ["zip line", "zip names", "wide sheets", "wide rows", "many texts", "deep tags", "one text in many cells"]));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_a_job_is_worked_on_or_refused(string kind, string part, string body)
    {
        using var client = await server.Client();
        (string, string, byte[])[] beside = kind is "casemix" or "pay" or "budget" or "compare" && part != "weights-file" ? [("weights-file", "w.csv", Bombs.Bytes("DRG;Vikt\nE44E;1\n"))] : [];
        (string, string, byte[])[] contacts = part == "contacts" || kind == "budget" ? [] : [(kind == "compare" ? "a" : "contacts", "c.csv", Bombs.Bytes("id,sex,age_years,duration,dx1,hospital,cost,drg\n1,M,60,3,I509,h,1,E44E\n"))];
        using var form = ServerProcess.Form([.. contacts, .. beside, (part, NameOf(body), Bodies[body]())]);
        await Check(async () =>
        {
            using var begun = await client.PostAsync($"/v1/jobs/{kind}", form, TestContext.Current.CancellationToken);
            var text = await begun.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if ((int)begun.StatusCode != 202)
                return (int)begun.StatusCode;
            var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
            while (true)
            {
                using var job = JsonDocument.Parse(await client.GetStringAsync($"/v1/jobs/{id}", TestContext.Current.CancellationToken));
                if (job.RootElement.GetProperty("state").GetString() is "working")
                {
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                    continue;
                }

                var isFailed = job.RootElement.GetProperty("state").GetString() == "failed";
                if (isFailed)
                    output.WriteLine(job.RootElement.GetProperty("problem").GetProperty("detail").GetString() is { Length: > 200 } detail ? detail[..200] : job.RootElement.GetProperty("problem").GetProperty("detail").GetString()!);
                using var deleted = await client.DeleteAsync($"/v1/jobs/{id}", TestContext.Current.CancellationToken);
                return isFailed ? 422 : 200;
            }
        });
    }

    [Theory]
    [InlineData("/file", "wide sheets")]
    [InlineData("/file", "many rows")]
    [InlineData("/file", "many ids")]
    [InlineData("/file", "many cells")]
    [InlineData("/file", "one resource")]
    [InlineData("/casemix", "many ids")]
    [InlineData("/casemix", "gzip line")]
    [InlineData("/analyses/los", "zip names")]
    [InlineData("/analyses/los", "many texts")]
    public async Task A_file_of_a_page_is_worked_on_or_refused(string page, string body)
    {
        await Check(async () =>
        {
            using var reader = new FileReader(await server.Address(), page) { Part = page.StartsWith("/analyses", StringComparison.Ordinal) ? "contacts" : "file" };
            using var answer = await reader.Upload(Bodies[body](), NameOf(body));
            if ((int)answer.StatusCode != 302)
                return (int)answer.StatusCode;
            var path = answer.Headers.Location!.ToString();
            var shown = await reader.Done(path);
            Assert.Contains("</html>", shown, StringComparison.Ordinal);
            if (page == "/file")
                using (var table = await reader.Get(path.Split('?')[0] + "/contacts"))
                    Assert.True((int)table.StatusCode is 200 or 404, $"{table.StatusCode}");
            using var gone = await reader.Post(path.Split('?')[0] + "/delete");
            return 200;
        });
    }

    [Theory]
    [InlineData("wide sheets")]
    [InlineData("many texts")]
    [InlineData("one text in many cells")]
    [InlineData("deep tags")]
    [InlineData("zip names")]
    public async Task A_workbook_of_changes_is_read_or_refused(string body)
    {
        await Check(async () =>
        {
            using var reader = new FileReader(await server.Address(), "/workbench");
            using var form = ServerProcess.Form(("file", "change.xlsx", Bodies[body]()));
            form.Add(new StringContent(await reader.Token()), "__RequestVerificationToken");
            using var answer = await reader.SendTo("/workbench/upload", form);
            return (int)answer.StatusCode;
        });
    }

    private static string NameOf(string body) => body switch
    {
        "deep" or "deep objects" or "many values" or "many members" or "many encounters" or "one resource" => "c.json",
        "xls" => "c.xls",
        _ when body.StartsWith("gzip", StringComparison.Ordinal) => "c.csv.gz",
        _ when body.StartsWith("zip", StringComparison.Ordinal) => "c.zip",
        _ when body.StartsWith("wide", StringComparison.Ordinal) || body.EndsWith("texts", StringComparison.Ordinal) || body.EndsWith("tags", StringComparison.Ordinal)
            || body.StartsWith("long", StringComparison.Ordinal) || body is "one text in many cells" or "rows far apart" => "c.xlsx",
        _ => "c.csv",
    };

    private static TheoryData<string, string, string> Product(params (string One, string Other, string[] Bodies)[] rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (one, other, bodies) in rows)
        {
            foreach (var body in bodies)
                data.Add(one, other, body);
        }

        return data;
    }

    /// <summary>Sends what wants to be large, and a contact after it.</summary>
    private async Task Check(Func<Task<int>> send)
    {
        using var client = await server.Client();
        var (before, said) = (server.Process, server.Process.Said.Length);
        int status;
        try
        {
            status = await send();
        }
        catch (HttpRequestException exception) when (!before.HasEnded)
        {
            // The server answers while more is sent, and closes: what is said of it is lost with some clients.
            output.WriteLine(exception.InnerException?.Message ?? exception.Message);
            status = 413;
        }

        output.WriteLine($"{status}, peak {before.PeakMegabytes} MB");
        Assert.False(before.HasEnded, before.Said);
        Assert.True(status is 200 or 400 or 404 or 408 or 413 or 415 or 422 or 503, $"{status}\n{before.Said}");
        using var content = new StringContent(Contact, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/v1/group", content, TestContext.Current.CancellationToken);
        Assert.Contains("\"drg\":\"E51C\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("OutOfMemory", before.Said[said..], StringComparison.Ordinal);
    }

    /// <summary>The server, started anew where it has died.</summary>
    public sealed class Small : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-bounds-").FullName;
        private ServerProcess? _process;

        internal ServerProcess Process => _process!;

        internal async Task<HttpClient> Client()
        {
            if (_process is null or { HasEnded: true })
                _process = new(_folder, ("DOTNET_GCHeapHardLimit", "0x12C00000"), ("DOTNET_gcServer", "0"));
            return await _process.Client();
        }

        internal async Task<Uri> Address()
        {
            (await Client()).Dispose();
            return await Process.Address;
        }

        public void Dispose()
        {
            _process?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
