using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Stories of <c>POST /v1/group</c>.</summary>
public class ApiGroupTest(Server server) : IClassFixture<Server>
{
    private const string Aneurysm = """{"id":"A1","sex":"M","age":65,"duration":5,"diagnoses":["I71.4","I20.9"]}""";

    [Fact]
    public async Task One_contact()
    {
        var answer = await server.Post("/v1/group", Aneurysm);
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer["Content-Type"]));
        var hash = Server.Set.Set.Version.SourceHash;
        Assert.Equal(
            $$"""{"set":"open-se","sourceHash":"{{hash}}","engine":"{{Grouping.Grouper.EngineVersion}}","id":"A1","drg":"E51C","name":"Diseases of arteries, complicated","drgMdc":"05","mdc":"05","returnCode":"0","level":1,"kind":"conservative","surgery":"medical","daySurgery":false,"careForm":"inpatient","careFormFrom":"derived","specialty":"somatic","specialtyFrom":"derived","ord":"{{answer.Json.GetProperty("ord").GetString()}}","rule":"E51C01"}""" + "\n",
            answer.Text);
        Assert.Equal($"open-se; sha256={hash}", answer["Gruppera-Set"]);
        Assert.Equal((Grouping.Grouper.EngineVersion, "no-store"), (answer["Gruppera-Engine"], answer["Cache-Control"]));
    }

    [Fact]
    public async Task The_language_and_the_set_are_asked_for()
    {
        Assert.Equal("Sjukdomar i artärer, komplicerat", (await server.Post("/v1/group?lang=sv", Aneurysm)).Json.GetProperty("name").GetString());
        Assert.Equal("Sjukdomar i artärer, komplicerat", (await server.Post("/v1/group", Aneurysm, "application/json", ("Accept-Language", "fr, sv-SE;q=0.8, en;q=0.5"))).Json.GetProperty("name").GetString());
        Assert.Equal("Diseases of arteries, complicated", (await server.Post("/v1/group?lang=da", Aneurysm)).Json.GetProperty("name").GetString());
        Assert.Equal("other", (await server.Post("/v1/group?set=other", Aneurysm)).Json.GetProperty("set").GetString());
        Assert.Equal((404, "GRP5001", "set"), (await server.Post("/v1/group?set=none", Aneurysm)).Problem);
    }

    [Theory]
    [InlineData("""{"sex":"1","ageDays":23742,"duration":5,"diagnoses":["i714","I20.9"]}""")]
    [InlineData("""{"sex":"m","birthDate":"1960-03-01","admissionDate":"2025-03-01","dischargeDate":"20250305","diagnoses":[{"code":"I71.4"},{"code":"I20.9","dagger":null}]}""")]
    [InlineData("""{"id":17,"sex":"K","age":65,"duration":5,"discharge":"n","diagnoses":[null,"","I71.4","I20.9"],"procedures":[],"birthDate":null}""")]
    [InlineData("""{"di\u0061gnoses":["\u004971.4","I20.9"],"duration":5,"sex":"","age":65}""")]
    public async Task The_same_contact_said_otherwise(string contact) =>
        Assert.Equal("E51C", (await server.Post("/v1/group", contact)).Json.GetProperty("drg").GetString());

    [Fact]
    public async Task Pairs_in_every_notation()
    {
        var answer = await server.Post("/v1/group", """[{"diagnoses":["G94.0*A50.3"]},{"diagnoses":["A50.3+G94.0*"]},{"diagnoses":["A50.3†G94.0*"]},{"diagnoses":[{"code":"G94.0","dagger":"A50.3"}]}]""");
        var results = answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetRawText()).ToList();
        Assert.Equal(4, results.Count);
        Assert.Single(results.Distinct());
    }

    [Fact]
    public async Task Issues_of_lines_have_their_line_and_blank_lines_are_counted()
    {
        var answer = await server.Post("/v1/group", "{\"id\":\"a\",\"age\":\"x\"}\n\n \nno json\n{\"age\":1,\"age\":2}\n", "application/x-ndjson");
        var issues = answer.Text.TrimEnd().Split('\n')[..^1].Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("issue"));
        Assert.Equal([(1, "GRP3002"), (4, "GRP3001"), (5, "GRP5020")], issues.Select(issue => (issue.GetProperty("line").GetInt32(), issue.GetProperty("code").GetString()!)));
    }

    [Fact]
    public async Task A_bad_contact_in_a_list_becomes_an_item_and_the_rest_go_on()
    {
        var answer = await server.Post("/v1/group", $$"""[{{Aneurysm}},{"id":"A2","age":"old"},17,{"id":"A3","diagnosis":["I71.4"]},{{Aneurysm}}]""");
        var json = answer.Json;
        Assert.Equal(
            ["A1 E51C", "A2 GRP3002 age string", " GRP5013  number", "A3 GRP5012 diagnosis array", "A1 E51C"],
            json.GetProperty("results").EnumerateArray().Select(Short));
        Assert.Equal((5, 2, 3), (json.GetProperty("contacts").GetInt32(), json.GetProperty("grouped").GetInt32(), json.GetProperty("unreadable").GetInt32()));
        Assert.DoesNotContain("old", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"age":-1}""", "GRP3002", "age")]
    [InlineData("""{"ageDays":1.5}""", "GRP3002", "ageDays")]
    [InlineData("""{"duration":123456789}""", "GRP3003", "duration")]
    [InlineData("""{"birthDate":"2025-02-30"}""", "GRP3004", "birthDate")]
    [InlineData("""{"birthDate":"2025-02-02","admissionDate":"2025-02-01"}""", "GRP3005", "birthDate")]
    [InlineData("""{"admissionDate":"2025-02-02","dischargeDate":"2025-02-01"}""", "GRP3005", "dischargeDate")]
    [InlineData("""{"sex":"X"}""", "GRP5013", "sex")]
    [InlineData("""{"sex":["M"]}""", "GRP5013", "sex")]
    [InlineData("""{"discharge":"Q"}""", "GRP5013", "discharge")]
    [InlineData("""{"id":{}}""", "GRP5013", "id")]
    [InlineData("""{"diagnoses":"I71.4"}""", "GRP5013", "diagnoses")]
    [InlineData("""{"diagnoses":[1]}""", "GRP5013", "diagnoses")]
    [InlineData("""{"diagnoses":[{"code":"I71.4","text":"x"}]}""", "GRP5012", "diagnoses.text")]
    [InlineData("""{"procedures":[{}]}""", "GRP5013", "procedures")]
    [InlineData("""{"name":"Anna"}""", "GRP5012", "name")]
    [InlineData("""{"sex":"M","age":60,"sex":"F","diagnoses":["I714"]}""", "GRP5020", "sex")]
    [InlineData("""{"diagnoses":[{"code":"I71.4","code":"I20.9"}]}""", "GRP5020", "diagnoses.code")]
    public async Task What_a_contact_cannot_be(string contact, string code, string field)
    {
        Assert.Equal((422, code, field), (await server.Post("/v1/group", contact)).Problem);
        Assert.Equal((422, code, field), (await server.Post("/v1/explain", contact)).Problem);
        Assert.Equal((422, code, field), (await server.Post("/v1/what-if", contact)).Problem);
    }

    [Fact]
    public async Task A_contact_has_so_many_codes_and_no_more()
    {
        string Codes(int count) => $$"""{"age":65,"duration":5,"diagnoses":[{{string.Join(',', Enumerable.Repeat("\"I71.4\"", count))}}]}""";
        Assert.Equal(200, (await server.Post("/v1/group", Codes(500))).Status);
        Assert.Equal((422, "GRP5014", "diagnoses"), (await server.Post("/v1/group", Codes(501))).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[{}")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":\"A1\",}")]
    [InlineData("{\"id\":\"\\ud800\",\"\\ud800\":1}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_is_no_json(string body) => Assert.Equal((400, "GRP5006", null), (await server.Post("/v1/group", body)).Problem);

    [Fact]
    public async Task A_body_that_is_no_text_is_refused()
    {
        using var content = new ByteArrayContent([.. "{\"id\":\""u8, 0xFF, 0xFE, .. "\"}"u8]) { Headers = { { "Content-Type", "application/json" } } };
        Assert.Equal((400, "GRP5006", null), (await server.Send(HttpMethod.Post, "/v1/group", content)).Problem);
        var marked = await server.Post("/v1/group", "\uFEFF" + Aneurysm);
        Assert.Equal("E51C", marked.Json.GetProperty("drg").GetString());
    }

    [Fact]
    public async Task Lines_in_and_lines_out()
    {
        var answer = await server.Post("/v1/group", "\uFEFF" + Aneurysm + "\n\r\n{\"id\":\n{\"id\":\"A2\",\"sex\":9}\n \n{\"id\":\"å\\u00e4\"} x\n" + Aneurysm, "application/x-ndjson");
        Assert.Equal((200, "application/x-ndjson"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(["A1 E51C", " GRP3001  ", "A2 GRP5013 sex number", " GRP3001  ", "A1 E51C"], answer.Lines[..^1].Select(line => Short(JsonDocument.Parse(line).RootElement)));
        var last = JsonDocument.Parse(answer.Lines[^1]).RootElement;
        Assert.Equal(("open-se", 5, 2, 3), (last.GetProperty("set").GetString(), last.GetProperty("contacts").GetInt32(), last.GetProperty("grouped").GetInt32(), last.GetProperty("unreadable").GetInt32()));
    }

    [Fact]
    public async Task An_id_comes_back_as_it_went()
    {
        var answer = await server.Post("/v1/group", """{"id":"å\"\\\u00e4\n"}""" + "\n", "application/x-ndjson");
        Assert.Equal("å\"\\ä\n", JsonDocument.Parse(answer.Lines[0]).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_line_without_end_is_passed_over()
    {
        var answer = await server.Post("/v1/group", Aneurysm + "\n" + new string('x', 3 << 20) + "\n" + Aneurysm + "\n" + new string('y', 2 << 20), "application/x-ndjson");
        Assert.Equal(["A1 E51C", " GRP5009  ", "A1 E51C", " GRP5009  "], answer.Lines[..^1].Select(line => Short(JsonDocument.Parse(line).RootElement)));
    }

    [Fact]
    public async Task A_table_in_and_a_table_out()
    {
        var table = await File.ReadAllTextAsync(Gruppera.Tests.Repository.PathOf("samples/contacts.csv"), TestContext.Current.CancellationToken);
        var answer = await server.Post("/v1/group", table, "text/csv; charset=utf-8");
        Assert.Equal((200, "text/csv; charset=utf-8", 61), (answer.Status, answer["Content-Type"], answer.Lines.Length));
        Assert.EndsWith("drg,drg_name,drg_mdc,mdc,rtc,cc,kind,surgery,day_surgery,care_form,care_form_from,specialty,specialty_from,ord,rule_id,set,issue", answer.Lines[0], StringComparison.Ordinal);
        Assert.Contains(",open-se,", answer.Lines[1], StringComparison.Ordinal);
        Assert.Equal((400, "GRP5006", null), (await server.Post("/v1/group", "no;contacts\n1;2\n", "text/csv")).Problem);
    }

    [Fact]
    public async Task Other_content_types_are_refused()
    {
        Assert.Equal((415, "GRP5008", null), (await server.Post("/v1/group", "<contact/>", "application/xml")).Problem);
        Assert.Equal((415, "GRP5008", null), (await server.Post("/v1/explain", Aneurysm, "application/x-ndjson")).Problem);
    }

    private static string Short(JsonElement result)
    {
        var id = result.GetProperty("id").GetString();
        if (!result.TryGetProperty("issue", out var issue))
            return $"{id} {result.GetProperty("drg").GetString()}";
        string Of(string name) => issue.TryGetProperty(name, out var value) ? value.GetString()! : "";
        Assert.NotEmpty(Of("text") + Of("remedy"));
        return $"{id} {Of("code")} {Of("field")} {Of("kind")}";
    }
}
