using System.Text.RegularExpressions;
using Gruppera.Formats.Csv;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Gruppera.Tests.Specs;

/// <summary>A row of a spec about files: a table <c>contacts</c>, the options named above it, and what becomes of one contact.</summary>
internal sealed partial record FileSpec(string Name, SpecTable Contacts, string Options, SpecTable Expected, string[] Row)
{
    /// <summary>The examples of a file of specs/.</summary>
    public static List<FileSpec> Read(string name)
    {
        var examples = new List<FileSpec>();
        var (contacts, options, title) = ((SpecTable?)null, "", "");
        Block? before = null;
        var source = Repository.Read($"specs/{name}.md");
        foreach (var block in Markdown.Parse(source, new MarkdownPipelineBuilder().UsePipeTables().Build()))
        {
            if (block is HeadingBlock heading)
                (title, options) = (heading.Inline!.FirstChild!.ToString()!, "");
            if (block is ParagraphBlock paragraph && Option().Match(source[paragraph.Span.Start..(paragraph.Span.End + 1)]) is { Success: true } said)
                options = said.Groups["words"].Value;
            if (block is Table table)
            {
                var read = SpecDocument.Read(table, before, $"{name} › {title}");
                if (read.Name == "contacts")
                    contacts = read;
                else
                    examples.AddRange(read.Rows.Select((row, number) => new FileSpec($"{name} › {title} › {number + 1}: {read.Cell(row, "because")}", contacts!, options, read, row)));
            }

            before = block;
        }

        return examples;
    }

    /// <summary>The contacts as a file, as they stand or from the last to the first.</summary>
    public string Text(bool isReversed = false)
    {
        var rows = isReversed ? Contacts.Rows.Reverse() : Contacts.Rows;
        return string.Concat(rows.Prepend([.. Contacts.Columns]).Select(row => CsvText.Row(row, ',') + "\n"));
    }

    /// <summary>Compares what was written with what the row says.</summary>
    public void Check(string written)
    {
        var lines = written.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',').ToList();
        var found = lines.Skip(1).Select(line => line.Split(',')).SingleOrDefault(cells => cells[0] == Expected.Cell(Row, "id"));
        foreach (var column in Expected.Columns.Where(column => column is not ("because" or "id")))
            Assert.Equal($"{column} {Expected.Cell(Row, column)}", $"{column} {(found is null ? "gone" : found[header.IndexOf(column)] is { Length: > 0 } text ? text : "none")}");
    }

    [GeneratedRegex("^Option: `(?<words>[^`]*)`", RegexOptions.None, 1000)]
    private static partial Regex Option();
}
