using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests.Texts;

/// <summary>English stands in the code and is the key; Texts/*.json translate it. The two fit each other.</summary>
public partial class TextsTest(ITestOutputHelper output)
{
    /// <summary>Swedish that is data: what files that are read may say. Everything else that is Swedish stands in sv.json.</summary>
    private static readonly Dictionary<string, string> Data = new()
    {
        ["WeightColumns.cs"] = "column names of weight lists",
        ["CodeConversion.cs"] = "column names of conversion tables",
        ["WeightAdjustment.cs"] = "column names of adjustments",
        ["BudgetPlan.cs"] = "column names of plans",
        ["GrowthPlan.cs"] = "column names of plans",
        ["GroupedColumns.cs"] = "column names of counts",
        ["WeightRow.cs"] = "words of computed lists that were written in Swedish",
        ["CompareCommand.cs"] = "the name of Leo Törnqvist",
        ["ProductivityText.cs"] = "the name of Leo Törnqvist",
        ["World.cs"] = "a value of a column that the open set reads",
        ["CareFormText.cs"] = "words of columns of care forms",
        ["DischargeModeText.cs"] = "words of columns of discharge",
        ["RowText.cs"] = "words of lines of totals",
        ["SexText.cs"] = "words of columns of sex",
        ["FactCells.cs"] = "words of columns of yes and no",
        ["ValueSets.cs"] = "letters of columns of care forms and discharge",
        ["UnitNumber.cs"] = "units behind numbers",
        ["InactiveText.cs"] = "words of texts of inactive codes",
        ["MonthNames.cs"] = "names of months",
        ["CodeWords.cs"] = "names of code systems",
        ["ContactFileOptions.cs"] = "a header as an example",
        ["_UploadFile.cshtml"] = "a header as an example",
        ["PaymentIssues.cs"] = "öre, the coin, in English",
    };

    private static readonly Lazy<List<SaidTexts>> Code = new(() =>
    [
        .. new[]
        {
            typeof(CareContact), typeof(Casemix.Weights.WeightList), typeof(Formats.Contacts.ContactLayout), typeof(Columnar.Sql.SqlRun), typeof(Workflows.Simulation.SimulationRun),
            typeof(Presentation.Texts.Languages), typeof(Gruppera.Mcp.AgentServer), typeof(Gruppera.Queue.QueueWorker), typeof(Web.Api.Problem), typeof(Cli.CommandLine),
        }.SelectMany(type => type.Assembly.GetTypes()).Where(type => type != typeof(Text)).SelectMany(SaidTexts.Of),
    ]);

    internal static IEnumerable<SaidText> Said => Code.Value.SelectMany(method => method.Said).Where(said => said.Text.Key.Length > 0);

    [Fact]
    public void Every_text_is_made_of_a_constant() =>
        Assert.Equal("", string.Join('\n', Code.Value.SelectMany(method => method.Offences)));

    [Fact]
    public void Swedish_has_every_text_and_no_other()
    {
        var (keys, texts) = (Said.Select(said => said.Text.Key).ToHashSet(), Read("sv"));
        Assert.True(keys.Count > 1500, $"{keys.Count} texts");
        var (missing, unused) = (keys.Except(texts.Keys).Order(StringComparer.Ordinal).ToList(), texts.Keys.Except(keys).Order(StringComparer.Ordinal).ToList());
        Assert.True(missing.Count + unused.Count == 0, $"missing:\n{string.Join('\n', missing)}\nunused:\n{string.Join('\n', unused)}");
    }

    [Fact]
    public void A_translation_has_the_holes_of_its_text_and_its_forms() => Assert.Empty(Languages().SelectMany(code => Misfits(Said, Read(code))));

    [Fact]
    public void A_context_is_a_few_small_letters() =>
        Assert.All(Said.Select(said => said.Text.Key).Where(key => key.Contains('|', StringComparison.Ordinal)), key => Assert.Matches("^[a-z ]+\\|[^|]+$", key));

    [Fact]
    public void Texts_stand_in_order_and_none_twice()
    {
        foreach (var code in Languages())
        {
            using var json = JsonDocument.Parse(Repository.Read($"{Folder}/{code}.json"));
            var keys = json.RootElement.EnumerateObject().Select(text => text.Name).ToList();
            Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
        }
    }

    [Fact]
    public void What_other_languages_have_is_told()
    {
        var keys = Said.Select(said => said.Text.Key).ToHashSet();
        foreach (var code in Languages())
            output.WriteLine($"{code}: {keys.Count(Read(code).ContainsKey)} of {keys.Count}");
    }

    [Fact]
    public void No_Swedish_stands_in_the_code()
    {
        var found = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(path).Where(line => SwedishText().IsMatch(Comment().Replace(line, ""))).Select(line => (File: Path.GetFileName(path), Line: line.Trim()))).ToList();
        Assert.Equal([], found.Where(each => !Data.ContainsKey(each.File)));
        Assert.Equal([], Data.Keys.Except(found.Select(each => each.File)));
    }

    [Theory]
    [InlineData(nameof(Samples.Chosen), "no constant")]
    [InlineData(nameof(Samples.Switched), "no constant")]
    [InlineData(nameof(Samples.Made), "no constant")]
    [InlineData(nameof(Samples.Twice), "two holes of one name")]
    public void What_is_no_constant_is_seen(string method, string offence) =>
        Assert.Contains(SaidTexts.Of(typeof(Samples)).SelectMany(each => each.Offences), each => each.Contains($".{method}:", StringComparison.Ordinal) && each.Contains(offence, StringComparison.Ordinal));

    [Fact]
    public void Keys_holes_and_forms_are_found()
    {
        var said = SaidTexts.Of(typeof(Samples)).SelectMany(each => each.Said).Where(each => each.Place.EndsWith(nameof(Samples.Good), StringComparison.Ordinal)).ToList();
        Assert.Equal(["made in {length}", "unmade", "{n} of {how} rows"], said.Select(each => each.Text.Key).Order(StringComparer.Ordinal));
        Assert.Equal("one of {how} rows", said.Single(each => each.One is not null).One!.Text.Key);
        Assert.Equal(["made in {length}: forms", "{n} of {how} rows: {n} av rader"], Misfits(said, new()
        {
            ["{n} of {how} rows"] = new("{n} av rader", "en av {how} rader"),
            ["made in {length}"] = new("gjord på {length}", "gjorda på {length}"),
            ["unmade"] = new("ogjord"),
        }).Order(StringComparer.Ordinal));
    }

    private const string Folder = "src/Gruppera.Presentation/Texts";

    private static IEnumerable<string> Languages() => Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!);

    internal static Dictionary<string, Translation> Read(string code)
    {
        using var json = JsonDocument.Parse(Repository.Read($"{Folder}/{code}.json"));
        return json.RootElement.EnumerateObject().ToDictionary(
            text => text.Name,
            text => text.Value.ValueKind == JsonValueKind.String ? new Translation(text.Value.GetString()!) : new(text.Value.GetProperty("other").GetString()!, text.Value.GetProperty("one").GetString()),
            StringComparer.Ordinal);
    }

    private static IEnumerable<string> Misfits(IEnumerable<SaidText> said, Dictionary<string, Translation> texts)
    {
        foreach (var (key, forms) in said.GroupBy(each => each.Text.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.ToList()))
        {
            if (!texts.TryGetValue(key, out var translation))
                continue;
            string[] holes = [.. Holes(key)];
            if (!Holes(translation.Other).SequenceEqual(holes))
                yield return $"{key}: {translation.Other}";
            if (translation.One is { } one && Holes(one).Except(forms.SelectMany(form => form.One?.Holes.Keys.AsEnumerable() ?? [])).Except(holes).Any())
                yield return $"{key}: {one}";
            if (translation.One is not null && forms.Exists(form => form.One is null))
                yield return $"{key}: forms";
        }
    }

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(?<name>[a-zA-Z0-9]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("\"[^\"]*[åäöÅÄÖ]|>[^<>]*[åäöÅÄÖ][^<>]*<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwedishText();

    [GeneratedRegex(@"(^|\s)//.*$|@\*.*\*@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    private static class Samples
    {
        internal static string Good(int n, string length) => Say(Text.Count(n, $"one of {(n > 0 ? (Text)"unmade" : $"made in {length}"):how} rows", $"{n} of {How(n):how} rows"));

        internal static string Chosen(int n) => Say(n > 1 ? "a" : "b");

        internal static string Switched(int n) => Say(n switch { 1 => "a", _ => $"b {n}" });

        internal static string Made(string text) => Say(text + "!");

        internal static string Twice(int n, string length) => Say($"{n} of {length.Length:n}");

        private static string How(int n) => n > 0 ? "all" : "none";

        private static string Say(Text text) => text.ToString();
    }
}
