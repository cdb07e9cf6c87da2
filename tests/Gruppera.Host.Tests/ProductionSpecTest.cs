using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Runs the examples of specs/production.md: each row is a command on the files above it, and a figure of its answer.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public partial class ProductionSpecTest : Home
{
    private const string Spec = "specs/production.md";

    public static IEnumerable<TheoryDataRow<int>> Examples =>
        Sections().SelectMany(section => section.Rows.Select(row => new TheoryDataRow<int>(row.Number) { TestDisplayName = $"production › {section.Title} › {row.Because}", Label = "" }));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number)
    {
        var section = Sections().First(each => each.Rows.Any(row => row.Number == number));
        foreach (var (name, text) in section.Files)
            Write(name, text);
        var row = section.Rows.First(each => each.Number == number);
        Said said = null!;
        foreach (var command in row.Command.Split(" && "))
            said = Run([.. Words().Matches(command).Select(word => FileWords().Replace(word.Value.Trim('"'), name => PathOf(name.Value)))]);
        Assert.True(row.Is == ValueOf(said, row), $"{row.Command}: {row.Figure} is {ValueOf(said, row)}, not {row.Is}. {said.Error}");
    }

    [Fact]
    public void Every_sentence_has_its_page_and_an_example_or_says_why_not()
    {
        var text = Repository.Read(Spec);
        Assert.Contains("[production](production.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);
        Assert.Equal(["9", "10", "13", "14", "15", "16"], Pages().Matches(text).Select(match => match.Groups["page"].Value).Distinct());
        var sections = Sections();
        Assert.InRange(sections.Sum(section => section.Rows.Count), 60, 1000);
        Assert.All(sections, section => Assert.True(section.Rows.Count > 0 || section.Text.Contains("No example:", StringComparison.Ordinal) || section.Text.Contains("Shown in ", StringComparison.Ordinal), section.Title));
        foreach (var file in Links().Matches(text).Select(match => match.Groups["file"].Value))
            Assert.True(File.Exists(Repository.PathOf(Path.Combine("specs", file))), file);
    }

    private string ValueOf(Said said, Row row)
    {
        if (row.Figure == "exit")
            return said.ExitCode.ToString(CultureInfo.InvariantCulture);
        if (row.Figure == "says")
            return (said.Out + said.Error).Contains(row.Is, StringComparison.Ordinal) ? row.Is : said.Out + said.Error;
        if (CsvFigure().Match(row.Figure) is { Success: true } csv)
        {
            var lines = File.ReadAllText(PathOf("made.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
            var (key, column) = (Array.IndexOf(lines[0], csv.Groups["key"].Value), Array.IndexOf(lines[0], csv.Groups["column"].Value));
            return lines.Skip(1).FirstOrDefault(cells => cells[key] == csv.Groups["value"].Value)?[column] is { Length: > 0 } cell ? cell : "none";
        }

        using var json = JsonDocument.Parse(said.Out);
        var found = Find(json.RootElement, row.Figure);
        if (found is not { } element)
            return "none";
        if (element.ValueKind != JsonValueKind.Number)
            return element.ToString().ToLowerInvariant();
        var decimals = row.Is.Contains('.', StringComparison.Ordinal) ? row.Is.Length - row.Is.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return Math.Round(element.GetDecimal(), decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>A path such as <c>units[unit.parts.0=North].all.index.value</c>.</summary>
    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["key"] is { Success: true, Value: var key })
            {
                var wanted = element.EnumerateArray().Where(each => Find(each, key) is { } found && found.ToString() == step.Groups["value"].Value).ToList();
                if (wanted.Count == 0)
                    return null;
                element = wanted[0];
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                var at = int.Parse(step.Value.Trim('.'), CultureInfo.InvariantCulture);
                if (at >= element.GetArrayLength())
                    return null;
                element = element[at];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step.Value.Trim('.'), out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    private static List<Section> Sections()
    {
        var (sections, files, number) = (new List<Section>(), new Dictionary<string, string>(), 0);
        foreach (var part in Repository.Read(Spec).Split("\n### ").Skip(1))
        {
            var section = new Section(part[..part.IndexOf('\n', StringComparison.Ordinal)], part, new(files), []);
            foreach (Match file in Blocks().Matches(part))
                files[file.Groups["name"].Value] = section.Files[file.Groups["name"].Value] = Repeated(file.Groups["text"].Value);
            foreach (var cells in part.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| run ", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
                section.Rows.Add(new(number++, cells[1].Trim('`'), cells[2].Trim('`'), cells[3], cells[4]));
            Assert.All(section.Rows, row => Assert.NotEmpty(row.Because));
            sections.Add(section);
        }

        return sections;
    }

    /// <summary>A block in which <c>30 x</c> stands for thirty rows; <c>#</c> is the number of the row.</summary>
    private static string Repeated(string text)
    {
        var (lines, number) = (new List<string>(), -1);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Times().Match(line);
            for (var left = match.Success ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : 1; left > 0; left--)
                lines.Add((match.Success ? match.Groups["row"].Value : line).Replace("#", (++number).ToString("000", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return string.Join('\n', lines) + "\n";
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\w+\.(?:csv|json)", RegexOptions.None, 1000)]
    private static partial Regex FileWords();

    [GeneratedRegex("\\(page (?<page>\\d+)\\)", RegexOptions.None, 1000)]
    private static partial Regex Pages();

    [GeneratedRegex("\\]\\((?<file>[^)#]+\\.md)\\)", RegexOptions.None, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("^(?<column>\\w+) where (?<key>\\w+)=(?<value>.+)$", RegexOptions.None, 1000)]
    private static partial Regex CsvFigure();

    [GeneratedRegex(@"\.?(?:\[(?<key>[^=\]]+)=(?<value>[^\]]*)\]|[^.\[\]]+)", RegexOptions.None, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex("^`(?<name>[^`]+)`:\n\n```\\w+\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex("^(?<n>\\d+) x (?<row>.*)$", RegexOptions.None, 1000)]
    private static partial Regex Times();

    private sealed record Section(string Title, string Text, Dictionary<string, string> Files, List<Row> Rows);

    private sealed record Row(int Number, string Command, string Figure, string Is, string Because);
}
