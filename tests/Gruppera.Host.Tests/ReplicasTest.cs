using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Tests;
using Gruppera.Web.Hosting;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Host.Tests;

/// <summary>Several servers behind a proxy: each client has a limit of its own, and any server answers for any other.</summary>
public sealed class ReplicasTest(ITestOutputHelper output) : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private static readonly string Contacts = Repository.PathOf("samples/contacts.csv");
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-replicas-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_limit_is_of_the_client_whose_address_a_known_proxy_tells()
    {
        await using var server = await Server.With(options => (options.RequestsPerSecond, options.KnownProxies, options.SignIn.Insecure) = (3, "127.0.0.1", true));
        for (var client = 0; client < 20; client++)
            Assert.Equal(200, (await server.Get("/v1/sets", ("X-Forwarded-For", $"192.0.2.{client}"))).Status);
        var same = new List<int>();
        for (var i = 0; i < 10; i++)
            same.Add((await server.Get("/v1/sets", ("X-Forwarded-For", "192.0.2.200"))).Status);
        Assert.Contains(429, same);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("192.0.2.1", "198.51.100.0/24")]
    public async Task Who_is_no_known_proxy_is_not_believed(string proxies, string networks)
    {
        await using var server = await Server.With(options => (options.RequestsPerSecond, options.KnownProxies, options.KnownNetworks, options.SignIn.Insecure) = (3, proxies, networks, true));
        var statuses = new List<int>();
        for (var i = 0; i < 10; i++)
            statuses.Add((await server.Get("/v1/sets", ("X-Forwarded-For", $"192.0.2.{i}"))).Status);
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task A_server_that_is_to_stop_says_so_and_still_answers()
    {
        await using var server = await Server.With(_ => { });
        Assert.Equal(200, (await server.Get("/health/ready")).Status);
        server.Service<Draining>().Begin();
        Assert.Equal(503, (await server.Get("/health/ready")).Status);
        Assert.Equal(200, (await server.Get("/health/live")).Status);
        Assert.Equal(200, (await server.Get("/v1/sets")).Status);
    }

    [Fact]
    public async Task A_proposal_of_one_replica_is_found_by_another()
    {
        await using var one = await Server.With(options => options.SharedFolder = _folder);
        await using var two = await Server.With(options => options.SharedFolder = _folder);
        var table = ChangeTable.All[0];
        var row = new ChangeRow(table.Name, ChangeDirection.Out, [.. table.Columns.Select((_, i) => $"cell {i}; å")]) { Comment = "why" };
        var proposal = Proposal.Empty.With(new TechnicalChange("TC", [row]) { About = new() { Title = "Å" } });
        one.Service<ProposalStore>().Keep(proposal);
        Assert.Equal("Å", two.Service<ProposalStore>().Find(proposal.Id)!.About.Title);
        Assert.Equal(proposal.Rows, two.Service<ProposalStore>().Find(proposal.Id)!.Rows, (a, b) => a.Cells.SequenceEqual(b.Cells) && a.Comment == b.Comment && a.Table == b.Table);
        Assert.Null(two.Service<ProposalStore>().Find(new string('0', 32)));
        Assert.Null(two.Service<ProposalStore>().Find("../../etc/passwd"));
        File.WriteAllText(Path.Combine(_folder, "proposals", new string('1', 32) + ".json"), "[]");
        Assert.Null(two.Service<ProposalStore>().Find(new string('1', 32)));
    }

    [Fact]
    [Trait("lane", "heavy")]
    public async Task Of_two_replicas_behind_HAProxy_one_is_killed_and_no_answer_is_wrong_lost_or_refused()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("HAProxy is run on Linux");
        if (!File.Exists("/usr/sbin/haproxy"))
            Programs.Run(new("sh", ["-c", "apt-get install -y --no-install-recommends haproxy"]), TimeSpan.FromMinutes(3));
        if (!File.Exists("/usr/sbin/haproxy"))
            Assert.Skip("HAProxy is not here and could not be installed: apt-get install haproxy");
        var (front, ports) = (FreePort(), new[] { FreePort(), FreePort() });
        // The configuration of the documentation, with the addresses of now.
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs/how-to/replicas.md"), TestContext.Current.CancellationToken);
        var configuration = page.Split("```haproxy\n")[1].Split("```")[0]
            .Replace("10.0.0.11:5080", $"127.0.0.1:{ports[0]}", StringComparison.Ordinal).Replace("10.0.0.12:5080", $"127.0.0.1:{ports[1]}", StringComparison.Ordinal)
            .Replace("*:80", $"127.0.0.1:{front}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "haproxy.cfg"), configuration, TestContext.Current.CancellationToken);
        var replicas = ports.Select(Replica).ToArray();
        using var proxy = Process.Start(new ProcessStartInfo("/usr/sbin/haproxy", ["-db", "-f", Path.Combine(_folder, "haproxy.cfg")]) { UseShellExecute = false, RedirectStandardError = true })!;
        proxy.BeginErrorReadLine();
        try
        {
            using var client = ClientOf(front);
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(40); await Task.Delay(300, TestContext.Current.CancellationToken))
            {
                if (await Ok(ports[0]) && await Ok(ports[1]) && await Ok(front))
                    break;
            }

            var files = await Kept(front);
            const string Body = """{"sex":"M","age":60,"duration":3,"diagnoses":["I10"]}""";
            var expected = await Ask(client, Body, 0);
            Assert.Contains("\"drg\"", expected.Text, StringComparison.Ordinal);
            var (answers, until) = (new ConcurrentBag<(HttpStatusCode Status, string Text)>(), Stopwatch.StartNew());
            var load = Enumerable.Range(0, 8).Select(each => Task.Run(async () =>
            {
                while (until.Elapsed < TimeSpan.FromSeconds(10))
                    answers.Add(await Ask(client, Body, each));
            })).ToArray();
            var jobs = new ConcurrentBag<string>();
            var working = Enumerable.Range(0, 4).Select(each => Task.Run(async () =>
            {
                while (until.Elapsed < TimeSpan.FromSeconds(10))
                    jobs.Add(await Job(client, each));
            })).ToArray();
            await Task.Delay(3000, TestContext.Current.CancellationToken);
            var before = answers.Count;
            replicas[0].Kill();
            output.WriteLine($"killed replica {replicas[0].Id} after {before} answers");
            await Task.WhenAll(load);
            await Task.WhenAll(working);
            output.WriteLine($"{answers.Count} answers; 429: {answers.Count(each => each.Status == HttpStatusCode.TooManyRequests)}; " +
                $"other failures: {answers.Count(each => each.Status is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests))}");
            Assert.True(answers.Count > before);
            Assert.All(answers, each => Assert.Equal(expected, each));
            output.WriteLine($"{jobs.Count} jobs, {jobs.Distinct().Count()} document");
            Assert.Single(jobs.Distinct());
            foreach (var (reader, path, shown) in files)
            {
                Assert.Equal(shown, Plain(await reader.Done(path)));
                using var download = await reader.Get(path + "/download");
                Assert.Equal(HttpStatusCode.OK, download.StatusCode);
                reader.Dispose();
            }
        }
        finally
        {
            foreach (var process in replicas.Append(proxy).Where(process => !process.HasExited))
                process.Kill();
        }

        async Task<bool> Ok(int port)
        {
            try
            {
                using var client = new HttpClient();
                return (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    [Fact]
    [Trait("lane", "slow")]
    public async Task A_killed_server_leaves_its_jobs_to_the_other_and_nothing_half()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        var ports = new[] { FreePort(), FreePort() };
        var replicas = ports.Select(Replica).ToArray();
        try
        {
            await Task.WhenAll(ports.Select(Ready));
            using var one = ClientOf(ports[0]);
            using var two = ClientOf(ports[1]);
            var rows = await File.ReadAllLinesAsync(Contacts, TestContext.Current.CancellationToken);
            var many = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(rows.Skip(1), 20_000).SelectMany(each => each).Prepend(rows[0])));
            var finished = await Started(one, File.ReadAllBytes(Contacts), "Accept-Language", "en");
            var document = await Document(one, finished, TimeSpan.FromSeconds(60));
            var running = await Started(one, many, "Accept-Language", "en");
            using var form = new MultipartFormDataContent { { new StreamContent(new Endless(many)), "contacts", "contacts.csv" } };
            var half = one.PostAsync(new Uri("/v1/jobs/quality", UriKind.Relative), form, TestContext.Current.CancellationToken);
            var files = Path.Combine(_folder, "shared", "files");
            await Until(() => Directory.GetDirectories(files).Length == 3);
            Assert.Contains("\"working\"", await two.GetStringAsync(new Uri(running, UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            replicas[0].Kill();
            var clock = Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => half);
            Assert.Equal(document, await Document(two, finished, TimeSpan.FromSeconds(1)));
            Assert.NotEmpty(await Document(two, running, TimeSpan.FromSeconds(120)));
            output.WriteLine($"the job of the killed server was done by the other {clock.Elapsed.TotalSeconds:0} s later");
            Assert.True(File.Exists(Path.Combine(files, running.Split('/')[^1], "2.end")), "the job was done before the server was killed");
            await Until(() => Directory.GetDirectories(files).Length == 2);

            // In order, a server hands over at once and leaves the files.
            var third = Replica(ports[0]);
            replicas = [third, replicas[1]];
            await Ready(ports[0]);
            var handed = await Started(two, many, "Accept-Language", "en");
            using (Process.Start("kill", ["-TERM", $"{replicas[1].Id}"]))
                await replicas[1].WaitForExitAsync(TestContext.Current.CancellationToken);
            using var again = ClientOf(ports[0]);
            Assert.Equal(document, await Document(again, finished, TimeSpan.FromSeconds(1)));
            Assert.NotEmpty(await Document(again, handed, TimeSpan.FromSeconds(120)));
            Assert.Equal(3, Directory.GetDirectories(files).Length);
        }
        finally
        {
            foreach (var process in replicas.Where(process => !process.HasExited))
                process.Kill();
        }

        static async Task Until(Func<bool> isSo)
        {
            for (var clock = Stopwatch.StartNew(); !isSo() && clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100, TestContext.Current.CancellationToken))
            {
            }

            Assert.True(isSo());
        }
    }

    private static HttpClient ClientOf(int port) => new()
    {
        BaseAddress = new($"http://127.0.0.1:{port}"),
        DefaultRequestHeaders = { Authorization = new("Bearer", Token) },
    };

    private static async Task<(HttpStatusCode Status, string Text)> Ask(HttpClient client, string body, int who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/group") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        // Each client comes through a proxy of its own before ours.
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"192.0.2.{who}"));
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Files of readers, with their pages, that both servers have taken.</summary>
    private static async Task<List<(FileReader Reader, string Path, string Page)>> Kept(int front)
    {
        var files = new List<(FileReader, string, string)>();
        for (var i = 0; i < 6; i++)
        {
            var reader = new FileReader(new Uri($"http://127.0.0.1:{front}")) { Bearer = Token };
            using var sent = await reader.Upload(await File.ReadAllBytesAsync(Contacts, TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            var path = sent.Headers.Location!.OriginalString;
            files.Add((reader, path, Plain(await reader.Done(path))));
        }

        return files;
    }

    private static string Plain(string page) => Regex.Replace(page, "value=\"CfDJ8[^\"]*\"", "");

    /// <summary>The document of a job, without what is of this one alone.</summary>
    private static async Task<string> Job(HttpClient client, int who)
    {
        var job = await Started(client, await File.ReadAllBytesAsync(Contacts), "X-Forwarded-For", $"192.0.2.{100 + who}");
        return await Document(client, job, TimeSpan.FromSeconds(60));
    }

    private static async Task<string> Started(HttpClient client, byte[] contacts, string header, string value)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(contacts), "contacts", "contacts.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs/quality?by=hospital") { Content = form, Headers = { { header, value } } };
        using var answer = await client.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> Document(HttpClient client, string job, TimeSpan patience)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < patience; await Task.Delay(100))
        {
            using var state = JsonDocument.Parse(await client.GetStringAsync(new Uri(job, UriKind.Relative)));
            if (state.RootElement.GetProperty("state").GetString() is "working")
                continue;
            Assert.Equal("done", state.RootElement.GetProperty("state").GetString());
            return await client.GetStringAsync(new Uri(state.RootElement.GetProperty("result").GetString()!, UriKind.Relative));
        }

        throw new TimeoutException("the job is still told as at work");
    }

    private static async Task Ready(int port)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It starts.
            }
        }
    }

    private Process Replica(int port)
    {
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli"), ["serve", "--set", "open-se", "--urls", $"http://127.0.0.1:{port}"])
        {
            UseShellExecute = false,
            Environment =
            {
                ["Gruppera__KnownNetworks"] = "127.0.0.0/8",
                ["Gruppera__SignIn__Token"] = Token,
                ["Gruppera__SharedFolder"] = Path.Combine(_folder, "shared"),
                ["Gruppera__RequestsPerSecond"] = "1000000",
                ["Gruppera__FilesAtOnce"] = "40",
                ["Gruppera__FilesKept"] = "4000",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An upload that begins and never ends.</summary>
    private sealed class Endless(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > 1 << 20)
                await Task.Delay(100, cancellationToken);
            return Position > 1 << 20 ? Read(buffer.Span[..Math.Min(buffer.Length, 1000)]) : Read(buffer.Span);
        }
    }
}
