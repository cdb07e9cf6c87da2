using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Web;
using Gruppera.Web.Files;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.TechnicalChanges;
using Microsoft.Extensions.Options;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the workbench, without a browser: a change is proposed, checked, tried and downloaded.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed partial class WorkbenchTest : Home, IAsyncLifetime
{
    private static readonly (string, string)[] Child = [("intention", "split"), ("drg", "f12e"), ("into", "F13E"), ("column", "agelim"), ("cell", "<6575"), ("name", "Blindtarmsoperation, barn")];

    private Server _server = null!;
    private FileReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await Server.With(_ => { });
        _reader = new(_server, "/workbench");
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task Proposals_gather_are_checked_removed_and_downloaded_as_the_command_line_reads_them()
    {
        var split = await Proposed("/workbench", Child);
        var page = await Text(split);
        Assert.Contains("0 rows out, 2 in", page, StringComparison.Ordinal);
        Assert.Contains("The rows fit open-se", page, StringComparison.Ordinal);
        Assert.Contains("&lt;6575", page, StringComparison.Ordinal);

        Assert.Contains("0 rows out, 2 in", await Text(Form(split, "propose")), StringComparison.Ordinal);

        // What comes later is said of the set with what comes before: a second split stands between the first and the group.
        var both = await Proposed(split, [.. Child.Where(field => field.Item1 is not ("into" or "cell")), ("into", "F95E"), ("cell", "<12000")]);
        var given = await Proposed(both, ("intention", "give"), ("type", "dgprop"), ("codes", "I71.4, I21.9"), ("value", "05x40"), ("name", "Under prövning"));
        page = await Text(given);
        Assert.Contains("varval_text_comb", page, StringComparison.Ordinal);

        // A row that is taken away has its finding; the same rows have the same address, whichever way one came.
        var sent = await _reader.Post(Form(given, "remove"), ("row", "3"));
        var without = sent.Headers.Location!.OriginalString.Split('#')[0];
        Assert.Contains("GRP2008", await Text(without), StringComparison.Ordinal);
        Assert.Equal(split, (await _reader.Post(Form(await Proposed(split, ("intention", "row"), ("table", "drg_name"), ("direction", "IN"), ("drg_nat", "A99Z")), "remove"), ("row", "3"))).Headers.Location!.OriginalString.Split('#')[0]);

        using var answer = await _reader.Get(given.Replace("/workbench?", "/workbench/download?", StringComparison.Ordinal));
        Assert.Equal("TC-open-se.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(PathOf("TC.xlsx"), bytes, TestContext.Current.CancellationToken);
        var read = ChangeReader.Read(PathOf("TC.xlsx"), [])!;
        Assert.Contains(read.Rows, row => row.Table == "dgprop_name" && row.Cells.Contains("Under prövning"));
        var said = Run("change", "check", PathOf("TC.xlsx"), "--set", "open-se");
        Assert.Matches("drg_logic +0 +2", said.Out);
        Assert.Equal(0, Run("change", "apply", PathOf("TC.xlsx"), "--set", "open-se", "--as", "tried").ExitCode);
        Assert.StartsWith("F13E ", Run("explain", "--set", "tried", "--sex", "M", "--age", "10", "--days", "3", "--dx", "K35", "--proc", "JEA00").Out, StringComparison.Ordinal);
        Assert.StartsWith("F95E ", Run("explain", "--set", "tried", "--sex", "M", "--age", "30", "--days", "3", "--dx", "K35", "--proc", "JEA00").Out, StringComparison.Ordinal);

        // Uploaded again it is the same proposal.
        Assert.Equal(given, await Uploaded(bytes));
    }

    [Fact]
    public void As_many_are_shared_as_are_kept_and_those_asked_for_stay()
    {
        var options = Options.Create(new WebOptions { SharedFolder = PathOf("shared") });
        var (one, first) = (new ProposalStore(options), Proposal.Empty.With(new ChangeAbout { Title = "first" }));
        one.Keep(first);
        for (var i = 0; i < 310; i++)
        {
            one.Keep(Proposal.Empty.With(new ChangeAbout { Title = $"{i}" }));
            if (i % 100 == 0)
                Assert.NotNull(one.Find(first.Id));
        }

        Assert.Equal(300, Directory.GetFiles(PathOf("shared/proposals")).Length);
        var other = new ProposalStore(options);
        Assert.Equal("first", other.Find(first.Id)?.About.Title);
        Assert.Null(other.Find(Proposal.Empty.With(new ChangeAbout { Title = "0" }).Id));
    }

    [Fact]
    public async Task What_is_said_of_a_change_goes_with_it_and_into_its_paper()
    {
        var split = await Proposed("/workbench", Child);
        using var sent = await _reader.Post(Form(split, "about"), ("title", "Barn för sig"), ("motive", "De vårdas kortare."), ("author", "Region Exempel"), ("status", "accepted"), ("references", "Fall 1\nFall 2"));
        var said = sent.Headers.Location!.OriginalString.Split('#')[0];
        Assert.NotEqual(split, said);
        var page = WebUtility.HtmlDecode(await Text(said));
        Assert.Contains("value=\"Barn för sig\"", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"Accepted\" selected", page);
        using var answer = await _reader.Get(said.Replace("/workbench?", "/workbench/download?", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(PathOf("TC.xlsx"), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var about = ChangeReader.Read(PathOf("TC.xlsx"), [])!.About;
        Assert.Equal(("Barn för sig", ChangeStatus.Accepted, 2), (about.Title, about.Status, about.References.Length));
        var paper = said.Replace("/workbench?", "/workbench/document?", StringComparison.Ordinal);
        Assert.Contains("<h1>Barn för sig</h1>", WebUtility.HtmlDecode(await Text(paper + "&format=html")), StringComparison.Ordinal);
        using var word = await _reader.Get(paper + "&format=docx");
        Assert.EndsWith("wordprocessingml.document", word.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        using var archive = new ZipArchive(await word.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(archive.GetEntry("word/document.xml"));

        // Taken back, the proposal is the one before.
        using var back = await _reader.Post(Form(said, "about"), ("title", ""), ("motive", ""), ("author", ""), ("status", "proposed"), ("references", ""));
        Assert.Equal(split, back.Headers.Location!.OriginalString.Split('#')[0]);
    }

    [Fact]
    public async Task A_rule_is_inserted_before_another_with_its_test_case()
    {
        var rule = await Proposed("/workbench", ("intention", "insert"), ("drg", "F12C"), ("before", "F12E01"), ("conditions", "icd=+ mdc=6 procpro=06S04 dur=>0 sex=M"));
        Assert.Contains(">06S04<", await Text(rule), StringComparison.Ordinal);
        using var sent = await _reader.Post(Form(rule, "cases"));
        var page = await Text(sent.Headers.Location!.OriginalString.Split('#')[0]);
        Assert.Contains("id=\"table-testcase\"", page, StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("before", "none"), ("conditions", "mdc"), ("conditions", "sex=Q"), ("drg", "NEW") })
        {
            using var refused = await _reader.Post("/workbench/propose", ("intention", "insert"), ("drg", field == "drg" ? value : "F12C"), ("before", field == "before" ? value : "F12E01"), ("conditions", field == "conditions" ? value : "mdc=06"));
            Assert.Contains($"id=\"insert-{(field == "drg" ? "name" : field)}-problem\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Trait("lane", "slow")]
    [Theory]
    [InlineData("before=f12", "F12C01 F12E01 F12O01")]
    [InlineData("before=blindtarmsoperation", "F12C01 F12E01 F12O01")]
    [InlineData("before=nothing-of-it", "")]
    [InlineData("cell=-appendicec", "-06S04")]
    [InlineData("cell=<65", "")]
    [InlineData("cell=digestive", "06")]
    [InlineData("conditions=mdc%3D06 proc", "mdc=06 procpro=")]
    [InlineData("conditions=mdc%3Ddigestive", "mdc=06")]
    [InlineData("conditions=mdc%3D06 procpro%3D-appendicec", "mdc=06 procpro=-06S04")]
    [InlineData("conditions=dgcat%3Dappendix", "dgcat=06M07")]
    [InlineData("conditions=odd%3D", "")]
    public async Task Rules_and_conditions_are_found_as_one_types(string typed, string expected)
    {
        var found = await _server.Get("/suggest?" + typed.Replace(" ", "%20", StringComparison.Ordinal));
        Assert.Equal(200, found.Status);
        Assert.StartsWith(expected, string.Join(' ', OptionValue().Matches(found.Text).Select(option => WebUtility.HtmlDecode(option.Groups["value"].Value))), StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, !found.Text.Contains("<li", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_category_that_is_given_twice_leaves_no_trace_of_the_first()
    {
        (string, string)[] Category(string value) => [("intention", "give"), ("type", "dgcat"), ("codes", "A00"), ("value", value), ("name", "")];
        var once = await Proposed("/workbench", Category("06M09"));
        var back = await Proposed(once, Category("06M08"));
        Assert.Equal("/workbench", back);
        Assert.Contains(">OUT<", await Text(once), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drg", "A00Ö", "open-se has no DRG A00Ö")]
    [InlineData("into", "F12C", "open-se has a DRG F12C already")]
    [InlineData("into", "F13-E", "at most six letters and digits")]
    [InlineData("cell", "6575", "6575 cannot be read in the column agelim; it contains days of age")]
    [InlineData("cell", "", "fill this in")]
    [InlineData("column", "age", "choose one")]
    [InlineData("column", "procpro", "no rule of F12E has this column free")]
    public async Task Bad_input_is_said_at_its_field(string field, string value, string said)
    {
        using var answer = await _reader.Post("/workbench/propose", [.. Child.Where(each => each.Item1 != field), (field, value)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Matches($"id=\"split-{field}\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"split-{field}-problem\"", page);
        Assert.Contains($"<small id=\"split-{field}-problem\" class=\"bad\" role=\"alert\">{said}", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Blindtarmsoperation, barn\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dgprop", "QQQ I10", "05X40", "x", "codes")]
    [InlineData("procprop", "I10", "05S40", "x", "codes")]
    [InlineData("dgprop", "I10", "5X4", "x", "value")]
    [InlineData("or", "AAA", "7", "", "value")]
    [InlineData("dgprop", "I10", "05X40", "", "name")]
    [InlineData("nothing", "I10", "05X40", "x", "type")]
    public async Task Bad_properties_are_said_at_their_fields(string type, string codes, string value, string name, string field)
    {
        using var answer = await _reader.Post("/workbench/propose", ("intention", "give"), ("type", type), ("codes", codes), ("value", value), ("name", name));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"give-{field}-problem\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_change_is_refused_and_never_fails()
    {
        Assert.Equal(422, (int)(await Upload("PK no workbook"u8.ToArray())).StatusCode);
        Assert.Equal(422, (int)(await Upload([1, 2, 3], "TC.docx")).StatusCode);
        Assert.Equal(400, (int)(await _reader.Post("/workbench/propose", ("intention", "none"))).StatusCode);
        Assert.Equal(404, (await _server.Get("/workbench?change=0123")).Status);
        Assert.Equal(404, (await _server.Get("/workbench/download?change=0123")).Status);
        Assert.Equal(404, (int)(await _reader.Post("/workbench/propose?change=0123", Child)).StatusCode);
        Assert.Equal(422, (int)(await _reader.Post("/workbench/propose", [Child[0], .. Child[1..].Select(field => (field.Item1, "<" + new string('9', 5000)))])).StatusCode);
        var row = await Proposed("/workbench", ("intention", "row"), ("table", "dg_feat"), ("direction", "OUT"), ("code_nat", "A00"), ("vartype", "DGCAT"), ("varval", "06M99"));
        Assert.Matches("GRP6004</td>\\s*<td class=\"bad\">error</td>\\s*<td class=\"number\">\\s*<span class=\"on-phone\">row </span><a href=\"#row-1\">", await Text(row));
        Assert.Contains("Once every row fits the set", await Text(row), StringComparison.Ordinal);
        var failed = await Done(row, ("madeup", "10"));
        Assert.Contains("cannot be applied as it is", failed, StringComparison.Ordinal);
        using var condition = await _reader.Post("/workbench/propose?table=drg_logic", ("intention", "row"), ("table", "drg_logic"), ("direction", "IN"), ("sex", "X"));
        Assert.Contains("X cannot be read in the column sex", await condition.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var stranger = new HttpRequestMessage(HttpMethod.Post, new Uri("/workbench/propose", UriKind.Relative)) { Content = new FormUrlEncodedContent([new("intention", "split")]) };
        using var refused = await _server.Client.SendAsync(stranger, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Trait("lane", "slow")]
    [Fact]
    public async Task Made_up_contacts_move_as_they_do_on_the_command_line()
    {
        var split = await Proposed("/workbench", ("intention", "split"), ("drg", "E59R"), ("into", "E95R"), ("column", "agelim"), ("cell", "<14610"), ("name", "Yngre"));
        var page = await Done(split, ("madeup", "20000"), ("costs", "yes"), ("list", ""));
        Run("synth", "--contacts", "20000", "--kpp", "--quiet", "-o", PathOf("c.csv"));
        Run("change", "new", "split", "E59R", "--into", "E95R", "--by", "agelim", "--value", "<14610", "--name", "Yngre", "--set", "open-se", "-o", PathOf("s.xlsx"));
        using var json = System.Text.Json.JsonDocument.Parse(Run("simulate", "--change", PathOf("s.xlsx"), "--contacts", PathOf("c.csv"), "--format", "json").Out);
        var moved = json.RootElement.GetProperty("moved").GetInt64();
        Assert.InRange(moved, 1, 20_000);
        Assert.Matches($"data-from=\"E59R\" data-to=\"E95R\"\\s+data-value=\"{moved}\"", page);
        Assert.Contains("data-kind=\"flow\"", page, StringComparison.Ordinal);
        Assert.Contains("rule E95R01 is new", page, StringComparison.Ordinal);
        Assert.Contains("By hospital", page, StringComparison.Ordinal);
        Assert.Contains("Weights recomputed under the new logic", page, StringComparison.Ordinal);
        Assert.Contains("Certification cases", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Unintended</dt>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_tried_its_figures_downloaded_and_it_is_gone()
    {
        Run("synth", "--contacts", "5000", "--quiet", "-o", PathOf("c.csv"));
        var given = await Proposed("/workbench", ("intention", "give"), ("type", "dgcat"), ("codes", "K35"), ("value", "06M09"));
        var place = given.Replace("/workbench?", "/workbench/simulation?", StringComparison.Ordinal);
        using var reader = new FileReader(_server, place);
        using var sent = await reader.Upload(await File.ReadAllBytesAsync(PathOf("c.csv"), TestContext.Current.CancellationToken), "c.csv", null, ("by", "clinic"));
        var path = sent.Headers.Location!.OriginalString;
        var page = await reader.Done(path);
        Assert.Contains("The change on the file c.csv", page, StringComparison.Ordinal);
        Assert.Contains("Unintended</dt>", page, StringComparison.Ordinal);
        Assert.Contains("By clinic", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{given}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kronor", page, StringComparison.Ordinal);
        using var answer = await reader.Get(path + "/download");
        using var workbook = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(6, workbook.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)));
        using var stranger = new FileReader(_server, place);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).StatusCode);
        await reader.Post(path + "/delete");
        Assert.Empty(Directory.GetDirectories(_server.Service<FileStore>().Folder!));

        using var column = await reader.Upload(Encoding.UTF8.GetBytes("id,age_years,care_days,diagnoses\n1,60,3,K35\n"), "c.csv", null, ("by", "ward"));
        Assert.Contains("no column ward", await reader.Done(column.Headers.Location!.OriginalString), StringComparison.Ordinal);
        using var empty = await reader.Upload([]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
    }

    private static string Form(string address, string handler) => address.Replace("/workbench", "/workbench/" + handler, StringComparison.Ordinal);

    private async Task<string> Proposed(string address, params (string, string)[] fields)
    {
        using var sent = await _reader.Post(Form(address, "propose"), fields);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return sent.Headers.Location!.OriginalString.Split('#')[0];
    }

    private async Task<string> Text(string address) => await (await _reader.Get(address)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> Upload(byte[] file, string name = "TC.xlsx")
    {
        using var reader = new FileReader(_server, "/workbench/upload");
        return await reader.Upload(file, name);
    }

    private async Task<string> Uploaded(byte[] file) => (await Upload(file)).Headers.Location!.OriginalString.Split('#')[0];

    /// <summary>The result of a simulation without a file.</summary>
    private async Task<string> Done(string proposal, params (string Name, string Value)[] fields)
    {
        using var reader = new FileReader(_server, proposal.Replace("/workbench?", "/workbench/simulation?", StringComparison.Ordinal));
        using var sent = await reader.Upload(null, fields: fields);
        return await reader.Done(sent.Headers.Location!.OriginalString);
    }

    [GeneratedRegex("data-value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptionValue();
}
