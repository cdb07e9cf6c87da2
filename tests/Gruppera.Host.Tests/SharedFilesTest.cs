using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Formats.Files;
using Gruppera.Tests;
using Gruppera.Web.Files;

namespace Gruppera.Host.Tests;

/// <summary>Two servers with one folder: each answers for what the other took, follows it where it stops, and sweeps beside it.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed partial class SharedFilesTest : Home, IAsyncLifetime
{
    private static readonly string Population = Repository.PathOf("samples/population.csv");
    private Server _one = null!;
    private Server _two = null!;

    private string Files => PathOf("shared/files");

    public async ValueTask InitializeAsync() => (_one, _two) = (await Open(), await Open());

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Theory]
    [InlineData("/file")]
    [InlineData("/casemix")]
    [InlineData("/workbench/simulation")]
    public async Task A_file_that_one_took_is_paged_listed_fetched_and_deleted_at_the_other(string place)
    {
        Run("synth", "--contacts", "2000", "--kpp", "--quiet", "-o", PathOf("c.csv"));
        using var reader = new FileReader(_one, place == "/workbench/simulation" ? place + await Proposal() : place);
        using var sent = await reader.Upload(await File.ReadAllBytesAsync(PathOf("c.csv"), TestContext.Current.CancellationToken), "min fil.csv");
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var path = sent.Headers.Location!.OriginalString;
        var first = await reader.Done(path);
        using var fetched = await reader.Get(path + "/download");
        reader.Address = _two.Address;
        Assert.Equal(Plain(first), Plain(await reader.Done(path)));
        Assert.Contains(path, await Page(reader, "/files"), StringComparison.Ordinal);
        using var download = await reader.Get(path + "/download");
        Assert.Equal(await Bytes(fetched), await Bytes(download));
        using var stranger = new FileReader(_two, place);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).StatusCode);
        Private();
        if (place == "/casemix")
        {
            await reader.Post(path + "/again", ("list", ""), ("by", "clinic"));
            var again = await reader.Done(path);
            Assert.NotEqual(Plain(first), Plain(again));
            reader.Address = _one.Address;
            Assert.Equal(Plain(again), Plain(await reader.Done(path)));
            reader.Address = _two.Address;
        }

        await reader.Post(path + "/delete");
        reader.Address = _one.Address;
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get(path)).StatusCode);
        Assert.DoesNotContain(path, await Page(reader, "/files"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Files));
    }

    [Fact]
    public async Task A_job_of_one_is_asked_for_fetched_and_stopped_at_the_other()
    {
        var path = await Start(_one, "episodes", Population);
        var (one, two) = (await Done(_one, path), await Done(_two, path));
        Assert.Equal("done", State(two));
        Assert.Equal(Same(one), Same(two));
        Assert.NotEqual(0, two.GetProperty("issues").GetArrayLength() + two.GetProperty("files").GetArrayLength());
        foreach (var file in two.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!).Append(path + "/episodes"))
            Assert.Equal((200, (await _one.Get(file)).Text), ((await _two.Get(file)).Status, (await _two.Get(file)).Text));
        Assert.Equal((404, "GRP5021", null), (await _two.Get(path + "/casemix")).Problem);

        var failed = await Start(_one, "quality?lang=sv", Write("utan rubriker.csv", "1;2\n3;4\n"));
        Assert.Equal("failed", State(await Done(_one, failed)));
        foreach (var language in new[] { "sv", "en", "fi" })
            Assert.Equal((await _one.Get($"{failed}?lang={language}")).Json.GetProperty("problem").ToString(), (await _two.Get($"{failed}?lang={language}")).Json.GetProperty("problem").ToString());

        var rows = await File.ReadAllLinesAsync(Population, TestContext.Current.CancellationToken);
        var many = Write("many.csv", string.Join('\n', Enumerable.Repeat(rows.Skip(1), 3000).SelectMany(each => each).Prepend(rows[0])));
        var long1 = await Start(_one, "quality", many);
        Assert.Equal("working", State((await _two.Get(long1)).Json));
        Assert.Equal((409, "GRP5022", null), (await _two.Get(long1 + "/quality")).Problem);
        Assert.Equal(204, (await _two.Send(HttpMethod.Delete, long1, null)).Status);
        Assert.Equal((404, 404), ((await _one.Get(long1)).Status, (await _two.Get(long1)).Status));
        await Until(() => Directory.GetDirectories(Files).Length == 2);
    }

    [Fact]
    public async Task What_a_server_left_is_done_by_another_and_told_as_failed_where_that_stops_too()
    {
        var path = await Start(_one, "quality", Population);
        await Done(_one, path);
        var document = (await _one.Get(path + "/quality")).Text;
        await _one.DisposeAsync();
        var folder = new JobFolder(Path.Combine(Files, path.Split('/')[^1]));
        Left(folder, 1);

        // A sign of life within the time: it is at work; one too old: it is begun anew.
        var store = _two.Service<FileStore>();
        Beat(folder, 1, store.Silence - TimeSpan.FromSeconds(5));
        Assert.Equal("working", State((await _two.Get(path)).Json));
        Assert.Equal(1, folder.Number);
        Beat(folder, 1, store.Silence + TimeSpan.FromSeconds(5));
        Assert.Equal("done", State(await Done(_two, path)));
        Assert.Equal(2, folder.Number);
        Assert.Equal(document, (await _two.Get(path + "/quality")).Text);
        // What a server says that was taken for dead is not taken in.
        Assert.True(folder.End(1, new(0, null)));
        Assert.Equal(document, (await _two.Get(path + "/quality")).Text);

        await _two.DisposeAsync();
        Left(folder, 2);
        (_one, _two) = (await Open(), await Open());
        var answers = await Task.WhenAll(Done(_one, path), Done(_two, path));
        Assert.All(answers, job => Assert.Equal("failed", State(job)));
        Assert.Equal("The server that worked on it stopped. Start it again.", answers[0].GetProperty("problem").GetProperty("detail").GetString());
        Assert.False(folder.End(2, new(0, null)));
    }

    [Fact]
    public async Task Files_outlive_their_server_and_go_by_their_time_whoever_sweeps()
    {
        using var reader = new FileReader(_one);
        var kept = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            kept.Add((await reader.Upload(File.ReadAllBytes(Contacts))).Headers.Location!.OriginalString);
            await reader.Done(kept[i]);
        }

        await _one.DisposeAsync();
        reader.Address = _two.Address;
        await reader.Done(kept[0]);

        // A server died in an upload; another is in the middle of one.
        var (dead, alive) = (PrivateFile.MakeFolder(Path.Combine(Files, new string('d', 32))), PrivateFile.MakeFolder(Path.Combine(Files, new string('a', 32))));
        await File.WriteAllTextAsync(Path.Combine(dead, "half"), "half", TestContext.Current.CancellationToken);
        Directory.SetLastWriteTimeUtc(dead, TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1));
        _one = await Open();
        var stores = new[] { _one.Service<FileStore>(), _two.Service<FileStore>() };
        foreach (var store in stores)
            store.Sweep(DateTimeOffset.UtcNow);
        Assert.False(Directory.Exists(dead));
        Assert.Equal(9, Directory.GetDirectories(Files).Length);
        Directory.Delete(alive);

        foreach (var path in kept.Skip(1))
            new JobFolder(Path.Combine(Files, path.Split('/')[^1])).Touch(DateTimeOffset.UtcNow - stores[0].Kept - TimeSpan.FromMinutes(1));
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.Sweep(DateTimeOffset.UtcNow))));
        Assert.Equal(Path.Combine(Files, kept[0].Split('/')[^1]), Assert.Single(Directory.GetDirectories(Files)));
        await reader.Done(kept[0]);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get(kept[1])).StatusCode);
    }

    [Fact]
    public async Task The_number_of_files_holds_for_all_servers_and_other_tables_are_never_taken_for_the_same()
    {
        await using var small = await Server.With(options => (options.SharedFolder, options.FilesKept) = (PathOf("shared"), 1));
        var path = await Start(_one, "quality", Contacts);
        var full = await Send(small, "quality", Contacts);
        Assert.Equal((503, "GRP5024", null), full.Problem);
        await Done(_one, path);
        await _one.DisposeAsync();
        var request = Path.Combine(Files, path.Split('/')[^1], "1.json");
        var text = await File.ReadAllTextAsync(request, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(request, text.Replace("\"SetHash\":\"", "\"SetHash\":\"0", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal((404, "GRP5021", null), (await _two.Get(path)).Problem);
        _one = await Open();
    }

    /// <summary>The job as a server leaves it that dies in the middle.</summary>
    private static void Left(JobFolder folder, int number)
    {
        File.Delete(folder.Of($"{number}.end"));
        folder.DeleteMade(number);
        Beat(folder, number, TimeSpan.FromMinutes(1));
    }

    private static void Beat(JobFolder folder, int number, TimeSpan ago)
    {
        folder.Beat(number, 1, 0.5);
        File.SetLastWriteTimeUtc(folder.Of($"{number}.beat"), TimeProvider.System.GetUtcNow().UtcDateTime - ago);
    }

    private Task<Server> Open() => Server.With(options => options.SharedFolder = PathOf("shared"));

    private async Task<string> Proposal()
    {
        using var reader = new FileReader(_one, "/workbench");
        using var sent = await reader.Post("/workbench/propose", ("intention", "give"), ("type", "dgcat"), ("codes", "K35"), ("value", "06M09"));
        return sent.Headers.Location!.OriginalString.Split('#')[0]["/workbench".Length..];
    }

    private void Private()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.All(Directory.GetFiles(PathOf("shared"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("/proposals/", StringComparison.Ordinal)), file => Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, ModeOf(file))));
        Assert.All(Directory.GetDirectories(Files, "*", SearchOption.AllDirectories).Append(Files).Append(PathOf("shared/keys")), folder => Assert.Equal((folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), (folder, ModeOf(folder))));
    }

    /// <summary>A page without what differs from server to server.</summary>
    private static string Plain(string page) => Differing().Replace(page, "");

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|127\\.0\\.0\\.1:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Differing();

    private static string Same(JsonElement job) => Differing().Replace(job.ToString(), "");

    private static string State(JsonElement job) => job.GetProperty("state").GetString()!;

    private static async Task<string> Page(FileReader reader, string path) => await (await reader.Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static Task<byte[]> Bytes(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static async Task<Answer> Send(Server server, string operation, string path)
    {
        using var form = new MultipartFormDataContent("limit");
        var file = new ByteArrayContent(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "contacts", Path.GetFileName(path));
        return await server.Send(HttpMethod.Post, "/v1/jobs/" + operation, form);
    }

    private static async Task<string> Start(Server server, string operation, string path)
    {
        var answer = await Send(server, operation, path);
        Assert.True(answer.Status == 202, answer.Text);
        return answer["Location"];
    }

    private static async Task<JsonElement> Done(Server server, string path)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            var answer = await server.Get(path);
            Assert.Equal(200, answer.Status);
            if (State(answer.Json) != "working")
                return answer.Json;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("the job is still told as at work");
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var wait = 0; wait < 200 && !isSo(); wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(isSo());
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
