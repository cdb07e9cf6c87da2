using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Web.Files;

namespace Gruppera.Host.Tests;

/// <summary>Pages of analyses, without a browser: what they show and give is what the command line says of the same files.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed class AnalysisPagesTest : Home, IAsyncLifetime
{
    private Server _server = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, seed) in new[] { ("1", "7"), ("2", "9") })
        {
            Assert.Equal(0, Run("synth", "--contacts", "2000", "--seed", seed, "--kpp", "--quiet", "-o", PathOf($"c{name}.csv")).ExitCode);
            Assert.InRange(Run("group", PathOf($"c{name}.csv"), "--quiet", "-o", PathOf($"g{name}.csv")).ExitCode, 0, 3);
        }

        Assert.InRange(Run("weights", "compute", PathOf("g1.csv"), "--store", "list", "-o", PathOf("w.csv"), "--quiet").ExitCode, 0, 3);
        Write("rules.json", """{ "name": "Avtal", "version": "1", "prices": [ { "price": 60000 } ] }""");
        Write("plan.csv", "drg,contacts,unit\nE44E,10,Ådalens lasarett\nY26R,200,Ådalens lasarett\n");
        Write("technology.json", """{ "name": "Ablation", "start": 2025, "parts": [ { "procedures": ["FPB"] }, { "diagnoses": ["I48"] } ] }""");
        _server = await Server.With(_ => { }, weights: new(new(PathOf("home"))));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("compare", "a=g1.csv b=g2.csv weights:list", "compare --a g1.csv --b g2.csv --weights list")]
    [InlineData("los", "contacts=g1.csv trim-days:iqr:5% by:clinic", "los g1.csv --by clinic")]
    [InlineData("pay", "contacts=g1.csv weights-file=w.csv rules=rules.json", "pay g1.csv --weights w.csv --rules rules.json")]
    [InlineData("budget", "plans=plan.csv weights:list price:60000", "budget plan.csv --weights list --price 60000")]
    [InlineData("weights", "contacts=c1.csv trim:iqr:3% share-pq:true kind:reference", "weights compute c1.csv --trim iqr:3% --share-pq --kind reference")]
    [InlineData("episodes", "contacts=c1.csv level:hospital principal:longest", "episodes c1.csv --level hospital --principal longest -o o.csv")]
    [InlineData("homogeneity", "contacts=g1.csv versus=g2.csv by:care_form trim:iqr:3%", "homogeneity g1.csv --versus g2.csv --by care_form --trim iqr:3%")]
    [InlineData("complications", "contacts=c1.csv min-contacts:5 visits:true method:additive", "complications review c1.csv --min-contacts 5 --visits --method additive")]
    [InlineData("monotonicity", "contacts=c1.csv weights:list marks:true mend:3", "monotonicity c1.csv --weights list --marks --mend 3")]
    [InlineData("technology", "technology=technology.json contacts=c1.csv weights:list", "technology assess technology.json --contacts c1.csv --weights list")]
    public async Task An_analysis_says_what_the_command_line_says(string kind, string given, string command)
    {
        using var reader = new FileReader(_server, "/analyses/" + kind);
        var page = await reader.Done(await Send(reader, given));
        var said = Run([.. command.Split(' ').Select(word => File.Exists(PathOf(word)) || word == "o.csv" ? PathOf(word) : word), "--format", "json", "--quiet"]);
        var path = Regex.Match(page, "href=\"(/analyses/[0-9a-f]{32})/download\"").Groups[1].Value;
        using var download = await reader.Get(path + "/download");
        Assert.InRange(said.ExitCode, 0, 5);
        Assert.True(said.Out.Length > 0, said.Error);
        Assert.Equal(Plain(said.Out), Plain(await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("<section class=\"document\">", page, StringComparison.Ordinal);
        Assert.Contains("<td", page, StringComparison.Ordinal);
        Assert.Contains("gruppera " + command.Split(' ')[0], WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        foreach (var made in JobKinds.All.First(each => each.Name == kind).Makes.Where(made => made is not ("joined.csv" or "change.xlsx")))
        {
            using var file = await reader.Get($"{path}/made?name={made}");
            Assert.Equal(("attachment", HttpStatusCode.OK), (file.Content.Headers.ContentDisposition?.DispositionType, file.StatusCode));
        }

        using var stranger = new FileReader(_server, "/analyses/" + kind);
        foreach (var what in new[] { "", "/download", "/made?name=" + Analysis.Of(kind)!.Kind.Makes.FirstOrDefault("x") })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path + what)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get(path + "/made?name=none")).StatusCode);
        await reader.Post(path + "/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get(path)).StatusCode);
    }

    [Theory]
    [InlineData("los", "by:hospital", 422, "Grouped contacts: nothing was given")]
    [InlineData("los", "contacts=g1.csv trim-days:rubbish", 422, "Trimming of care days: “rubbish” cannot be read")]
    [InlineData("pay", "contacts=g1.csv weights:list", 422, "The payer’s rules, JSON: nothing was given")]
    [InlineData("compare", "a=g1.csv other=g2.csv weights:list", 422, "nothing was given")]
    public async Task What_cannot_be_done_is_said_and_nothing_is_kept(string kind, string given, int status, string said)
    {
        using var reader = new FileReader(_server, "/analyses/" + kind);
        using var form = await Form(reader, given);
        using var answer = await reader.Send(form);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(said.Replace('’', '\''), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Contains("There are no files.", await (await reader.Get("/files")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sets_stand_side_by_side_on_one_file()
    {
        using var reader = new FileReader(_server, "/analyses/simulate");
        Assert.Contains("<option value=\"other\">", await (await reader.Get("/analyses/simulate")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var page = await reader.Done(await Send(reader, "contacts=c1.csv versus:other by:hospital"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(PathOf("c1.csv"), TestContext.Current.CancellationToken)), "contacts", "c1.csv" } };
        var job = (await _server.Send(HttpMethod.Post, "/v1/jobs/simulate?versus=other&by=hospital", form)).Json.GetProperty("id").GetString();
        var state = "";
        while (state is not ("done" or "failed"))
            state = (await _server.Get("/v1/jobs/" + job)).Json.GetProperty("state").GetString();
        var path = Regex.Match(page, "href=\"(/analyses/[0-9a-f]{32})/download\"").Groups[1].Value;
        using var download = await reader.Get(path + "/download");
        Assert.Equal(Plain((await _server.Get($"/v1/jobs/{job}/simulate")).Text), Plain(await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("other", page[page.IndexOf("class=\"document\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_technology_is_assessed_from_the_form_alone()
    {
        using var reader = new FileReader(_server, "/analyses/technology");
        var page = await reader.Done(await Send(reader, "name:Ablation start:2025 part:FPB part:I48 setting:inpatient contacts=c1.csv"));
        var said = Run("technology", "assess", PathOf("technology.json"), "--contacts", PathOf("c1.csv"), "--format", "json", "--quiet");
        var path = Regex.Match(page, "href=\"(/analyses/[0-9a-f]{32})/download\"").Groups[1].Value;
        using var download = await reader.Get(path + "/download");
        Assert.Equal(Plain(said.Out), Plain(await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_failed_analysis_says_why_and_a_form_from_elsewhere_is_refused()
    {
        using var reader = new FileReader(_server, "/analyses/budget");
        var page = await reader.Done(await Send(reader, "plans=plan.csv weights:list price:60000 rules=rules.json"));
        Assert.Contains("Give the payer's rules, or kronor for weight 1.0: one of them.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        using var forged = await Form(reader, "plans=plan.csv weights:list price:60000", token: "forged");
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.Send(forged)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get("/analyses/none")).StatusCode);
    }

    [Fact]
    public async Task Another_server_that_shares_files_shows_the_same()
    {
        await using var one = await Server.With(options => options.SharedFolder = PathOf("shared"), weights: new(new(PathOf("home"))));
        await using var two = await Server.With(options => options.SharedFolder = PathOf("shared"), weights: new(new(PathOf("home"))));
        using var reader = new FileReader(one, "/analyses/los");
        var path = await Send(reader, "contacts=g1.csv by:hospital");
        var page = await reader.Done(path);
        reader.Address = two.Address;
        Assert.Equal(DocumentOf(page), DocumentOf(await reader.Done(path)));
        using var made = await reader.Get(path + "/made?name=outliers.csv");
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    [Fact]
    public async Task A_choice_stands_in_the_address_and_behind_a_figure_are_its_contacts()
    {
        using var files = new FileReader(_server, "/file");
        var file = (await files.Upload(await File.ReadAllBytesAsync(PathOf("c1.csv"), TestContext.Current.CancellationToken), "c1.csv")).Headers.Location!.OriginalString;
        await files.Done(file);
        var path = await SendAs("/analyses/los", "by:hospital saved-contacts:grouped-" + file.Split('/')[^1]);
        const string command = "los g1.csv --by hospital --only care_form=inpatient --only period=2025-01..2025-06";
        var address = path + "?f.care_form=inpatient&from=2025-01&to=2025-06";
        var page = await files.Done(address);
        Assert.Equal(Plain(Said(command)), await Figures(path));
        Assert.Contains("--only care_form=inpatient --only period=2025-01..2025-06", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("of 2 000 contacts", Plainly(page), StringComparison.Ordinal);
        var rows = Regex.Matches(page[page.IndexOf("class=\"document\"", StringComparison.Ordinal)..], "<td><a href=\"(/file/[^\"]*)\">[^<]*</a></td><td class=\"number\">([^<]*)</td>");
        Assert.NotEmpty(rows);
        foreach (var row in rows.Where((_, i) => i % 3 == 0))
        {
            var table = await files.Done(WebUtility.HtmlDecode(row.Groups[1].Value));
            Assert.Contains($"role=\"status\">{row.Groups[2].Value} of ", Plainly(table), StringComparison.Ordinal);
        }

        var casemix = await SendAs("/casemix", "list:list saved:grouped-" + file.Split('/')[^1]);
        var some = await files.Done(casemix + "?f.drg_mdc=05");
        Assert.Contains("/contacts?f.drg_mdc=05&amp;f.hospital=", some, StringComparison.Ordinal);
        Assert.DoesNotContain("f.drg_mdc=05&amp;f.hospital=", await files.Done(casemix), StringComparison.Ordinal);
        var none = await files.Done(path + "?f.hospital=Nowhere");
        Assert.Contains("hospital: Nowhere", none, StringComparison.Ordinal);
        Assert.Contains("is no period", WebUtility.HtmlDecode(await files.Done(file + "/contacts?from=2025-13")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", WebUtility.HtmlDecode(await files.Done(path + "?from=2025-13")), StringComparison.Ordinal);
        await files.Done(path);
        Assert.Equal(Plain(Said("los g1.csv --by hospital")), await Figures(path));

        string Said(string line) => Run([.. line.Split(' ').Select(word => File.Exists(PathOf(word)) ? PathOf(word) : word), "--format", "json", "--quiet"]).Out;

        static string Plainly(string text) => WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Replace('\u202f', ' ');

        async Task<string> Figures(string of) => Plain(await (await files.Get(of + "/download")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        async Task<string> SendAs(string place, string given)
        {
            using var form = await Form(files, given);
            using var answer = await files.SendTo(place, form);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            var location = answer.Headers.Location!.OriginalString;
            await files.Done(location);
            return location;
        }
    }

    /// <summary>What a page shows, without what differs from server to server: how the files were read, the document, what was found.</summary>
    private static string DocumentOf(string page)
    {
        Assert.Contains("<details class=\"reading\">", page, StringComparison.Ordinal);
        Assert.Contains("<section class=\"document\">", page, StringComparison.Ordinal);
        return Regex.Replace(page, "value=\"CfDJ8[^\"]*\"|127\\.0\\.0\\.1:[0-9]+", "");
    }

    [Fact]
    public void Every_field_of_a_form_is_one_of_its_job_and_every_choice_has_words() =>
        Assert.All(Analysis.All, analysis =>
        {
            Assert.All(analysis.Fields, asked => Assert.Equal(analysis.FieldOf(asked).Values.Length, asked.Choices.Length));
            Assert.All(analysis.Kind.Fields.Where(field => field.IsRequired), field => Assert.Contains(analysis.Fields, asked => asked.Name == field.Name));
        });

    /// <summary>Sends a form, <c>name=file</c> and <c>name:value</c>, and gives the page that it leads to.</summary>
    private async Task<string> Send(FileReader reader, string given)
    {
        using var form = await Form(reader, given);
        using var answer = await reader.Send(form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<MultipartFormDataContent> Form(FileReader reader, string given, string? token = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(token ?? await reader.Token()), "__RequestVerificationToken" } };
        foreach (var word in given.Split(' '))
        {
            if (word.Split('=', 2) is [var part, var name] && !part.Contains(':', StringComparison.Ordinal))
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(PathOf(name), TestContext.Current.CancellationToken)), part, name);
            else
                form.Add(new StringContent(word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]), word[..word.IndexOf(':', StringComparison.Ordinal)]);
        }

        // What a browser sends of a field without a file.
        var none = new ByteArrayContent([]);
        none.Headers.ContentDisposition = new("form-data") { Name = "\"costs\"", FileName = "\"\"" };
        form.Add(none);
        return form;
    }

    /// <summary>An answer without what tells of places and times.</summary>
    private string Plain(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Regex.Replace(
            Regex.Replace(JsonSerializer.Serialize(document), @"""(computedAt|storedAt|name|file)"":""[^""]*""", ""), "[^\"]*gruppera-[^\"]*/", "").Replace(Root + "/", "", StringComparison.Ordinal);
    }
}
