using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Web;
using Gruppera.Web.Saved;
using Gruppera.Web.SignIn;
using Gruppera.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gruppera.Host.Tests;

/// <summary>Stories of saved work: contacts, files and changes that stay on the server until they are deleted, for their owner or for
/// all.</summary>
[Collection(CommandLineCollection.Name)]
public sealed partial class SavedTest : Home, IAsyncLifetime
{
    private const string Marker = "Marker Testsson";
    private static readonly (string, string)[] Contact =
        [("after", "dx=K35&proc=JEA00&sex=M&age=30&days=3"), ("note", Marker), ("name", "Blindtarm")];

    private readonly Dictionary<string, string> _secrets = [];
    private ApiKeys _keys = null!;
    private Server _server = null!;

    public async ValueTask InitializeAsync()
    {
        _keys = new(PathOf("keys"));
        foreach (var (name, role) in new[] { ("anna", Role.Analyst), ("bo", Role.Analyst), ("ed", Role.Editor), ("eva", Role.Administrator) })
            _secrets[name] = _keys.Create(name, role)!;
        Write("key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        _server = await Start();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_contact_is_saved_opened_and_removed_by_its_owner_alone()
    {
        var (anna, bo) = (Reader("anna"), Reader("bo"));
        var path = await Sent(anna, "/saved/contact", Contact);
        var page = await Text(anna, path);
        Assert.Contains("<h1>Blindtarm</h1>", page, StringComparison.Ordinal);
        Assert.Contains(Marker, page, StringComparison.Ordinal);
        Assert.Contains("href=\"/drg/F12E\"", page, StringComparison.Ordinal);

        // A second one goes into the same collection, and each opens as it was.
        Assert.Equal(path, await Sent(anna, "/saved/contact", [("after", "dx=I10&sex=F&age=60&days=2"), ("into", path[^32..])]));
        page = await Text(anna, path);
        Assert.Contains("2 contacts, grouped under open-se now.", page, StringComparison.Ordinal);
        var opened = await anna.Post("/", ("after", WebUtility.HtmlDecode(After().Match(page).Groups[1].Value)));
        Assert.Contains("F12E", await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        foreach (var request in new[] { path, path + "/download", "/file?saved=" + path[^32..] })
            Assert.DoesNotContain("Blindtarm", await (await bo.Get(request)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var what in new[] { "/share", "/delete", "/remove" })
            Assert.Equal(HttpStatusCode.NotFound, (await bo.Post(path + what, ("isShared", "true"), ("row", "2"))).StatusCode);
        Assert.Contains("Nothing is saved yet.", await Text(bo, "/saved"), StringComparison.Ordinal);

        await Sent(anna, path + "/remove", ("row", "2"));
        page = await Text(anna, path);
        Assert.Contains("1 contact, grouped", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, page, StringComparison.Ordinal);
        await Sent(anna, path + "/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(path)).StatusCode);
        Assert.Empty(Directory.GetFiles(PathOf("saved")));
    }

    [Fact]
    public async Task What_is_shared_is_for_all_to_use_and_for_its_owner_and_administrators_to_change()
    {
        var (anna, bo, eva) = (Reader("anna"), Reader("bo"), Reader("eva"));
        var path = await Sent(anna, "/saved/contact", Contact);
        Assert.DoesNotContain("Blindtarm", await Text(eva, "/saved"), StringComparison.Ordinal);
        await Sent(anna, path + "/share", ("isShared", "true"));
        Assert.Contains("Blindtarm", await Text(bo, path), StringComparison.Ordinal);
        Assert.Contains(">anna</td>", await Text(bo, "/saved"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Post(path + "/delete")).StatusCode);
        Assert.NotEqual(path, await Sent(bo, "/saved/contact", [("after", "dx=I10&sex=F&age=60&days=2"), ("into", path[^32..])]));
        await Sent(eva, path + "/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(path)).StatusCode);
    }

    [Fact]
    public async Task A_file_and_its_result_are_saved_and_chosen_again_after_a_restart()
    {
        Assert.Equal(0, Run("synth", "--contacts", "500", "--seed", "7", "--kpp", "--quiet", "-o", PathOf("c.csv")).ExitCode);
        using var anna = Reader("anna");
        using var sent = await anna.Upload(await File.ReadAllBytesAsync(PathOf("c.csv"), TestContext.Current.CancellationToken), "c.csv");
        var job = sent.Headers.Location!.OriginalString;
        var first = await anna.Done(job);
        using var grouped = await anna.Get(job + "/download");
        var result = await grouped.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        await Sent(anna, job + "/save", ("file", "0"));
        await Sent(anna, job + "/save", ("file", "1"), ("name", "grupperad.csv"), ("isShared", "true"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Post(job + "/save", ("file", "2"))).StatusCode);

        await _server.DisposeAsync();
        _server = await Start();
        using var later = Reader("anna");
        var list = await Text(later, "/saved");
        var id = Named(list, "c.csv");
        using var download = await later.Get($"/saved/{Named(list, "grupperad.csv")}/download");
        Assert.Equal(result, await download.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Matches($"<option value=\"{id}\" selected", await Text(later, "/file?saved=" + id));
        using var again = await later.Upload(null, fields: ("saved", id));
        Assert.Equal(FiguresOf(first), FiguresOf(await later.Done(again.Headers.Location!.OriginalString)));

        // The same for forms that take several, and nobody takes a file that is not theirs.
        using var form = new FileReader(_server, "/analyses/los") { Bearer = _secrets["anna"] };
        using var fields = new MultipartFormDataContent
        {
            { new StringContent(await form.Token()), "__RequestVerificationToken" }, { new StringContent(Named(list, "grupperad.csv")), "saved-contacts" },
        };
        using var los = await form.Send(fields);
        Assert.Contains("grupperad.csv", await form.Done(los.Headers.Location!.OriginalString), StringComparison.Ordinal);
        using var bo = Reader("bo");
        using var refused = await bo.Upload(null, fields: ("saved", id));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("The file is no longer there.", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_saved_and_opened_on_the_workbench_by_those_who_work_on_changes()
    {
        using var eva = Reader("ed");
        var change = await Sent(eva, "/workbench/propose", ("intention", "give"), ("type", "dgcat"), ("codes", "K35"), ("value", "06M09"));
        await Sent(eva, change.Split('#')[0].Replace("/workbench?", "/workbench/save?", StringComparison.Ordinal), ("name", "Blindtarmsfall"), ("isShared", "true"));
        await _server.DisposeAsync();
        _server = await Start();
        using var later = Reader("ed");
        using var opened = await later.Get("/saved/" + Named(await Text(later, "/saved"), "Blindtarmsfall"));
        Assert.Equal(change.Split('#')[0], opened.Headers.Location!.OriginalString);
        Assert.Contains("06M09", await Text(later, opened.Headers.Location.OriginalString), StringComparison.Ordinal);
        Assert.DoesNotContain("Blindtarmsfall", await Text(Reader("bo"), "/saved"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_saved_where_nobody_said_so_and_nothing_over_the_limit()
    {
        await using var off = await Start(options => options.SavedFolder = "");
        using var anna = Reader("anna", off);
        Assert.Contains("Nothing can be saved on this server.", await Text(anna, "/saved"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Post("/saved/contact", Contact)).StatusCode);
        await using var small = await Start(options => options.MaxSavedBytes = 4_200);
        using var bo = Reader("bo", small);
        Assert.NotEqual("/saved?full=yes", await Sent(bo, "/saved/contact", Contact));
        Assert.Equal("/saved?full=yes", await Sent(bo, "/saved/contact", Contact));
        Assert.Contains("There is no room for it.", await Text(bo, "/saved?full=yes"), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(PathOf("saved")));
    }

    [Fact]
    public async Task Sealed_work_says_nothing_to_those_without_the_key_and_no_change_to_it_goes_unseen()
    {
        using var anna = Reader("anna");
        var path = await Sent(anna, "/saved/contact", Contact);
        var file = Assert.Single(Directory.GetFiles(PathOf("saved")));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Marker, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Blindtarm", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        foreach (var damaged in new[] { bytes[..^1], bytes[..60], [.. bytes, 0], Changed(bytes, bytes.Length / 2), Changed(bytes, 20), Changed(bytes, bytes.Length - 1) })
        {
            await File.WriteAllBytesAsync(file, damaged, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(path)).StatusCode);
            Assert.Contains("1 saved file cannot be read", await Text(anna, "/saved"), StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await anna.Get(path)).StatusCode);
        await using var other = await Start(options => options.SavedKeyFile = "");
        Assert.Contains("1 saved file cannot be read", await Text(Reader("anna", other), "/saved"), StringComparison.Ordinal);
        Write("bad", "c2hvcnQ=");
        await Assert.ThrowsAsync<RefusedException>(() => Start(options => options.SavedKeyFile = PathOf("bad")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void A_sealed_file_reads_back_and_a_piece_that_is_cut_off_or_moved_is_seen(int length)
    {
        var (key, content) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(length));
        byte[] written;
        using (var memory = new MemoryStream())
        {
            SealedFile.Write(memory, key, "head"u8, new MemoryStream(content));
            written = memory.ToArray();
        }

        Assert.Equal(content, Read(written));
        var begin = "gruppera-saved-1\n1".Length + 32;
        for (var end = begin; end < written.Length; end += 65_552)
            Assert.Throws<InvalidDataException>(() => Read(written[..end]));
        if (length > 3 * 65_536)
        {
            var moved = written.ToArray();
            written.AsSpan(begin, 65_552).CopyTo(moved.AsSpan(begin + 65_552));
            written.AsSpan(begin + 65_552, 65_552).CopyTo(moved.AsSpan(begin));
            Assert.Throws<InvalidDataException>(() => Read(moved));
        }

        byte[] Read(byte[] bytes)
        {
            File.WriteAllBytes(PathOf("x"), bytes);
            var (head, stream) = SealedFile.Read(File.OpenRead(PathOf("x")), key);
            using (stream)
            {
                Assert.Equal("head"u8.ToArray(), head);
                using var all = new MemoryStream();
                stream.CopyTo(all);
                return all.ToArray();
            }
        }
    }

    [Fact]
    public void What_the_first_release_saves_is_read()
    {
        // As SavedStore writes it: neither it nor the key may change without a reader of both.
        Directory.CreateDirectory(PathOf("old"));
        var head = """{"Kind":"Contacts","Name":"Fall","Owner":"user:anna","IsShared":false,"Set":"open-se","Saved":"2026-12-01T08:00:00+00:00","Bytes":3}"""u8;
        using (var file = File.Create(PathOf("old/0123456789abcdef0123456789abcdef.saved")))
        {
            file.Write("gruppera-saved-1\n0"u8);
            file.Write(BitConverter.GetBytes(head.Length));
            file.Write(head);
            file.Write("abc"u8);
        }

        var work = Assert.Single(new SavedStore(Options.Create(new WebOptions { SavedFolder = PathOf("old") })).Of(new("user:anna", Role.Coder)));
        Assert.Equal(
            new(SavedKind.Contacts, "Fall", "user:anna", false, "open-se", new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), 3) { Id = "0123456789abcdef0123456789abcdef" },
            work);
    }

    private Task<Server> Start(Action<WebOptions>? limits = null) => Server.With(
        options =>
        {
            (options.SavedFolder, options.SavedKeyFile, options.MinutesKept) = (PathOf("saved"), PathOf("key"), 5);
            limits?.Invoke(options);
        },
        builder => builder.Services.AddSingleton(_keys));

    private FileReader Reader(string name, Server? server = null) => new(server ?? _server) { Bearer = _secrets[name] };

    private static async Task<string> Sent(FileReader reader, string path, params (string, string)[] fields)
    {
        using var answer = await reader.Post(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> Text(FileReader reader, string path) =>
        WebUtility.HtmlDecode(await (await reader.Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private static string Named(string list, string name) => Regex.Match(list, $"/saved/([0-9a-f]{{32}})\">{Regex.Escape(name)}<").Groups[1].Value;

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = bytes.ToArray();
        changed[at] ^= 1;
        return changed;
    }

    private static string FiguresOf(string page) => Regex.Match(page, "<dl.*?</dl>", RegexOptions.Singleline).Value;

    [GeneratedRegex("name=\"after\" value=\"([^\"]+)\"")]
    private static partial Regex After();
}
