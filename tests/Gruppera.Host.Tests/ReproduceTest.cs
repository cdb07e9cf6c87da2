using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Answers;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>"Reproduce this": the lines of pages and reports are run, and give what the page shows.</summary>
[Collection(CommandLineCollection.Name)]
public sealed partial class ReproduceTest(Server server) : Home, IClassFixture<Server>
{
    [Theory]
    [InlineData("/drg/E51C", "E51C")]
    [InlineData("/code/I714", "I714")]
    [InlineData("/rule/E51C01", "E51C01")]
    [InlineData("/search?q=aorta", "hits")]
    [InlineData("/versions?from=open-se&to=open-se", "sourceHash|beforeHash")]
    public async Task A_page_of_the_logic_has_the_lines_that_give_the_same(string path, string expected)
    {
        var (commands, curl, _) = Lines((await server.Get(path)).Text);
        foreach (var command in commands)
            Assert.Equal(0, Run([.. command.Skip(1)]).ExitCode);
        var answer = await server.Get(new Uri(curl[^1]).PathAndQuery);
        Assert.Equal(200, answer.Status);
        Assert.Matches(expected, answer.Text);
        Assert.Contains(Server.Set.Set.Version.SourceHash, (await server.Get(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_contact_has_them_too()
    {
        var (commands, curl, _) = Lines((await server.Get("/?dx=I714&dx=G940*A503&sex=F&age=65&days=5&discharge=E&careform=inpatient")).Text);
        var said = Run([.. commands.Single().Skip(1), "--format", "json"]);
        Assert.True(said.ExitCode == 0, said.Error);
        var posted = await server.Post(new Uri(curl[^1]).PathAndQuery, curl[Array.IndexOf(curl, "-d") + 1]);
        Assert.Equal(200, posted.Status);
        Assert.Equal(JsonDocument.Parse(said.Out).RootElement.GetProperty("group").ToString(), posted.Json.GetProperty("group").ToString());
    }

    [Fact]
    public async Task A_file_has_its_hash_and_the_layout_that_was_chosen()
    {
        using var reader = new FileReader(server);
        var sent = await reader.Upload(await File.ReadAllBytesAsync(Contacts, TestContext.Current.CancellationToken), "min fil's.csv", fields: [("columns", "hospital=none")]);
        var (commands, curl, page) = Lines(await reader.Done(sent.Headers.Location!.OriginalString));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Contacts, TestContext.Current.CancellationToken))), page, StringComparison.Ordinal);
        File.Copy(Contacts, PathOf("min fil's.csv"));
        foreach (var command in commands)
        {
            var said = Run([.. command.Skip(1).Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? PathOf(word) : word)]);
            Assert.True(said.ExitCode is 0 or 5, said.Error);
        }

        var grouped = await server.Post(new Uri(curl[^1]).PathAndQuery, await File.ReadAllTextAsync(Contacts, TestContext.Current.CancellationToken), "text/csv");
        Assert.Equal(await File.ReadAllTextAsync(PathOf("min fil's-grouped.csv"), TestContext.Current.CancellationToken), grouped.Text);
    }

    [Theory]
    [InlineData("population.csv", "stored", 2)]
    [InlineData("population.csv", "", 3)]
    [InlineData("population-grouped.csv", "stored", 1)]
    public async Task The_casemix_of_a_file_has_every_step(string name, string list, int steps)
    {
        var weights = Write("w.csv", "DRG,weight\n" + string.Concat(Server.Set.Set.DrgNames.Select(each => each.Drg + ",1.25\n")));
        Run("weights", "import", weights, "--id", "stored");
        await using var own = await Server.With(_ => { }, weights: new(new WeightStore(PathOf("home"))));
        using var reader = new FileReader(own, "/casemix");
        var file = Repository.PathOf("samples/" + name);
        var sent = await reader.Upload(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), name, fields: [("list", list), ("by", "hospital")]);
        var page = await reader.Done(sent.Headers.Location!.OriginalString);
        Assert.Contains(HashedFile.Of(file).Sha256, page, StringComparison.Ordinal);
        var lines = Line().Matches(page).Select(match => WebUtility.HtmlDecode(match.Value)).ToList();
        Assert.Equal(steps == 1 ? 2 : 1, lines.Count);
        var commands = lines[0].Split(" && ").Select(Words).ToList();
        Assert.Equal(steps, commands.Count);
        File.Copy(file, PathOf(name));
        foreach (var command in commands)
        {
            var said = Run([.. command.Skip(1).Select(word => word.Contains('.', StringComparison.Ordinal) ? PathOf(word) : word)]);
            Assert.True(said.ExitCode is 0 or 3, said.Error);
        }

        Assert.True(File.Exists(PathOf(Path.GetFileNameWithoutExtension(name) + "-casemix.xlsx")));
    }

    [Fact]
    public void A_report_ends_with_its_line_and_hashes()
    {
        var grouped = Repository.PathOf("samples/population-grouped.csv");
        var list = Write("list.csv", "DRG,weight\n" + string.Concat(Server.Set.Set.DrgNames.Select(name => name.Drg + ",1.25\n")));
        Assert.Equal(3, Run("report", "casemix", grouped, "--weights", list, "-o", PathOf("r.html")).ExitCode);
        var page = WebUtility.HtmlDecode(File.ReadAllText(PathOf("r.html")));
        Assert.Contains("gruppera report casemix population-grouped.csv --weights list.csv -o ", page, StringComparison.Ordinal);
        foreach (var hash in new[] { HashedFile.Of(grouped).Sha256, HashedFile.Of(list).Sha256, Server.Set.Set.Version.SourceHash })
            Assert.Contains(hash, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Root, page.Replace(PathOf("r.html"), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain-1.csv", "plain-1.csv")]
    [InlineData("my file.csv", "'my file.csv'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void A_word_is_quoted_for_a_shell_where_it_must_be(string word, string quoted) => Assert.Equal(quoted, Reproduction.Quoted(word));

    /// <summary>Commands and curl of a page, word by word.</summary>
    private static (string[][] Commands, string[] Curl, string Page) Lines(string html)
    {
        var lines = Line().Matches(html).Select(match => WebUtility.HtmlDecode(match.Value)).ToList();
        Assert.Equal(2, lines.Count);
        return ([.. lines[0].Split(" && ").Select(Words)], Words(lines[1]), html);
    }

    private static string[] Words(string line) => [.. Word().Matches(line).Select(match => match.Value.Replace("'\\''", "\0", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace('\0', '\''))];

    [GeneratedRegex("(?<=data-text=\")[^\"]+(?=\")", RegexOptions.None, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?:'[^']*'|\\'|[^\s'])+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
