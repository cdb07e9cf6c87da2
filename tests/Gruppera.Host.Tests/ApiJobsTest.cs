using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gruppera.Casemix.Weights;
using Gruppera.Tests;
using Gruppera.Web.Files;

namespace Gruppera.Host.Tests;

/// <summary>Jobs over HTTP: files in, the document of the command line out; and what a job keeps, refuses and forgets.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class ApiJobsTest : Home, IAsyncLifetime
{
    private const string Rules = """{ "name": "Region Exempel", "version": "2025-1", "prices": [ { "price": 65000 } ], "withoutWeight": "cost" }""";
    private static readonly string Grouped = Repository.PathOf("samples/population-grouped.csv");
    private static readonly string Population = Repository.PathOf("samples/population.csv");
    private Server _server = null!;
    private string? _folder;

    private string List => Write("list.csv", "DRG,weight\n" + string.Concat(Server.Set.Set.DrgNames.Select(name => name.Drg + ",1.25\n")));

    public async ValueTask InitializeAsync()
    {
        Run("weights", "import", List, "--id", "stored");
        _server = await Server.With(_ => { }, weights: new(new WeightStore(PathOf("home"))));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("quality", "?set=open-se&by=hospital", "quality @contacts --by hospital")]
    [InlineData("quality", "?lang=sv", "quality @contacts --lang sv")]
    [InlineData("episodes", "?level=hospital&gap=1", "episodes @contacts --level hospital --gap 1 -o OUT")]
    [InlineData("casemix", "?by=hospital,clinic", "casemix @grouped --weights @list --by hospital,clinic")]
    [InlineData("casemix", "?weights=stored&lang=sv", "casemix @grouped --weights stored --lang sv")]
    [InlineData("compare", "?monthly=true&indices=true&overdispersion=none", "compare --a @grouped --b @grouped --weights @list --monthly --indices --overdispersion none")]
    [InlineData("weights", "?set=open-se&trim=iqr:5%25&min-contacts=2&share-pq=true&previous=stored&cap=10%25", "weights compute @contacts --set open-se --trim iqr:5% --min-contacts 2 --share-pq --previous stored --cap 10%")]
    [InlineData("pay", "?price=70000", "pay @grouped --weights @list --rules @rules --price 70000")]
    [InlineData("simulate", "?by=hospital", "simulate --contacts @contacts --change @change --by hospital")]
    public async Task A_job_gives_the_document_of_the_command_line(string operation, string query, string command)
    {
        var files = new Dictionary<string, (string Part, string Path)>(StringComparer.Ordinal)
        {
            ["@contacts"] = ("contacts", Population),
            ["@grouped"] = ("contacts", Grouped),
            ["@list"] = ("weights-file", List),
            ["@rules"] = ("rules", Write("rules.json", Rules)),
        };
        if (command.Contains("@change", StringComparison.Ordinal))
            files["@change"] = ("change", Change());
        string[] words = [.. command.Split(' '), "--format", "json"];
        var said = Run([.. words.Select(word => word == "OUT" ? PathOf("out.csv") : files.TryGetValue(word, out var file) ? file.Path : word)]);
        Assert.StartsWith("{", said.Out, StringComparison.Ordinal);
        var sent = words.Where(files.ContainsKey).Select((word, at) => (operation == "compare" && at < 2 ? (at == 0 ? "a" : "b") : files[word].Part, files[word].Path)).ToArray();
        var job = await Done(await Start(operation + query, sent));
        Assert.Equal("done", Text(job, "state"));
        var answer = await _server.Get(Text(job, "result"));
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(said.Out.ReplaceLineEndings("\n"), answer.Text);
        var again = job.GetProperty("reproduce");
        Assert.StartsWith("gruppera " + words[0], Text(again, "commandLine"), StringComparison.Ordinal);
        Assert.Equal(sent.Length, again.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public async Task The_files_of_a_job_are_those_of_the_command_line()
    {
        Run("episodes", Population, "--output", PathOf("contacts.csv"), "--merged", PathOf("merged.csv"));
        Run("pay", Grouped, "--weights", List, "--rules", Write("rules.json", Rules), "-o", PathOf("payments.csv"));
        var episodes = await Done(await Start("episodes", ("contacts", Population)));
        var pay = await Done(await Start("pay", ("contacts", Grouped), ("weights-file", List), ("rules", PathOf("rules.json"))));
        foreach (var (job, name) in new[] { (episodes, "contacts.csv"), (episodes, "merged.csv"), (pay, "payments.csv") })
        {
            var path = job.GetProperty("files").EnumerateArray().Single(file => Text(file, "name") == name);
            var answer = await _server.Get(Text(path, "path"));
            Assert.Equal((200, "text/csv; charset=utf-8"), (answer.Status, answer["Content-Type"]));
            Assert.Equal(File.ReadAllText(PathOf(name)), answer.Text);
        }

        Assert.Equal((404, "GRP5021", null), (await _server.Get($"/v1/jobs/{Text(pay, "id")}/files/rules.json")).Problem);
        var weights = await Done(await Start("weights?set=open-se", ("contacts", Population)));
        var list = await _server.Get($"/v1/jobs/{Text(weights, "id")}/files/weights.json");
        Assert.Equal("application/json; charset=utf-8", list["Content-Type"]);
        var sent = await Done(await Start("casemix?allow-few-weights=true", ("contacts", Grouped), ("weights-file", Write("w.json", list.Text))));
        Assert.Equal("done", Text(sent, "state"));
    }

    [Fact]
    public async Task A_job_is_started_asked_for_and_deleted_by_whoever_has_its_id()
    {
        var started = await Send("quality", [("contacts", Population)]);
        Assert.Equal((202, "no-store"), (started.Status, started["Cache-Control"]));
        var id = Text(started.Json, "id");
        Assert.Equal($"/v1/jobs/{id}", started["Location"]);
        Assert.Equal(32, id.Length);
        Assert.DoesNotContain("Set-Cookie", started.Headers.Keys);
        var job = await Done(started.Json);
        Assert.Equal((60, 1.0), (job.GetProperty("minutesLeft").GetInt32(), job.GetProperty("share").GetDouble()));
        Assert.Contains("\"sha256\": \"", (await _server.Get($"/v1/jobs/{id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await _server.Get("/files")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _server.Get($"/file/{id}")).Status);
        Assert.Equal((404, "GRP5021", null), (await _server.Get($"/v1/jobs/{id}/casemix")).Problem);
        Assert.Equal((405, "GRP5018", null), (await _server.Post($"/v1/jobs/{id}", "")).Problem);
        Assert.NotEmpty(Directory.GetFileSystemEntries(Folder));
        Assert.Equal(204, (await _server.Send(HttpMethod.Delete, $"/v1/jobs/{id}", null)).Status);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
        foreach (var path in new[] { $"/v1/jobs/{id}", $"/v1/jobs/{id}/quality", "/v1/jobs/" + new string('0', 32) })
            Assert.Equal((404, "GRP5021", null), (await _server.Get(path)).Problem);
    }

    [Fact]
    public async Task A_job_that_nobody_asks_for_is_deleted_and_one_at_work_is_stopped()
    {
        var job = await Done(await Start("quality", ("contacts", Population)));
        var store = _server.Service<FileStore>();
        store.Sweep(DateTimeOffset.UtcNow + store.Kept + TimeSpan.FromMinutes(1));
        Assert.Equal((404, "GRP5021", null), (await _server.Get($"/v1/jobs/{Text(job, "id")}")).Problem);
        var rows = File.ReadAllLines(Population);
        var many = Write("many.csv", string.Join('\n', Enumerable.Repeat(rows.Skip(1), 600).SelectMany(each => each).Prepend(rows[0])));
        var started = await Start("quality", ("contacts", many));
        Assert.Equal((409, "GRP5022", null), (await _server.Get($"/v1/jobs/{Text(started, "id")}/quality")).Problem);
        Assert.Equal(204, (await _server.Send(HttpMethod.Delete, $"/v1/jobs/{Text(started, "id")}", null)).Status);
        for (var wait = 0; wait < 100 && Directory.GetFileSystemEntries(Folder).Length > 0; wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("quality?bye=hospital", 400, "GRP5015", "bye")]
    [InlineData("quality?layout=mine", 400, "GRP5015", "layout")]
    [InlineData("quality?lang=xx", 400, "GRP5015", "lang")]
    [InlineData("quality?set=none", 404, "GRP5001", "set")]
    [InlineData("quality?by=hospital&by=clinic", 400, "GRP5015", "by")]
    [InlineData("episodes?gap=-1", 400, "GRP5015", "gap")]
    [InlineData("episodes?set=open-se", 400, "GRP5015", "set")]
    [InlineData("casemix", 400, "GRP5015", "weights")]
    [InlineData("casemix?weights=none", 404, "GRP5025", "weights")]
    [InlineData("compare?weights=stored", 400, "GRP5015", "contacts")]
    [InlineData("weights?trim=all", 400, "GRP5015", "trim")]
    [InlineData("nothing", 405, "GRP5018", null)]
    public async Task What_a_job_cannot_use_is_refused_before_it_starts(string operation, int status, string code, string? field)
    {
        Assert.Equal((status, code, field), (await Send(operation, [("contacts", Population)])).Problem);
        Assert.True(_folder is null || Directory.GetFileSystemEntries(Folder).Length == 0);
    }

    [Fact]
    public async Task A_form_is_needed_of_this_site_with_files_that_are_not_empty_or_too_large()
    {
        Assert.Equal((415, "GRP5026", null), (await _server.Post("/v1/jobs/quality", "id\n1\n", "text/csv")).Problem);
        Assert.Equal((415, "GRP5026", null), (await Send("quality", [("contacts", Population)], ("Sec-Fetch-Site", "cross-site"))).Problem);
        Assert.Equal((400, "GRP5015", "contacts"), (await Send("quality", [])).Problem);
        Assert.Equal((400, "GRP5006", null), (await Send("quality", [("contacts", Write("empty.csv", ""))])).Problem);
        await using var small = await Server.With(options => (options.MaxUploadBytes, options.FilesKept) = (30_000, 1));
        var large = await Send(small, "quality", [("contacts", Population)]);
        Assert.Equal((413, "GRP5009", null), large.Problem);
        Assert.Equal("at most 30000 bytes", Text(large.Json, "detail"));
        Assert.Equal(202, (await Send(small, "quality", [("contacts", Mistakes)])).Status);
        var full = await Send(small, "quality", [("contacts", Mistakes)]);
        Assert.Equal((503, "GRP5024", null), full.Problem);
        Assert.Equal("30", full["Retry-After"]);
    }

    [Fact]
    public async Task A_job_that_fails_says_why_in_the_language_and_names_no_place_of_the_server()
    {
        foreach (var (operation, files) in new[]
        {
            ("quality?lang=sv", new[] { ("contacts", Write("utan rubriker.csv", "1;2\n3;4\n")) }),
            ("pay?weights=stored&lang=sv", [("contacts", Grouped), ("rules", Write("regler.json", "{}"))]),
        })
        {
            var job = await Done(await Start(operation, files));
            Assert.Equal("failed", Text(job, "state"));
            var problem = job.GetProperty("problem");
            Assert.Equal(("GRP5023", "jobbet kunde inte göras"), (Text(problem, "code"), Text(problem, "title")));
            Assert.DoesNotContain(Path.GetTempPath(), Text(problem, "detail"), StringComparison.Ordinal);
            Assert.Contains(Path.GetFileName(files[^1].Item2), Text(problem, "detail"), StringComparison.Ordinal);
            Assert.Equal((422, "GRP5023", null), (await _server.Get($"/v1/jobs/{Text(job, "id")}/{operation.Split('?')[0]}?lang=sv")).Problem);
        }
    }

    [Fact]
    public async Task A_document_is_in_the_language_of_its_start_and_refused_in_another()
    {
        var job = await Done(await Start("quality?lang=sv", ("contacts", Mistakes)));
        Assert.Equal((400, "GRP5015", "lang"), (await _server.Get(Text(job, "result") + "?lang=en")).Problem);
        Assert.Equal(200, (await _server.Get(Text(job, "result") + "?lang=sv")).Status);
        Assert.Equal(200, (await _server.Get(Text(job, "result"))).Status);
    }

    /// <summary>A change that lets no diagnosis give one complication category any more.</summary>
    private string Change()
    {
        Run("tables", "export", "open-se", "-o", PathOf("tables"));
        var features = File.ReadAllLines(Path.Combine(PathOf("tables"), "dg_feat.csv"));
        using (var zip = ZipFile.Open(PathOf("change.zip"), ZipArchiveMode.Create))
        using (var writer = new StreamWriter(zip.CreateEntry("dg_feat.csv").Open()))
        {
            writer.WriteLine(features[0] + ",version to change,IN/OUT,NCC id,national id,comment");
            foreach (var row in features.Where(line => line.Contains(",COMPL,", StringComparison.Ordinal)).Take(200))
                writer.WriteLine(row + ",open-se,OUT,,,");
        }

        return PathOf("change.zip");
    }

    private string Folder => _folder ??= _server.Service<FileStore>().Folder!;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private Task<Answer> Send(string operation, (string Part, string Path)[] files, params (string, string)[] headers) => Send(_server, operation, files, headers);

    private static async Task<Answer> Send(Server server, string operation, (string Part, string Path)[] files, params (string, string)[] headers)
    {
        using var form = new MultipartFormDataContent("limit");
        foreach (var (part, path) in files)
        {
            var file = new ByteArrayContent(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, part, Path.GetFileName(path));
        }

        if (files.Length == 0)
            form.Add(new StringContent("sv", Encoding.UTF8), "lang");
        return await server.Send(HttpMethod.Post, "/v1/jobs/" + operation, form, headers);
    }

    private async Task<JsonElement> Start(string operation, params (string Part, string Path)[] files)
    {
        var answer = await Send(operation, files);
        Assert.True(answer.Status == 202, answer.Text);
        _ = Folder;
        return answer.Json;
    }

    private async Task<JsonElement> Done(JsonElement started)
    {
        while (true)
        {
            var answer = await _server.Get($"/v1/jobs/{Text(started, "id")}?lang=sv");
            Assert.Equal(200, answer.Status);
            if (Text(answer.Json, "state") != "working")
                return answer.Json;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
