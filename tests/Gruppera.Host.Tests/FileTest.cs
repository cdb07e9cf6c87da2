using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Web;
using Gruppera.Web.Files;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the page that groups a file, without a browser.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class FileTest : Home, IAsyncLifetime
{
    private Server _server = null!;
    private FileReader _reader = null!;

    public async ValueTask InitializeAsync() => (_server, _reader) = await Open(_ => { });

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_grouped_as_on_the_command_line()
    {
        var sent = await _reader.Upload(File.ReadAllBytes(Mistakes), "min fil;å.csv");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var path = sent.Headers.Location!.OriginalString;
        var page = await _reader.Done(path);
        Assert.Contains("The file min fil;å.csv", page, StringComparison.Ordinal);
        Assert.Contains("Rows that could not be read", page, StringComparison.Ordinal);
        Assert.Matches("<td class=\"number\">3</td>\\s*<td class=\"code\">admission_date</td>\\s*<td class=\"code\"><a [^>]*>GRP\\d+</a></td>", page);
        Assert.Contains("GRQ1", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"databar\"", page, StringComparison.Ordinal);
        using var answer = await _reader.Get(path + "/download");
        Assert.Equal("min fil;å-grouped.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Run("group", Mistakes, "--set", "open-se", "--quiet", "-o", PathOf("out.csv"));
        Assert.Equal(File.ReadAllBytes(PathOf("out.csv")), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(Assert.Single(Directory.GetDirectories(Folder!)), "*.csv"));
    }

    [Fact]
    public async Task What_of_fhir_is_left_out_stands_on_the_page()
    {
        const string Lines = """
            {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-03-01"}
            {"resourceType":"Condition","id":"a","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I21.9"}]}}
            {"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2025-03-01","end":"2025-03-04"},"diagnosis":[{"condition":{"reference":"Condition/a"},"rank":1}]}
            {"resourceType":"Encounter","id":"f","status":"planned","class":{"code":"IMP"},"subject":{"reference":"Patient/p"}}
            """;
        var page = await _reader.Done((await _reader.Upload(Encoding.UTF8.GetBytes(Lines), "export.ndjson")).Headers.Location!.OriginalString);
        Assert.Contains("GRP1032 export.ndjson", page, StringComparison.Ordinal);
        Assert.Contains("1: planned 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_private_and_a_stranger_finds_nothing()
    {
        var path = (await _reader.Upload(File.ReadAllBytes(Contacts))).Headers.Location!.OriginalString;
        await _reader.Done(path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(Directory.GetFiles(Folder!, "*", SearchOption.AllDirectories), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
            Assert.All(Directory.GetDirectories(Folder!).Append(Folder!), folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(folder)));
        }

        using var stranger = new FileReader(_server);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path + "/download")).StatusCode);
        await stranger.Post(path + "/delete");
        Assert.Equal(HttpStatusCode.OK, (await _reader.Get(path)).StatusCode);
    }

    [Fact]
    public async Task Results_are_kept_and_listed_until_they_are_deleted_or_their_time_is_over()
    {
        var path = (await _reader.Upload(File.ReadAllBytes(Contacts), "first.csv")).Headers.Location!.OriginalString;
        await _reader.Done(path);
        await _reader.Get("/logic");
        Assert.Equal(HttpStatusCode.OK, (await _reader.Get(path)).StatusCode);
        var other = (await _reader.Upload(File.ReadAllBytes(Contacts), "second.csv")).Headers.Location!.OriginalString;
        Assert.Contains("data-kept=\"60\"", await _reader.Done(other), StringComparison.Ordinal);
        foreach (var place in new[] { "/files", "/file", "/" })
        {
            var page = await Text(place);
            Assert.Equal([other, path], Regex.Matches(page, "<td><a href=\"(/file/[0-9a-f]+)\">").Select(match => match.Groups[1].Value));
            Assert.Contains("60 min more", page, StringComparison.Ordinal);
        }

        using var stranger = new FileReader(_server);
        Assert.DoesNotContain("first.csv", await (await stranger.Get("/files")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await _reader.Post(path + "/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await _reader.Get(path)).StatusCode);
        Assert.DoesNotContain("first.csv", await Text("/files"), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Folder!));

        var store = _server.Service<FileStore>();
        store.Sweep(DateTimeOffset.UtcNow + store.Kept - TimeSpan.FromMinutes(1));
        Assert.Single(Directory.GetDirectories(Folder!));
        store.Sweep(DateTimeOffset.UtcNow + store.Kept + TimeSpan.FromMinutes(1));
        Assert.Empty(Directory.GetDirectories(Folder!));

        async Task<string> Text(string place) => await (await _reader.Get(place)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nothing_stays_when_the_server_stops()
    {
        var (server, reader) = await Open(_ => { });
        await reader.Upload(File.ReadAllBytes(Contacts));
        var folder = server.Service<FileStore>().Folder!;
        Assert.True(Directory.Exists(folder));
        reader.Dispose();
        await server.DisposeAsync();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_and_nothing_of_it_stays()
    {
        await Refused(HttpStatusCode.UnprocessableEntity, "No layout fits the header of", "a,b\n1,2\n");
        await Refused(HttpStatusCode.UnprocessableEntity, "it is truncated or damaged (zip)", "PK\u0003\u0004");
        await Refused(HttpStatusCode.UnprocessableEntity, "Choose a file", "");
        var old = await _reader.Upload(File.ReadAllBytes(Contacts), token: "old");
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        Assert.Empty(Directory.GetDirectories(Folder!));
        Assert.Equal(HttpStatusCode.BadRequest, (await _reader.Send(new StringContent("x"))).StatusCode);

        async Task Refused(HttpStatusCode status, string text, string content)
        {
            var answer = await _reader.Upload(Encoding.UTF8.GetBytes(content));
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories(Folder!));
        }
    }

    [Fact]
    public async Task Too_large_and_too_many_are_turned_away()
    {
        var (server, reader) = await Open(options => (options.MaxUploadBytes, options.FilesKept) = (2000, 1));
        var header = "id,age_years,care_days,diagnoses\n";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await reader.Upload(Encoding.UTF8.GetBytes(header + new string('x', 2000)))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await reader.Upload(new byte[100_000])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await reader.Upload(Encoding.UTF8.GetBytes(header + "1,60,3,I714\n"))).StatusCode);
        var busy = await reader.Upload(Encoding.UTF8.GetBytes(header));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30)), (busy.StatusCode, busy.Headers.RetryAfter!.Delta));
        reader.Dispose();
        await server.DisposeAsync();
    }

    private string? Folder => _server.Service<FileStore>().Folder;

    private static async Task<(Server Server, FileReader Reader)> Open(Action<WebOptions> limits)
    {
        var server = await Server.With(limits);
        return (server, new(server));
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
