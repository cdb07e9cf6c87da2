using Gruppera.Cli.Commands;
using Gruppera.Cli.Terminal;
using Gruppera.Mcp;
using Gruppera.Web.Api;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Gruppera.Host.Tests;

/// <summary>Agents ask the program over its standard input and output, and the server over HTTP, with the client of the official SDK. The
/// questions are of the kinds of the public NordDRG-AI benchmark.</summary>
[Collection(CommandLineCollection.Name)]
public class AgentsTest : Home
{
    private static readonly string[] OfLogic = ["sets", "search", "drg", "code", "property", "rule", "diff", "draft_change"];
    private static readonly string[] OfContacts = ["group", "explain", "what_if"];
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a curator asks in a row, each answer leading to the next question.</summary>
    [Fact]
    public async Task Questions_about_the_logic_are_answered_with_facts_and_their_sources()
    {
        await using var client = await Start();
        var tools = await client.ListToolsAsync(cancellationToken: Stop);
        Assert.Equal(OfLogic.Append("sql").Order(StringComparer.Ordinal), tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.Equal((true, false, false), (tool.ProtocolTool.Annotations!.ReadOnlyHint, tool.ProtocolTool.Annotations.DestructiveHint, tool.ProtocolTool.Annotations.OpenWorldHint)));
        Assert.Contains("Cite the sources", client.ServerInstructions, StringComparison.Ordinal);

        // Which group is about something?
        Assert.Contains("| DRG | E51C |", await Ask(client, "search", ("words", "diseases of arteries"), ("kind", "drg")), StringComparison.Ordinal);

        // The codes of a group, and its rules.
        var group = await Ask(client, "drg", ("drg", "e51c"), ("first", 200));
        Assert.Contains("E51C Diseases of arteries, complicated", group, StringComparison.Ordinal);
        Assert.Contains("I71.4", group, StringComparison.Ordinal);
        Assert.Contains("## Rules (1)", group, StringComparison.Ordinal);
        Assert.Matches(@"Source: definition set open-se \(sha256 [0-9a-f]{12}\); drg_logic E51C01: drg_logic\.csv:\d+\.", group);

        // The groups of a code, and where it stands in the tables.
        var code = await Ask(client, "code", ("code", "I21.9"), ("first", 200));
        Assert.Contains("| dgcat | 05M01 |", code, StringComparison.Ordinal);
        Assert.Contains("E41C", code, StringComparison.Ordinal);

        // What excludes what: a principal diagnosis excludes categories, and a category is excluded by principal diagnoses.
        Assert.Contains("Excludes 2 complication categories of secondary diagnoses", code, StringComparison.Ordinal);
        Assert.Contains("excluded by", await Ask(client, "property", ("value", "05C02")), StringComparison.Ordinal);

        // A rule, condition by condition, at its row.
        Assert.Contains("| dur | >0 | inpatient contact (at least one care day) |", await Ask(client, "rule", ("rule", "E51C01")), StringComparison.Ordinal);

        // A change drafted: rows, and nothing stored.
        var draft = await Ask(client, "draft_change", ("intention", "split"), ("fields", new Dictionary<string, string>
        {
            ["drg"] = "E51E",
            ["into"] = "E5ZE",
            ["column"] = "agelim",
            ["cell"] = "<6575",
            ["name"] = "Diseases of arteries, children",
        }));
        Assert.Contains("IN drg_logic:", draft, StringComparison.Ordinal);
        Assert.Contains("agelim=<6575", draft.Replace("&lt;", "<", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("nothing was stored", draft, StringComparison.Ordinal);
        Assert.Contains("No differences.", await Ask(client, "diff", ("before", "open-se"), ("after", "open-se")), StringComparison.Ordinal);
        Assert.DoesNotContain("E5ZE", await Ask(client, "search", ("words", "E51E")), StringComparison.Ordinal);
    }

    /// <summary>What the set lacks is said, with what is near: nothing is invented.</summary>
    [Theory]
    [InlineData("drg", "drg", "E5ZX", "open-se has no DRG E5ZX")]
    [InlineData("rule", "rule", "E51C99", "open-se has no rule E51C99; near: ")]
    [InlineData("property", "value", "05M99", "open-se has no property 05M99")]
    [InlineData("search", "words", "qwertyuiop", "No hits")]
    public async Task What_is_not_there_is_an_error_that_names_what_is_near(string tool, string name, string value, string said)
    {
        await using var client = await Start();
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [name] = value }, cancellationToken: Stop);
        Assert.True(result.IsError);
        Assert.Contains(said, TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contacts_are_asked_about_only_where_that_is_switched_on()
    {
        await using (var closed = await Start())
        {
            await Assert.ThrowsAnyAsync<Exception>(async () => await closed.CallToolAsync("group", new Dictionary<string, object?> { ["diagnoses"] = new[] { "I71.4" }, ["careDays"] = 4 }, cancellationToken: Stop));
        }

        await using var client = await Start("--contacts");
        (string, object?)[] contact = [("diagnoses", new[] { "I71.4", "I20.9" }), ("careDays", 4), ("age", 65), ("sex", "M")];
        Assert.Contains("| DRG | E51C Diseases of arteries, complicated |", await Ask(client, "group", contact), StringComparison.Ordinal);
        Assert.Contains("I20.9, 05C02 Angina pectoris: gives level 1", await Ask(client, "explain", contact), StringComparison.Ordinal);
        Assert.Contains("| E51E |", await Ask(client, "what_if", contact), StringComparison.Ordinal);

        // The care form is what is said of it, or what the care days make of it.
        Assert.Contains("| DRG |", await Ask(client, "group", ("diagnoses", new[] { "Z00.0" }), ("careDays", 0), ("age", 65), ("sex", "M"), ("careForm", "primary")), StringComparison.Ordinal);
        foreach (var form in new[] { "inpatient", "elsewhere" })
            Assert.True((await client.CallToolAsync("group", new Dictionary<string, object?> { ["diagnoses"] = new[] { "I71.4" }, ["careDays"] = 0, ["age"] = 65, ["sex"] = "M", ["careForm"] = form }, cancellationToken: Stop)).IsError);

        // SQL opens files of contacts, through the reader of contacts alone.
        Assert.Contains("| 60 | 60 |", await Ask(client, "sql", ("query", $"select count(*), count(drg(diagnoses, sex := sex, age_days := age_days, duration := duration)) from contacts('{Contacts}')")), StringComparison.Ordinal);
        foreach (var query in new[] { $"from read_csv('{Contacts}')", "from contacts('postgres:host=127.0.0.1;table=t')", $"from contacts('{PathOf("Anna Andersson.csv")}')" })
        {
            var refused = await client.CallToolAsync("sql", new Dictionary<string, object?> { ["query"] = query }, cancellationToken: Stop);
            Assert.True(refused.IsError);
            Assert.DoesNotContain("Andersson", TextOf(refused), StringComparison.Ordinal);
        }

        // Of a file counts, and nothing of a contact.
        var mistakes = await Ask(client, "quality", ("path", Mistakes));
        Assert.Contains("rows that could not be read", mistakes, StringComparison.Ordinal);
        var ids = File.ReadLines(Mistakes).Skip(1).Select(line => line.Split(',')[0]).Where(id => id.Length > 2);
        Assert.All(ids, id => Assert.DoesNotContain(id, mistakes, StringComparison.Ordinal));

        // An error names the field, and neither what was sent nor the path.
        var wrong = await client.CallToolAsync("group", new Dictionary<string, object?> { ["diagnoses"] = new[] { "I71.4" }, ["careDays"] = 4, ["sex"] = "patient X", ["age"] = 65 }, cancellationToken: Stop);
        Assert.True(wrong.IsError);
        Assert.Contains("sex", TextOf(wrong), StringComparison.Ordinal);
        Assert.DoesNotContain("patient X", TextOf(wrong), StringComparison.Ordinal);
        var gone = await client.CallToolAsync("quality", new Dictionary<string, object?> { ["path"] = PathOf("Anna Andersson.csv") }, cancellationToken: Stop);
        Assert.True(gone.IsError);
        Assert.DoesNotContain("Andersson", TextOf(gone), StringComparison.Ordinal);
    }

    /// <summary>SQL reads the tables of sets, and nothing else of this computer.</summary>
    [Fact]
    public async Task Sql_is_closed_to_files_and_networks()
    {
        await using var client = await Start();
        var answer = await Ask(client, "sql", ("query", "select drg, rules from groups() where drg = 'E51C'"));
        Assert.Contains("| E51C | 1 |", answer, StringComparison.Ordinal);
        Assert.Matches(@"Source: definition set open-se \(sha256 [0-9a-f]{12}\)", answer);
        var cut = await Ask(client, "sql", ("query", "select rank from rules()"), ("limit", 2));
        Assert.Contains("| 1 |", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("| 2 |", cut, StringComparison.Ordinal);
        Assert.Contains("There are more rows", cut, StringComparison.Ordinal);
        foreach (var (query, reason) in new[]
        {
            ($"from read_csv('{Contacts}')", "disabled"), ($"from read_text('{Contacts}')", "disabled"), ($"from '{Contacts}'", "disabled"), ($"from glob('{Root}/*')", "disabled"),
            ($"copy (select 1) to '{PathOf("x.csv")}'", "disabled"), ($"attach '{PathOf("x.db")}'", "disabled"), ($"export database '{PathOf("x")}'", "disabled"),
            ("set enable_external_access = true", "locked"), ("install httpfs", "refused"), ($"from contacts('{Contacts}')", "contacts"), ("select drg('I50.9')", "drg"),
            ("from rules(\"set\" := 'none')", "there is no set none; there are open-se"),
        })
        {
            var refused = await client.CallToolAsync("sql", new Dictionary<string, object?> { ["query"] = query }, cancellationToken: Stop);
            Assert.Equal((query, true), (query, refused.IsError));
            Assert.Contains(reason, TextOf(refused), StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(Root, "x*"));
    }

    [Fact]
    public void Sql_that_takes_too_long_is_ended()
    {
        var sql = new AgentSql(new Session { Out = TextWriter.Null, Error = TextWriter.Null, Language = Language.English }, new SetCatalogue(["open-se"], _ => Server.Set)) { Longest = TimeSpan.FromSeconds(0.2) };
        var said = Assert.Throws<AgentSqlException>(() => sql.Ask("select sum(a.i * b.i) from range(10000000) a(i), range(1000000) b(i)", 1, AgentAccess.Logic, Stop));
        Assert.Contains("took more than 0.2 seconds", said.Message, StringComparison.Ordinal);
    }

    /// <summary>The first set answers where none is named; one that is named and not served is refused, the open set too.</summary>
    [Fact]
    public void Sql_takes_no_other_set_than_the_one_that_is_named()
    {
        var sql = new AgentSql(new Session { Out = TextWriter.Null, Error = TextWriter.Null, Language = Language.English }, new SetCatalogue(["mine"], _ => Server.Set));
        Assert.Equal(["true"], sql.Ask("select count(*) = (select count(*) from rules(\"set\" := 'mine')) from rules()", 1, AgentAccess.Logic, Stop).Rows[0]);
        var said = Assert.Throws<AgentSqlException>(() => sql.Ask("from rules(\"set\" := 'open-se')", 1, AgentAccess.Logic, Stop));
        Assert.Equal("there is no set open-se; there are mine", said.Message);
    }

    [Fact]
    public async Task Glossary_and_issue_codes_can_be_read()
    {
        await using var client = await Start();
        Assert.Equal(["gruppera://glossary", "gruppera://issues"], (await client.ListResourcesAsync(cancellationToken: Stop)).Select(resource => resource.Uri).Order(StringComparer.Ordinal));
        Assert.Contains("DRG", Read(await client.ReadResourceAsync("gruppera://glossary", cancellationToken: Stop)), StringComparison.Ordinal);
        Assert.StartsWith("GRP3013 (error): the care days are missing.", Read(await client.ReadResourceAsync("gruppera://issues/GRP3013", cancellationToken: Stop)), StringComparison.Ordinal);

        static string Read(ReadResourceResult result) => ((TextResourceContents)result.Contents[0]).Text;
    }

    [Fact]
    public async Task The_server_answers_this_computer_and_refuses_others()
    {
        await using var application = WebServer.Build(new SetCatalogue(["open-se"], _ => Server.Set), "http://127.0.0.1:0", agents: AgentAccess.Files);
        await application.StartAsync(Stop);
        var address = new Uri(new Uri(application.Urls.First()), "/mcp");
        await using (var client = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = address }), cancellationToken: Stop))
        {
            // A path of the server's disk is nobody's to name over HTTP.
            Assert.Equal(OfLogic.Concat(OfContacts).Order(StringComparer.Ordinal), (await client.ListToolsAsync(cancellationToken: Stop)).Select(tool => tool.Name).Order(StringComparer.Ordinal));
            Assert.Contains("E51C01", await Ask(client, "rule", ("rule", "E51C01")), StringComparison.Ordinal);
        }

        using var http = new HttpClient();
        foreach (var (name, value, status) in new[] { ("Host", "gruppera.example", 421), ("Origin", "https://other.example", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}", null, "application/json") };
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await http.SendAsync(request, Stop);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080;http://[::1]:5081", true)]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", false)]
    [InlineData("http://*:5080", false)]
    public void Addresses_of_this_computer_are_told_apart(string urls, bool areLocal) => Assert.Equal(areLocal, LocalOnly.AreLocal(urls));

    [Fact]
    public void A_server_for_others_does_not_answer_agents()
    {
        Assert.Equal((1, "--mcp answers this computer alone: give --urls with 127.0.0.1 or localhost, or leave out --mcp\n"), Outcome(Run("serve", "--urls", "http://0.0.0.0:0", "--mcp")));
        Assert.Equal((1, "--mcp-contacts has no effect without --mcp: give that, or leave it out\n"), Outcome(Run("serve", "--mcp-contacts")));

        static (int, string) Outcome(Said said) => (said.ExitCode, said.Error);
    }

    private static async Task<McpClient> Start(params string[] options) => await McpClient.CreateAsync(new StdioClientTransport(new()
    {
        Command = "dotnet",
        Arguments = [Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll"), "mcp", "--set", "open-se", "--lang", "en", .. options],
    }), cancellationToken: Stop);

    private static async Task<string> Ask(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(each => each.Name, each => each.Value), cancellationToken: Stop);
        Assert.False(result.IsError ?? false, TextOf(result));
        return TextOf(result);
    }

    private static string TextOf(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
