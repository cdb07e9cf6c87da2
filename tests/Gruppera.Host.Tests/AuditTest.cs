using System.Text.Json;
using Gruppera.Web.Audit;
using Gruppera.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the audit: what stands in it, what never does, that it cannot be changed unseen, and that nothing is done without
/// it.</summary>
[Collection(CommandLineCollection.Name)]
public class AuditTest : Home
{
    private const string Contact = """{"id":"197001011234","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";

    private string Folder => PathOf("audit");

    private string AuditFile => Directory.GetFiles(Folder, "audit-one-*.log").Single();

    [Fact]
    public async Task It_says_who_did_what_kind_of_thing_to_which_set_or_file_and_nothing_of_a_contact()
    {
        var keys = new ApiKeys(PathOf("keys"));
        var (coder, reader) = (("Authorization", "Bearer " + keys.Create("lab", Role.Coder)), ("Authorization", "Bearer " + keys.Create("reader", Role.Reader)));
        await using (var server = await Start(keys))
        {
            Assert.Equal(200, (await server.Post("/v1/group?set=other", Contact, "application/json", coder)).Status);
            Assert.Equal(200, (await server.Get("/?dx=I71.4&age=65&days=5&id=197001011234", coder)).Status);
            Assert.Equal(422, (await server.Post("/v1/explain", """{"name":"Anna Andersson","diagnoses":["I71.4"]}""", "application/json", coder)).Status);
            Assert.Equal(403, (await server.Post("/v1/group", Contact, "application/json", reader)).Status);
            Assert.Equal(401, (await server.Post("/v1/group", Contact)).Status);
            Assert.Equal(401, (await server.Get("/Anna-Andersson/197001011234?dx=I714", ("User-Agent", "197001011234"))).Status);
            Assert.Equal(200, (await server.Get("/logic", reader)).Status);
            Assert.Equal(401, (await server.Send(new("X197001011234"), "/v1/group", null)).Status);
            Assert.Equal(404, (await server.Get("/v1/jobs/197001011234", coder)).Status);
            using var form = new MultipartFormDataContent { { new StringContent("id,sex,age_years,duration,dx1\n197001011234,M,65,5,I714\n"), "contacts", "197001011234 Anna.csv" } };
            var job = await server.Send(HttpMethod.Post, "/v1/jobs/quality", form, coder);
            Assert.Equal(202, job.Status);
            Assert.Equal(200, (await server.Get(job["Location"], coder)).Status);
            Assert.Equal(204, (await server.Send(HttpMethod.Delete, job["Location"], null, coder)).Status);
        }

        var text = File.ReadAllText(AuditFile);
        Assert.Equal(
            [
                "key:lab|POST /v1/group|other||200", "key:lab|GET /|||200", "key:lab|POST /v1/explain|open-se||422", "key:reader|POST /v1/group|||403", "|POST /v1/group|||401",
                "|GET (no such address)|||401", "|OTHER (no such address)|||401", "key:lab|GET /v1/jobs/{id}|||404", "key:lab|POST /v1/jobs/quality|open-se|F|202",
                "key:lab|GET /v1/jobs/{id}||F|200", "key:lab|DELETE /v1/jobs/{id}||F|204",
            ],
            File.ReadLines(AuditFile).Select(line => JsonDocument.Parse(line).RootElement).Select(line =>
                $"{line.GetProperty("who")}|{line.GetProperty("what")}|{line.GetProperty("set")}|{(line.GetProperty("file").GetString()!.Length == 16 ? "F" : "")}|{line.GetProperty("status")}"));
        foreach (var planted in new[] { "1970", "Anna", "I71", "I20", "I714" })
            Assert.DoesNotContain(planted, text.Replace(Hash(text), "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(AuditFile));
        Assert.Equal(0, Run("audit", "verify", Folder).ExitCode);

        static string Hash(string text) => JsonDocument.Parse(text.Split('\n')[0]).RootElement.GetProperty("before").GetString()!;
    }

    [Fact]
    public async Task It_goes_on_where_it_was_after_a_restart_and_takes_back_what_was_never_answered()
    {
        await Fill(3);
        File.AppendAllText(AuditFile, "{\"n\":4,\"time\"");
        await Fill(2);
        Assert.Equal([1, 2, 3, 4, 5], File.ReadLines(AuditFile).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("n").GetInt32()));
        var said = Run("audit", "verify", Folder);
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("one: 5 lines hold, in ", said.Out, StringComparison.Ordinal);
        var before = File.ReadAllText(AuditFile);
        File.Move(AuditFile, AuditFile.Replace("one-20", "one-19", StringComparison.Ordinal));
        await Fill(1);
        Assert.Equal((0, 2), (Run("audit", "verify", Folder).ExitCode, Directory.GetFiles(Folder, "audit-one-*.log").Length));
        File.Delete(Directory.GetFiles(Folder, "audit-one-19*.log").Single());
        var later = Run("audit", "verify", Folder);
        Assert.Equal(0, later.ExitCode);
        Assert.Contains("The first line is number 6: earlier files are not here", later.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", 2, "the line was changed after it was written")]
    [InlineData("removed", 3, "lines before it are missing, or the order was changed")]
    [InlineData("swapped", 3, "lines before it are missing, or the order was changed")]
    [InlineData("renumbered", 2, "the line was changed after it was written")]
    [InlineData("nonsense", 4, "this is no line of an audit")]
    [InlineData("first", 1, "the line was changed after it was written")]
    public async Task A_line_that_was_changed_removed_or_moved_is_found(string how, int line, string says)
    {
        await Fill(6);
        var lines = File.ReadAllLines(AuditFile).ToList();
        switch (how)
        {
            case "changed":
                lines[1] = lines[1].Replace("\"who\":\"token\"", "\"who\":\"other\"", StringComparison.Ordinal);
                break;
            case "removed":
                lines.RemoveAt(2);
                break;
            case "swapped":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "renumbered":
                lines.RemoveAt(2);
                for (var i = 2; i < lines.Count; i++)
                    lines[i] = lines[i].Replace($"\"n\":{i + 2}", $"\"n\":{i + 1}", StringComparison.Ordinal);
                break;
            case "nonsense":
                lines[3] = "nonsense";
                break;
            default:
                lines[0] = lines[0].Replace("\"before\":\"0", "\"before\":\"1", StringComparison.Ordinal);
                break;
        }

        File.WriteAllText(AuditFile, string.Join('\n', lines) + "\n");
        var said = Run("audit", "verify", Folder);
        Assert.Equal(5, said.ExitCode);
        Assert.Contains($"{Path.GetFileName(AuditFile)}:{line}: {says}", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_the_end_was_cut_shows_by_the_hash_that_was_kept()
    {
        await Fill(3);
        var kept = Run("audit", "verify", Folder).Out.Split("Last hash:")[1].Trim();
        Assert.Matches("^[0-9a-f]{64}$", kept);
        await Fill(2);
        Assert.Equal(0, Run("audit", "verify", Folder, "--kept", kept).ExitCode);
        File.WriteAllLines(AuditFile, File.ReadAllLines(AuditFile)[..2]);
        Assert.Equal(0, Run("audit", "verify", Folder).ExitCode);
        var said = Run("audit", "verify", Folder, "--kept", kept);
        Assert.Equal(5, said.ExitCode);
        Assert.EndsWith($"No line has the hash {kept}: lines were cut off the end, or changed\n", said.Out, StringComparison.Ordinal);
        Assert.Equal(5, Run("audit", "verify", Folder, "--kept", kept, "--json").ExitCode);
        Expect(Run("audit", "verify", PathOf("none")), 1, "", $"{PathOf("none")} has no audit: its files are called audit-SERVER-MONTH.log\n");
        Expect(Run("audit", "verify", Root), 1, "", $"{Root} has no audit: its files are called audit-SERVER-MONTH.log\n");
    }

    [Fact]
    public async Task Without_the_audit_nothing_is_done_about_contacts_and_the_logic_can_be_read()
    {
        await using var server = await Start(null);
        var header = ("Authorization", "Bearer " + Token);
        Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", header)).Status);
        // The disk is gone.
        Directory.Move(Folder, PathOf("gone"));
        await File.WriteAllTextAsync(Folder, "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Post("/v1/group", Contact, "application/json", header));
        var refused = await server.Post("/v1/group", Contact, "application/json", header);
        Assert.Equal((503, "GRP5034", null), refused.Problem);
        Assert.Equal("10", refused["Retry-After"]);
        Assert.Equal(503, (await server.Get("/?dx=I10", header)).Status);
        Assert.Equal(200, (await server.Get("/v1/sets", header)).Status);
        Assert.Equal(200, (await server.Get("/health/ready")).Status);
        // It is there again: the line of the next request can be written, and those after it are answered.
        File.Delete(Folder);
        Directory.Move(PathOf("gone"), Folder);
        Assert.Equal(503, (await server.Post("/v1/group", Contact, "application/json", header)).Status);
        Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", header)).Status);
        var chain = AuditChain.Verify(Folder).Single();
        Assert.Equal((null, 3L), (chain.Broken, chain.Lines));
    }

    [Fact]
    public async Task Many_at_once_are_all_in_one_chain()
    {
        await using (var server = await Start(null))
            await Parallel.ForEachAsync(Enumerable.Range(0, 400), TestContext.Current.CancellationToken, async (_, _) =>
                Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", ("Authorization", "Bearer " + Token))).Status));
        var chain = AuditChain.Verify(Folder).Single();
        Assert.Equal((null, 400L), (chain.Broken, chain.Lines));
    }

    [Fact]
    public async Task Two_servers_write_two_files_and_never_one()
    {
        await using var one = await Start(null);
        await Assert.ThrowsAsync<Gruppera.Workflows.RefusedException>(() => Start(null));
        await using var two = await Start(null, "two");
        foreach (var server in new[] { one, two })
            Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", ("Authorization", "Bearer " + Token))).Status);
        Assert.Equal(["one", "two"], AuditChain.Verify(Folder).Select(chain => chain.Server).Order(StringComparer.Ordinal));
    }

    private const string Token = "0123456789abcdef0123456789abcdef";

    /// <summary>Some lines of a server that starts and stops.</summary>
    private async Task Fill(int lines)
    {
        await using var server = await Start(null);
        for (var i = 0; i < lines; i++)
            Assert.Equal(200, (await server.Post("/v1/group", Contact, "application/json", ("Authorization", "Bearer " + Token))).Status);
    }

    private Task<Server> Start(ApiKeys? keys, string name = "one") => Server.With(
        options => (options.AuditFolder, options.ServerName, options.SignIn.Token) = (Folder, name, keys is null ? Token : ""),
        builder => builder.Services.AddSingleton(keys ?? new ApiKeys("")));
}
