using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Tests;
using Gruppera.Web;
using Gruppera.Web.Api;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the answers over HTTP: the command line's own, and kept by readers until the set changes.</summary>
[Collection(CommandLineCollection.Name)]
public class ApiAnswersTest(Server server) : Home, IClassFixture<Server>
{
    private const string Aneurysm = """{"sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";
    private static readonly string[] AneurysmOptions = ["--sex", "M", "--age", "65", "--days", "5", "--dx", "I71.4", "I20.9"];

    [Theory]
    [InlineData("/v1/sets/open-se/drgs/F05E", "drg", "F05E")]
    [InlineData("/v1/sets/open-se/drgs/f05e", "drg", "F05E")]
    [InlineData("/v1/sets/open-se/codes/I21.9", "code", "I21.9")]
    [InlineData("/v1/sets/open-se/codes/JEA00?as=procedure", "code", "JEA00", "--as", "procedure")]
    [InlineData("/v1/sets/open-se/codes/G94.0*A50.3", "code", "G94.0*A50.3")]
    [InlineData("/v1/sets/open-se/properties/05M06", "property", "05M06")]
    [InlineData("/v1/sets/open-se/properties/05M06?type=dgcat", "property", "05M06", "--type", "dgcat")]
    [InlineData("/v1/sets/open-se/rules/E51C01", "rule", "E51C01")]
    [InlineData("/v1/sets/open-se/search?q=appendix", "search", "appendix")]
    [InlineData("/v1/diff?from=open-se&to=open-se", "tables", "diff", "open-se", "open-se")]
    public async Task The_answer_is_the_command_lines(string path, params string[] command)
    {
        foreach (var language in new[] { "en", "sv" })
        {
            var answer = await server.Get(path, ("Accept-Language", language));
            Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer["Content-Type"]));
            Assert.Equal(Run(["--lang", language, .. command, "--format", "json"]).Out.TrimEnd(), answer.Text);
        }
    }

    [Fact]
    public async Task Explanations_and_changes_are_the_command_lines()
    {
        foreach (var lens in new[] { "why", "near", "full" })
            Assert.Equal(Run(["explain", .. AneurysmOptions, "--lens", lens, "--format", "json"]).Out.TrimEnd(), (await server.Post($"/v1/explain?lens={lens}", Aneurysm)).Text);
        Assert.Equal(Run(["--lang", "sv", "what-if", .. AneurysmOptions, "--format", "json"]).Out.TrimEnd(), (await server.Post("/v1/what-if?lang=sv", Aneurysm)).Text);
        Assert.Equal((400, "GRP5015", "lens"), (await server.Post("/v1/explain?lens=all", Aneurysm)).Problem);
    }

    [Fact]
    public async Task Sets_and_their_groups()
    {
        var sets = (await server.Get("/v1/sets")).Json;
        Assert.Equal("open-se", sets.GetProperty("default").GetString());
        Assert.Equal(["open-se", "other"], sets.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("id").GetString()!));
        var drgs = (await server.Get("/v1/sets/open-se/drgs")).Json;
        Assert.Equal(Server.Set.Set.Rules.Select(rule => rule.Drg).Distinct().Count(), drgs.GetProperty("drgs").GetArrayLength());
        Assert.Equal(("open-se", Server.Set.Set.Version.SourceHash), (drgs.GetProperty("set").GetString(), drgs.GetProperty("sourceHash").GetString()));
    }

    [Fact]
    public async Task Certification_of_a_set()
    {
        var answer = await server.Get("/v1/certify?set=open-se");
        if (Server.Set.Set.TestCases.IsEmpty)
        {
            Assert.Equal((404, "GRP5016", "set"), answer.Problem);
            return;
        }

        Assert.Equal(Server.Set.Set.TestCases.Length, answer.Json.GetProperty("cases").GetInt32());
        Assert.True(answer.Json.GetProperty("isIdentical").GetBoolean());
        Assert.Equal((404, "GRP5016", "set"), (await server.Get("/v1/certify?set=other")).Problem);
    }

    [Fact]
    public async Task Two_sets_compared()
    {
        var diff = (await server.Get("/v1/diff?from=open-se&to=other&only=rules")).Json;
        Assert.Equal(("open-se", "other"), (diff.GetProperty("before").GetString(), diff.GetProperty("after").GetString()));
        Assert.Contains(diff.GetProperty("rules").EnumerateArray(), rule => rule.GetProperty("kind").GetString() == "removed");
        Assert.False(diff.TryGetProperty("names", out _));
    }

    [Theory]
    [InlineData("/v1/sets/none/drgs", 404, "GRP5001", "set")]
    [InlineData("/v1/sets/open-se/drgs/F05Q", 404, "GRP5002", null)]
    [InlineData("/v1/sets/open-se/codes/ZZZZ9", 404, "GRP5003", null)]
    [InlineData("/v1/sets/open-se/codes/I21.9?as=drug", 400, "GRP5015", "as")]
    [InlineData("/v1/sets/open-se/properties/05M0Q", 404, "GRP5004", null)]
    [InlineData("/v1/sets/open-se/properties/05M06?type=2", 400, "GRP5015", "type")]
    [InlineData("/v1/sets/open-se/rules/E51C0Q", 404, "GRP5005", null)]
    [InlineData("/v1/sets/open-se/search", 400, "GRP5015", "q")]
    [InlineData("/v1/sets/open-se/search?q=a&limit=0", 400, "GRP5015", "limit")]
    [InlineData("/v1/sets/open-se/search?q=a&kind=7", 400, "GRP5015", "kind")]
    [InlineData("/v1/diff?to=open-se", 400, "GRP5015", "from")]
    [InlineData("/v1/diff?from=open-se", 400, "GRP5015", "to")]
    [InlineData("/v1/diff?from=open-se&to=none", 404, "GRP5001", "to")]
    [InlineData("/v1/diff?from=none&to=open-se", 404, "GRP5001", "from")]
    [InlineData("/v1/diff?from=open-se&to=open-se&only=all", 400, "GRP5015", "only")]
    [InlineData("/v1/certify?set=none", 404, "GRP5001", "set")]
    [InlineData("/v1/none", 404, "GRP5017", null)]
    [InlineData("/v1/group", 405, "GRP5018", null)]
    public async Task What_there_is_not(string path, int status, string code, string? field)
    {
        var answer = await server.Get(path);
        Assert.Equal((status, code, field), answer.Problem);
        Assert.Equal($"/api#{code}", answer.Json.GetProperty("type").GetString());
        Assert.Equal("", answer["ETag"]);
        var issue = ApiIssues.All.Single(each => each.Id == code);
        Assert.Equal(issue.Meaning.In(Repository.Swedish), (await server.Get(path, ("Accept-Language", "sv"))).Json.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("/v1/sets")]
    [InlineData("/v1/sets/open-se/drgs/F05E")]
    [InlineData("/v1/sets/open-se/search?q=appendix")]
    [InlineData("/v1/diff?from=open-se&to=other")]
    public async Task A_reader_may_ask_for_the_head_alone(string path)
    {
        var (whole, head) = (await server.Get(path), await server.Send(HttpMethod.Head, path, null));
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        foreach (var name in new[] { "ETag", "Content-Type", "Cache-Control", "Gruppera-Engine", "Gruppera-Set" })
            Assert.Equal(whole[name], head[name]);
        Assert.Equal(304, (await server.Send(HttpMethod.Head, path, null, ("If-None-Match", whole["ETag"]))).Status);
        Assert.Equal("GET,HEAD", (await server.Send(HttpMethod.Delete, path, null))["Allow"]);
    }

    [Fact]
    public async Task Every_answer_says_which_set_and_engine_it_came_from()
    {
        foreach (var path in new[] { "drgs", "drgs/F05E", "codes/I21.9", "properties/05M06", "rules/E51C01", "search?q=appendix" })
        {
            var answer = (await server.Get("/v1/sets/open-se/" + path)).Json;
            Assert.Equal(("open-se", Grouping.Grouper.EngineVersion), (answer.GetProperty("set").GetString(), answer.GetProperty("engine").GetString()));
        }
    }

    [Fact]
    public async Task A_change_is_written_as_the_contact_is_so_that_it_can_be_sent_back()
    {
        var outcomes = (await server.Post("/v1/what-if", """{"sex":"M","age":30,"duration":5,"discharge":"R","diagnoses":["O80"]}""")).Json.GetProperty("outcomes").EnumerateArray();
        var changes = outcomes.SelectMany(outcome => outcome.GetProperty("changes").EnumerateArray()).ToList();
        Assert.Contains(changes, change => change.TryGetProperty("sex", out var sex) && sex.GetString() == "F");
        Assert.All(changes, change =>
        {
            Assert.True(!change.TryGetProperty("sex", out var sex) || sex.GetString() is "F" or "");
            Assert.True(!change.TryGetProperty("discharge", out var discharge) || discharge.GetString() is "E" or "L" or "");
        });
    }

    [Fact]
    public async Task What_is_near_is_named_as_on_the_command_line()
    {
        var answer = (await server.Get("/v1/sets/open-se/drgs/F05Q")).Json;
        var said = Run("drg", "F05Q");
        Assert.StartsWith(answer.GetProperty("detail").GetString()!, said.Error, StringComparison.Ordinal);
        Assert.All(answer.GetProperty("near").EnumerateArray(), near => Assert.Contains(near.GetProperty("code").GetString()!, said.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/sets")]
    [InlineData("/v1/sets/open-se/drgs/F05E")]
    [InlineData("/v1/diff?from=open-se&to=other")]
    public async Task What_depends_on_the_set_alone_is_sent_once(string path)
    {
        var tag = (await server.Get(path))["ETag"];
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        var again = await server.Get(path, ("If-None-Match", $"\"x\", {tag}"));
        Assert.Equal((304, 0, tag), (again.Status, again.Body.Length, again["ETag"]));
        Assert.Equal(200, (await server.Get(path, ("If-None-Match", tag), ("Accept-Language", "sv"))).Status);
    }

    [Fact]
    public void What_is_written_of_contacts_is_what_is_documented()
    {
        Assert.Equal(typeof(ContactInput).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(), ContactFields.All.Order());
    }
}
