using System.Net;
using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Facts that are missing or contradictory, over HTTP and in the explorer.</summary>
public class ApiFactsTest(Server server) : IClassFixture<Server>
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Twice = """{"id":"1","sex":"M","age":4,"birthDate":"1950-01-01","admissionDate":"2021-01-01","dischargeDate":"2021-01-05","diagnoses":["I50.9"]}""";
    private const string Nothing = """{"id":"2","sex":"M","diagnoses":["I50.9"],"duration":4}""";

    /// <summary>What a page sends comes back in the page, and in no address: neither a redirect nor a link holds the patient.</summary>
    [Fact]
    public async Task A_contact_that_is_sent_stands_in_no_address()
    {
        foreach (var body in new[] { "dx=I714&dx=I20.9&sex=M&age=65&days=5", "after=" + Uri.EscapeDataString("dx=I714&dx=I209&sex=M&age=65&days=5"), "dx=I714&dx=I209&dx=I219&sex=M&age=65&days=5&do=drop:dx:2" })
        {
            var page = await server.Post("/", body, Form);
            Assert.Equal(200, page.Status);
            Assert.Contains("class=\"code\">E51C</a>", page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("(href|action|hx-[a-z-]+|formaction)=\"[^\"]*(dx=|age=65)", page.Text);
        }

        var part = await server.Post("/", "dx=I714&sex=M&age=65&days=5", Form, ("HX-Request", "true"), ("HX-Target", "result"));
        Assert.DoesNotContain("<form", part.Text, StringComparison.Ordinal);
        Assert.Contains("hx-swap-oob=\"innerHTML\">Group E51E", part.Text, StringComparison.Ordinal);
    }

    /// <summary>Any list of codes that may be added is shown whole on request, in the page and as a part of it.</summary>
    [Fact]
    public async Task Codes_that_may_be_added_are_listed_with_their_texts()
    {
        const string contact = "dx=I714&sex=M&age=65&days=5";
        var first = System.Text.RegularExpressions.Regex.Match((await server.Post("/", contact, Form)).Text, "name=\"any\" value=\"([0-9.]+)\" form=\"contact\">Show all, ([0-9\u00a0]+) more");
        var part = await server.Post("/", $"{contact}&any={first.Groups[1].Value}", Form, ("HX-Request", "true"));
        Assert.Equal(first.Groups[2].Value, $"{System.Text.RegularExpressions.Regex.Count(part.Text, "<li>")}");
        Assert.Contains(part.Text[part.Text.IndexOf("<ul", StringComparison.Ordinal)..part.Text.IndexOf("</li>", StringComparison.Ordinal)], (await server.Post("/", $"{contact}&any={first.Groups[1].Value}", Form)).Text, StringComparison.Ordinal);
        foreach (var wrong in new[] { "9999.0", "0.99", "-1.0", "x", "1" })
            Assert.Equal(200, (await server.Post("/", $"{contact}&any={wrong}", Form)).Status);
    }

    [Fact]
    public async Task Age_given_twice_holds_by_precedence_and_is_warned_of()
    {
        var json = (await server.Post("/v1/group", Twice)).Json;
        var aged = (await server.Post("/v1/group", """{"id":"1","sex":"M","ageDays":25933,"duration":5,"diagnoses":["I50.9"]}""")).Json;
        Assert.Equal(aged.GetProperty("rule").GetString(), json.GetProperty("rule").GetString());
        var warning = Assert.Single(json.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("GRP3014", "age"), (warning.GetProperty("code").GetString(), warning.GetProperty("field").GetString()));
        Assert.False(aged.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task A_table_whose_rows_all_lack_what_is_needed_is_refused()
    {
        foreach (var (row, lack) in new[] { ("F;60;4;;" + new string('x', 200) + "\n", "diagnoses"), ("F;;4;I50.9;" + new string('x', 200) + "\n", "age") })
        {
            using var table = new StringContent("sex;age_years;duration;dx1;note\n" + string.Concat(Enumerable.Repeat(row, 5000)), System.Text.Encoding.UTF8, "text/csv");
            using var client = new HttpClient();
            using var answer = await client.PostAsync(new Uri(server.Address, "/v1/group"), table, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(lack, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v1/explain")]
    [InlineData("/v1/what-if")]
    public async Task Answers_about_a_contact_warn_of_what_contradicts_itself(string address)
    {
        var warning = Assert.Single((await server.Post(address, Twice)).Json.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("GRP3014", "age"), (warning.GetProperty("code").GetString(), warning.GetProperty("field").GetString()));
        Assert.False((await server.Post(address, """{"age":50,"duration":4,"diagnoses":["I50.9"]}""")).Json.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task Without_age_or_care_days_there_is_no_group()
    {
        Assert.Equal((422, "GRP3012", "age"), (await server.Post("/v1/group", Nothing)).Problem);
        Assert.Equal((422, "GRP3012", "age"), (await server.Post("/v1/explain", Nothing)).Problem);
        Assert.Equal((422, "GRP3013", "duration"), (await server.Post("/v1/what-if", """{"age":50,"admissionDate":"2021-01-01","diagnoses":["I50.9"]}""")).Problem);
        Assert.Equal(200, (await server.Post("/v1/group", """{"age":50,"careForm":"outpatient","admissionDate":"2021-01-01","diagnoses":["I50.9"]}""")).Status);
        var lines = (await server.Post("/v1/group", Nothing + "\n" + Twice + "\n", "application/x-ndjson")).Lines;
        Assert.Equal("GRP3012", JsonDocument.Parse(lines[0]).RootElement.GetProperty("issue").GetProperty("code").GetString());
        Assert.Contains("\"warnings\":[{\"code\":\"GRP3014\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_mean_nothing_are_counted_for_lists_lines_and_tables()
    {
        const string body = """{"id":"1","sex":"M","age":60,"duration":5,"diagnoses":["Y99.9","I50.9"],"procedures":["QQQ99"]}""";
        foreach (var counts in new[] { (await server.Post("/v1/group", $"[{body},{body}]")).Json, JsonDocument.Parse((await server.Post("/v1/group", $"{body}\n{body}\n", "application/x-ndjson")).Lines[^1]).RootElement })
        {
            Assert.Equal(
                """[{"column":"diagnoses","kind":"unknownCode","count":2,"mostFrequent":[{"value":"Y999","count":2}]},{"column":"procedures","kind":"unknownCode","count":2,"mostFrequent":[{"value":"QQQ99","count":2}]}]""",
                counts.GetProperty("odd").GetRawText());
        }

        using var table = new StringContent("sex;age_years;duration;diagnoses\nx;60;5;I50.9\nM;60;5;I50.9 ord\nM;;5;I50.9\n", System.Text.Encoding.UTF8, "text/csv");
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(server.Address, "/v1/group"), table, TestContext.Current.CancellationToken);
        var summary = JsonDocument.Parse(Assert.Single(answer.Headers.GetValues("Gruppera-Summary"))).RootElement;
        Assert.Equal((3, 2, 1), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("grouped").GetInt32(), summary.GetProperty("unreadable").GetInt32()));
        Assert.Equal(["sex x", "diagnoses ord"], summary.GetProperty("odd").EnumerateArray().Select(column => $"{column.GetProperty("column")} {column.GetProperty("mostFrequent")[0].GetProperty("value")}"));
    }

    [Theory]
    [InlineData("\"I50.9 I10\"", "\"NFJ59, ZXA05\"", "\"I50.9\",\"I10\"", "\"NFJ59\",\"ZXA05\"")]
    [InlineData("\"I50.9;I10\",\"E11.9\"", "", "\"I50.9\",\"I10\",\"E11.9\"", "")]
    [InlineData("\"I50.9|I10\"", "\"NFJ59(20140311)\"", "\"I50.9\",\"I10\"", "\"NFJ59\"")]
    [InlineData("\"N37.0*A52.7 \",\"I10\\nE11.9\"", "", "\"N37.0*A52.7\",\"I10\",\"E11.9\"", "")]
    public async Task Several_codes_in_one_text_are_read_as_in_a_cell(string diagnoses, string procedures, string codes, string operations)
    {
        var (one, several) = ((await server.Post("/v1/explain", Body(diagnoses, procedures))).Text, (await server.Post("/v1/explain", Body(codes, operations))).Text);
        Assert.Equal(several, one);
        Assert.Equal((await server.Post("/v1/group", Body(codes, operations) + "\n", "application/x-ndjson")).Lines[0], (await server.Post("/v1/group", Body(diagnoses, procedures) + "\n", "application/x-ndjson")).Lines[0]);

        static string Body(string diagnoses, string procedures) => $"{{\"sex\":\"F\",\"age\":79,\"duration\":5,\"diagnoses\":[{diagnoses}],\"procedures\":[{procedures}]}}";
    }

    [Fact]
    public async Task A_text_that_is_not_only_codes_is_counted()
    {
        var json = (await server.Post("/v1/group", """[{"sex":"F","age":79,"duration":5,"diagnoses":["I50.9","I10 hypertoni"]}]""")).Json;
        Assert.Equal(1, json.GetProperty("odd")[0].GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("/?dx=I509&days=4", "GRP3012: the age is missing.", "the age is missing")]
    [InlineData("/?dx=I509&age=50", "GRP3013: the care days are missing.", "the care days are missing")]
    [InlineData("/?dx=I509&age=50&admission=2021-01-01", "GRP3013: the care days are missing.", "the care days are missing")]
    public async Task The_explorer_says_what_is_missing_and_gives_no_group(string address, string notice, string beside)
    {
        var page = WebUtility.HtmlDecode((await server.Get(address)).Text);
        Assert.Contains(notice, page, StringComparison.Ordinal);
        Assert.Contains($"class=\"said wide\">{beside}</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"drg\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kön\tÅlder\tVårddagar\tHuvuddiagnos\tBidiagnos 1\tÅtgärd 1\nKvinna\t71\t5\tI50.9\tI10\tAF021", "dx=I509&dx=I10&proc=AF021&sex=F&age=71&days=5")]
    [InlineData("Kjønn\tAlder\tLiggetid\tHovedtilstand\nMann\t71\t4\tI50.9", "dx=I509&sex=M&age=71&days=5")]
    [InlineData("Kön\tÅlder\tVårddagar\tHd\tBd1\tKVÅ-kod (1)\nKvinna\t71\t5\tI50.9\tI10\tAF021", "dx=I509&dx=I10&proc=AF021&sex=F&age=71&days=5")]
    [InlineData("Kön\tÅlder\tVårddagar\tICD10\tICD9\tICD1\nKvinna\t71\t5\tJ44.9\tI10\tI50.9", "dx=I509&dx=I10&dx=J449&sex=F&age=71&days=5")]
    [InlineData("gender\tage\tlos\tdiagnoses\nfemale\t25933\t5\tI50.9, I10", "dx=I509&dx=I10&sex=F&ageDays=25933")]
    public async Task A_row_that_is_pasted_fills_the_form_by_the_names_that_files_have(string pasted, string address)
    {
        var page = (await server.Post("/", "pasted=" + Uri.EscapeDataString(pasted), Form)).Text;
        var plain = (await server.Get("/?" + address)).Text;
        Assert.Equal(Values(FormOf(plain)), Values(FormOf(page)));
        static string FormOf(string text) => text[text.IndexOf("<form id=\"contact\"", StringComparison.Ordinal)..text.IndexOf("<section id=\"result\"", StringComparison.Ordinal)];
        Assert.Contains("value=\"I509\"", page, StringComparison.Ordinal);

        static string Values(string text) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(text, " (?:value|checked|selected)=\"[^\"]*\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value));
    }

    [Fact]
    public async Task The_explorer_takes_the_same_age_as_the_api_and_says_that_two_differ()
    {
        var page = WebUtility.HtmlDecode((await server.Get("/?dx=I509&sex=M&age=4&birth=1950-01-01&admission=2021-01-01&leaving=2021-01-05")).Text);
        Assert.Contains("71 years old", page, StringComparison.Ordinal);
        Assert.Contains("GRP3014: two facts give ages more than one year apart.", page, StringComparison.Ordinal);
    }
}
