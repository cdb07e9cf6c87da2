using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Gruppera.Host.Tests;

/// <summary>A text that stands in every file, contact and name of a patient that a server is sent stands nowhere on its disk, in its log
/// or in its audit, once it has stopped, or been killed and started anew.</summary>
[Collection(CommandLineCollection.Name)]
[Trait("lane", "slow")]
public sealed class MarkersTest : IDisposable
{
    private const string Marker = "19121212XZQ7";
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-markers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_of_a_patient_is_left()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("signals are sent with kill");
            return;
        }

        using (var server = Start())
        {
            await Send(server);
            server.Stop();
            AssertNone(server, "after it has stopped");
        }

        using (var server = Start())
        {
            await Send(server);
            using var open = await Upload(server);
            Assert.Contains(Found(), file => file.StartsWith("tmp/gruppera-files-", StringComparison.Ordinal));
            foreach (var folder in Directory.GetDirectories(Path.Combine(_folder, "tmp"), "gruppera-*"))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            using var other = Start();
            await other.Address;
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.Contains(Found(), file => file.StartsWith("tmp/gruppera-files-", StringComparison.Ordinal));
            server.Kill();
            other.Stop();
            Assert.DoesNotContain(Marker, server.Said + other.Said, StringComparison.Ordinal);
        }

        using (var server = Start())
        {
            await server.Address;
            for (var i = 0; i < 50 && Found().Count > 0; i++)
                await Task.Delay(100, TestContext.Current.CancellationToken);
            AssertNone(server, "after it was killed and started anew");
            server.Stop();
        }
    }

    private ServerProcess Start() => new(
        _folder, ("Gruppera__AuditFolder", Path.Combine(_folder, "audit")), ("Gruppera__ServerName", $"s{Guid.NewGuid():N}"));

    /// <summary>Sends the marker in all ways, right and wrong.</summary>
    private static async Task Send(ServerProcess server)
    {
        using var client = await server.Client();
        var contact = $$"""{"id":"{{Marker}}","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","{{Marker}}"]}""";
        var table = $"id,sex,age_years,duration,dx1,{Marker}\n{Marker},M,60,3,I509,{Marker}\n{Marker},{Marker},{Marker},{Marker},{Marker},{Marker}\n";
        foreach (var (path, type, body) in new[]
        {
            ("/v1/group", "application/json", contact), ("/v1/group", "application/json", contact[..^2]), ("/v1/explain?lens=full", "application/json", contact),
            ("/v1/what-if", "application/json", contact), ("/v1/group", "application/x-ndjson", contact + "\n{\"" + Marker), ("/v1/group", "text/csv", table),
            ("/v1/group", "text/csv", Marker + "," + Marker), ("/fhir/$group", "application/fhir+json", $$$"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Encounter","id":"{{{Marker}}}","status":"{{{Marker}}}"}}]}"""),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
            using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        }

        foreach (var (kind, text) in new[] { ("quality", table), ("quality", Marker + ";" + Marker), ("episodes", table), ("weights", table) })
        {
            using var form = ServerProcess.Form(("contacts", Marker + ".csv", Encoding.UTF8.GetBytes(text)));
            using var answer = await client.PostAsync($"/v1/jobs/{kind}", form, TestContext.Current.CancellationToken);
        }

        using var reader = new FileReader(await server.Address);
        using var sent = await reader.Upload(Encoding.UTF8.GetBytes(table), Marker + ".csv");
        if (sent.Headers.Location is { } page)
            await reader.Done(page.ToString());
        using var link = await client.GetAsync($"/?dx={Marker}&id={Marker}", TestContext.Current.CancellationToken);
    }

    /// <summary>Begins an upload that does not end.</summary>
    private async Task<TcpClient> Upload(ServerProcess server)
    {
        var address = await server.Address;
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var body = $"--x\r\nContent-Disposition: form-data; name=contacts; filename={Marker}.csv\r\n\r\nid,dx1\n" + string.Concat(Enumerable.Repeat(Marker + ",I509\n", 20_000));
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST /v1/jobs/quality HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n"), TestContext.Current.CancellationToken);
        for (var i = 0; i < 50 && Found().Count == 0; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        return client;
    }

    private void AssertNone(ServerProcess server, string when)
    {
        Assert.True(Found().Count == 0, $"{when}: {string.Join(", ", Found())}");
        Assert.DoesNotContain(Marker, server.Said, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(_folder, "audit-*", SearchOption.AllDirectories), file => new FileInfo(file).Length > 0);
    }

    /// <summary>Files with the marker in them or in their names.</summary>
    private List<string> Found()
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(_folder, file);
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var text = new StreamReader(stream, Encoding.Latin1);
                if (name.Contains(Marker, StringComparison.Ordinal) || text.ReadToEnd().Contains(Marker, StringComparison.Ordinal))
                    found.Add(name);
            }
            catch (IOException)
            {
                // The lock of a server, or a file that is gone meanwhile.
            }
        }

        return found;
    }
}
