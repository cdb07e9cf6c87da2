using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Casemix.Weights;
using Gruppera.Web.Files;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the pages of weight lists and of the casemix of a file, without a browser.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed class CasemixPagesTest : Home, IAsyncLifetime
{
    private Server _server = null!;
    private FileReader _reader = null!;
    private byte[] _grouped = [];

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, Run("synth", "--contacts", "3000", "--seed", "7", "--kpp", "--quiet", "-o", PathOf("c.csv")).ExitCode);
        Assert.InRange(Run("group", PathOf("c.csv"), "--quiet", "-o", PathOf("g.csv")).ExitCode, 0, 3);
        foreach (var (year, trim) in new[] { ("2023", "iqr:5%"), ("2024", "none") })
            Assert.InRange(Run("weights", "compute", PathOf("g.csv"), "--store", "list-" + year, "--year", year, "--kind", "reference", "--trim", trim, "-o", PathOf(year + ".csv"), "--quiet").ExitCode, 0, 3);
        Assert.Equal(0, Run("weights", "import", PathOf("2023.csv"), "--id", "of-another", "--set", "another").ExitCode);
        _grouped = await File.ReadAllBytesAsync(PathOf("g.csv"), TestContext.Current.CancellationToken);
        _server = await Server.With(_ => { }, weights: new(new(PathOf("home"))));
        _reader = new(_server, "/casemix");
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_lists_are_shown_compared_and_walked_to_a_group()
    {
        var lists = MainOf((await _server.Get("/weights")).Text);
        Assert.True(lists.IndexOf("list-2024", StringComparison.Ordinal) < lists.IndexOf("list-2023", StringComparison.Ordinal));
        var store = new WeightStore(PathOf("home"));
        var row = store.Open("list-2023")!.Rows().First(row => row.Basis is { Origin: WeightOrigin.Computed });
        Assert.Equal(row.Basis, store.Open("of-another")!.Find(row.Drg)!.Basis! with { MeanCost = row.Basis!.MeanCost, Low = row.Basis.Low, High = row.Basis.High });
        var list = (await _server.Get($"/weights/list-2023?text={row.Drg}")).Text;
        Assert.Matches($"{row.Drg}</a>.*\\s*</th>\\s*<td class=\"number\">{Regex.Escape($"{row.Weight:0.0000}")}</td>", list);
        Assert.Contains("cost iqr:5%", list, StringComparison.Ordinal);
        Assert.Contains("No group of the list matches", (await _server.Get("/weights/list-2023?text=qzqz")).Text, StringComparison.Ordinal);
        var group = MainOf((await _server.Get("/drg/" + row.Drg)).Text);
        Assert.True(group.IndexOf("list-2023", StringComparison.Ordinal) < group.IndexOf("list-2024", StringComparison.Ordinal));
        Assert.DoesNotContain("of-another", group, StringComparison.Ordinal);
        Assert.Contains("of-another", lists, StringComparison.Ordinal);
        Assert.Contains("data-kind=\"line\"", group, StringComparison.Ordinal);
        var compared = (await _server.Get("/weights?from=list-2023&to=list-2024", ("Accept-Language", "sv"))).Text;
        Assert.Contains("Största ändringarna", compared, StringComparison.Ordinal);
        Assert.Matches("<h2 id=\"limits\">Gränser <span class=\"muted\">\\([1-9]", compared);
        Assert.True((await _server.Get("/weights?from=list-2023&to=list-2024&sure=yes&all=changed")).Text.Length < (await _server.Get("/weights?from=list-2023&to=list-2024&all=changed")).Text.Length);
        Assert.Equal((404, 404), ((await _server.Get("/weights/none")).Status, (await _server.Get("/weights?from=none&to=list-2024")).Status));
        Run("weights", "import", PathOf("2023.csv"), "--id", "later", "--year", "2025");
        Assert.Contains("later", (await _server.Get("/weights")).Text, StringComparison.Ordinal);
        var empty = await Server.With(_ => { });
        Assert.Contains("No weight list is stored", (await empty.Get("/weights")).Text, StringComparison.Ordinal);
        await empty.DisposeAsync();
    }

    [Fact]
    public async Task The_casemix_of_a_file_is_that_of_the_command_line()
    {
        var path = await Sent(_grouped, ("list", "list-2023"));
        var page = await _reader.Done(path);
        Run("casemix", PathOf("g.csv"), "--weights", "list-2023", "-o", PathOf("i.csv"));
        var all = (await File.ReadAllLinesAsync(PathOf("i.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToArray();
        var index = double.Parse(all.Last(cells => cells[1] == "all")[Array.IndexOf(all[0], "index")], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"{index:0.000}", page, StringComparison.Ordinal);
        Assert.Contains("Inliers: contacts within the limits", page, StringComparison.Ordinal);
        Assert.Contains("data-kind=\"limits\"", page, StringComparison.Ordinal);
        using var stays = System.Text.Json.JsonDocument.Parse(Run("los", PathOf("g.csv"), "--weights", "list-2023", "--format", "json", "--quiet").Out);
        var mean = stays.RootElement.GetProperty("all").GetProperty("all").GetProperty("mean").GetProperty("value").GetDouble();
        Assert.Contains($"<td class=\"number\">{mean:0.00}<small>", page[page.IndexOf("id=\"stays\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        using var answer = await _reader.Get(path + "/download");
        Assert.Equal("g-casemix.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var workbook = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(10, workbook.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));
        using var stranger = new FileReader(_server, "/casemix");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _reader.Get(path.Replace("/casemix/", "/file/", StringComparison.Ordinal))).StatusCode);
        await _reader.Post(path + "/delete");
        Assert.Empty(Directory.GetDirectories(_server.Service<FileStore>().Folder!));
    }

    [Fact]
    public async Task A_file_is_grouped_on_the_way_and_asked_anew()
    {
        var path = await Sent(await File.ReadAllBytesAsync(PathOf("c.csv"), TestContext.Current.CancellationToken), ("list", ""), ("by", "clinic"));
        var page = await _reader.Done(path);
        Assert.Contains("open-se, grouped here", page, StringComparison.Ordinal);
        Assert.Contains("from the file’s own costs", page, StringComparison.Ordinal);
        Assert.Contains("Too small to compare", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await _reader.Post(path + "/again", ("list", "of-another"), ("by", "hospital"))).StatusCode);
        Assert.Contains("is for another, but the contacts are grouped under open-se", await _reader.Done(path), StringComparison.Ordinal);
        await _reader.Post(path + "/again", ("list", "list-2024"), ("by", ""));
        Assert.DoesNotContain("id=\"funnel\"", await _reader.Done(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_said()
    {
        using var refused = await _reader.Upload(_grouped, "g.csv", null, ("by", "ward"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("The file has no column ward", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("no costs to compute weights from", await _reader.Done(await Sent("drg,hospital\nF82N,A\n"u8.ToArray(), ("list", ""))), StringComparison.Ordinal);
        Assert.Contains("Costs in several currencies", await _reader.Done(await Sent("drg,hospital,cost,currency\nF82N,A,1,SEK\nF82N,A,1,EUR\n"u8.ToArray(), ("list", "list-2023"))), StringComparison.Ordinal);
        var many = "drg,hospital\n" + string.Concat(Enumerable.Range(0, 600).Select(i => $"F82N,H{i}\n"));
        Assert.Contains("more than 500 values", await _reader.Done(await Sent(Encoding.UTF8.GetBytes(many), ("list", "list-2023"))), StringComparison.Ordinal);
        var drg = new WeightStore(PathOf("home")).Open("list-2023")!.Rows().First().Drg;
        var left = await _reader.Done(await Sent(Encoding.UTF8.GetBytes($"drg,hospital,cost\n{drg},<b>,100\nXXXX,<b>,\n{drg}\n"), ("list", "list-2023")));
        Assert.Matches("GRP4302</td><td class=\"number\">1</td>", left);
        Assert.DoesNotContain("<b>", MainOf(left), StringComparison.Ordinal);
        Assert.Contains("XXXX", left, StringComparison.Ordinal);
    }

    private async Task<string> Sent(byte[] file, params (string Name, string Value)[] fields)
    {
        using var sent = await _reader.Upload(file, "g.csv", null, fields);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return sent.Headers.Location!.OriginalString;
    }

    private static string MainOf(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..];
}
