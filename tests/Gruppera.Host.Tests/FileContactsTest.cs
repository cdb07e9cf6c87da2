using System.Net;
using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests;

/// <summary>Stories of the contacts of a grouped file as a table, without a browser.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed partial class FileContactsTest : Home, IAsyncLifetime
{
    private Server _server = null!;
    private FileReader _reader = null!;
    private string[][] _rows = [];
    private string _path = "";

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, Run("synth", "--contacts", "700", "--seed", "5", "--faults", "0.2", "--quiet", "-o", PathOf("c.csv")).ExitCode);
        await File.AppendAllTextAsync(PathOf("c.csv"), "X1,,,,,M,many,,,1,,,I714,\n", TestContext.Current.CancellationToken);
        Assert.InRange(Run("group", PathOf("c.csv"), "--quiet", "-o", PathOf("g.csv")).ExitCode, 0, 3);
        _rows = [.. File.ReadLines(PathOf("g.csv")).Select(line => Cells().Matches(line).Select(cell => cell.Groups[1].Value.Trim('"')).ToArray())];
        _server = await Server.With(_ => { });
        _reader = new(_server, "/file");
        _path = (await _reader.Upload(await File.ReadAllBytesAsync(PathOf("c.csv"), TestContext.Current.CancellationToken), "c.csv")).Headers.Location!.OriginalString;
        await _reader.Done(_path);
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_contact_opens_with_the_group_that_it_has_in_the_file()
    {
        var id = _path.Split('/')[^1];
        for (var row = 1; row < _rows.Length - 1; row += 7)
        {
            if (Cell(row, "drg").Length == 0)
                continue;
            var page = await Page($"/?file={id}&row={row}");
            Assert.Contains($"href=\"/drg/{Cell(row, "drg")}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("GRP3002", await Page($"/?file={id}&row={_rows.Length - 1}"), StringComparison.Ordinal);
        Assert.Contains("has no contact with this number", await Page($"/?file={id}&row={_rows.Length}"), StringComparison.Ordinal);
        using var stranger = new FileReader(_server, "/file");
        using var theirs = await stranger.Get($"/?file={id}&row=1");
        var refused = await theirs.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("belongs to another user", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/drg/", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(_path + "/contacts")).StatusCode);
    }

    [Fact]
    public async Task A_choice_is_downloaded_as_it_is_shown()
    {
        var drg = Cell(1, "drg");
        var chosen = _rows.Skip(1).Where(row => row[At("drg")] == drg).ToList();
        Assert.Contains($"{chosen.Count} of {_rows.Length - 1} rows", await Page($"{_path}/contacts?f.drg={drg}"), StringComparison.Ordinal);
        using var answer = await _reader.Get($"{_path}/contacts?f.drg={drg}&sort=-age_days&handler=csv");
        Assert.Equal("c-selection.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        Assert.Equal(File.ReadLines(PathOf("g.csv")).Index().Where(line => line.Index == 0 || _rows[line.Index][At("drg")] == drg).Select(line => line.Item), lines);
    }

    [Fact]
    public async Task The_contacts_of_a_finding_are_those_of_quality()
    {
        Run("quality", PathOf("c.csv"), "--quiet", "--format", "csv", "-o", PathOf("q.csv"));
        var findings = (await File.ReadAllLinesAsync(PathOf("q.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        var (code, id) = (findings[0].IndexOf("code"), findings[0].IndexOf("id"));
        foreach (var of in findings.Skip(1).GroupBy(row => row[code]))
        {
            using var answer = await _reader.Get($"{_path}/contacts?f.finding={of.Key}&handler=csv");
            var ids = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[0]);
            Assert.Equal(of.Select(row => row[id]).Distinct(), ids.Distinct());
        }
    }

    [Fact]
    public async Task What_is_searched_for_is_in_no_address()
    {
        using var answer = await _reader.Post(_path + "/contacts", ("words", "2025-0"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("name=\"words\" value=\"2025-0\"", page, StringComparison.Ordinal);
        Assert.Contains("formaction=\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|action|formaction)=\"[^\"]*2025-0", page);

        // Columns that tell a patient offer no choice that would stand in an address.
        foreach (var column in new[] { "id", "patient", "age_days", "admission_date", "diagnoses" })
            Assert.DoesNotContain($"name=\"f.{column}\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"f.hospital\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"f.care_form\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_here_is_grouped_and_analysed_again()
    {
        var id = _path.Split('/')[^1];
        var form = await Page("/casemix?saved=grouped-" + id);
        Assert.Matches($"<option value=\"grouped-{id}\" selected=\"selected\">c-grouped.csv</option>", form);
        using var sent = await _reader.Upload(null, fields: ("saved", "mine-" + id));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("By DRG", await _reader.Done(sent.Headers.Location!.OriginalString), StringComparison.Ordinal);
        using var stranger = new FileReader(_server, "/file");
        using var refused = await stranger.Upload(null, fields: ("saved", "mine-" + id));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private int At(string column) => Array.LastIndexOf(_rows[0], column);

    private string Cell(int row, string column) => _rows[row][At(column)];

    private async Task<string> Page(string path)
    {
        using var answer = await _reader.Get(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Cells();
}
