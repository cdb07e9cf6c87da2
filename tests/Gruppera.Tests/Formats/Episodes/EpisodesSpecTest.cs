using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Formats.Csv;
using Gruppera.Tests.Formats.Contacts;
using Gruppera.Tests.Specs;
using Gruppera.Workflows.Episodes;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Gruppera.Tests.Formats.Episodes;

/// <summary>Runs the examples of specs/episodes.md: the contacts of each section, read forwards and backwards, under its options.</summary>
public partial class EpisodesSpecTest
{
    private static readonly List<(string Name, SpecTable Contacts, string Options, SpecTable Expected, string[] Row)> All = Read();

    public static IEnumerable<TheoryDataRow<int>> Examples => All.Select((example, number) => new TheoryDataRow<int>(number) { TestDisplayName = example.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number)
    {
        var (_, contacts, options, expected, row) = All[number];
        foreach (var rows in new[] { contacts.Rows, contacts.Rows.Reverse() })
        {
            var written = Run(contacts.Columns, rows, Options(options)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var header = written[0].Split(',').ToList();
            var found = written.Skip(1).Select(line => line.Split(',')).SingleOrDefault(cells => cells[0] == expected.Cell(row, "id"));
            foreach (var column in expected.Columns.Where(column => column != "because"))
                Assert.Equal($"{column} {expected.Cell(row, column)}", $"{column} {(column == "id" ? expected.Cell(row, "id") : found is null ? "gone" : found[header.IndexOf(column)] is { Length: > 0 } text ? text : "none")}");
        }
    }

    [Fact]
    public void The_reading_order_names_the_spec() => Assert.Contains("[episodes](episodes.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);

    private static string Run(IEnumerable<string> columns, IEnumerable<string[]> rows, EpisodeOptions options)
    {
        var text = string.Concat(rows.Prepend([.. columns]).Select(row => CsvText.Row(row, ',') + "\n"));
        using var output = new MemoryStream();
        new EpisodeMerger(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), ContactText.Canonical, "f.csv", options)
            .Run(output, _ => { }, _ => { }, issue => Assert.Fail(issue.ToString()), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static EpisodeOptions Options(string words) => new()
    {
        JoinsSameDay = words.Contains("same-day", StringComparison.Ordinal),
        Level = words.Contains("level=hospital", StringComparison.Ordinal) ? EpisodeLevel.Hospital : EpisodeLevel.Clinic,
        Principal = words.Contains("longest", StringComparison.Ordinal) ? PrincipalRule.Longest : words.Contains("costliest", StringComparison.Ordinal) ? PrincipalRule.Costliest : PrincipalRule.First,
    };

    private static List<(string, SpecTable, string, SpecTable, string[])> Read()
    {
        var examples = new List<(string, SpecTable, string, SpecTable, string[])>();
        var (contacts, options, title) = ((SpecTable?)null, "", "");
        Block? before = null;
        var source = Repository.Read("specs/episodes.md");
        foreach (var block in Markdown.Parse(source, new MarkdownPipelineBuilder().UsePipeTables().Build()))
        {
            if (block is HeadingBlock heading)
                (title, options) = (heading.Inline!.FirstChild!.ToString()!, "");
            if (block is ParagraphBlock paragraph && Option().Match(source[paragraph.Span.Start..(paragraph.Span.End + 1)]) is { Success: true } said)
                options = said.Groups["words"].Value;
            if (block is Table table)
            {
                var read = SpecDocument.Read(table, before, $"episodes › {title}");
                if (read.Name == "contacts")
                    contacts = read;
                else
                    examples.AddRange(read.Rows.Select((row, number) => ($"episodes › {title} › {number + 1}: {read.Cell(row, "because")}", contacts!, options, read, row)));
            }

            before = block;
        }

        return examples;
    }

    [GeneratedRegex("^Option: `(?<words>[^`]*)`", RegexOptions.None, 1000)]
    private static partial Regex Option();
}
