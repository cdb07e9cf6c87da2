using System.Collections.Immutable;
using System.Text;

namespace Gruppera.Presentation.Documents;

/// <summary>An answer as headings, lines, items and tables: written once, shown as text for a terminal or as Markdown.
/// Not thread-safe.</summary>
public sealed class Document
{
    /// <summary>The media type of what <see cref="WriteWord"/> writes.</summary>
    public const string WordType = WordFile.Type;

    private readonly List<object> _blocks = [];
    private TableBlock? _last;

    /// <summary>A heading; level 1 is the title.</summary>
    public Document Heading(string text, int level = 2)
    {
        _blocks.Add(new HeadingBlock(level, text));
        return this;
    }

    /// <summary>A paragraph.</summary>
    public Document Line(string text)
    {
        _blocks.Add(new LineBlock(0, text));
        return this;
    }

    /// <summary>A paragraph that goes with the line or item above it: set in by two blanks on a terminal.</summary>
    internal Document Under(string text)
    {
        _blocks.Add(new LineBlock(-1, text));
        return this;
    }

    /// <summary>An item of a list, at a depth from 1.</summary>
    internal Document Item(string text, int depth = 1)
    {
        _blocks.Add(new LineBlock(depth, text));
        return this;
    }

    /// <summary>A table; rows of as many cells as it has headers. Left out where it has no rows.</summary>
    /// <param name="headers">Headers of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="right">Columns of numbers, the first being 0.</param>
    public Document Table(string[] headers, IEnumerable<string[]> rows, params int[] right)
    {
        return Add(new(headers, [.. rows], right));
    }

    /// <summary>A table of which a narrow terminal shows fewer columns.</summary>
    /// <param name="headers">Headers of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="right">Columns of numbers, the first being 0.</param>
    /// <param name="spare">Columns that a terminal may leave out where the last has too little room, the least needed first.</param>
    internal Document Table(string[] headers, IEnumerable<string[]> rows, int[] right, int[] spare)
    {
        return Add(new(headers, [.. rows], right) { Spare = spare });
    }

    /// <summary>A table of one line a row: on a terminal its last column is cut.</summary>
    /// <param name="headers">Headers of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="right">Columns of numbers, the first being 0.</param>
    public Document Lines(string[] headers, IEnumerable<string[]> rows, params int[] right) => Lines(headers, rows, right, []);

    /// <summary>The same, of which a narrow terminal shows less.</summary>
    /// <param name="headers">Headers of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="right">Columns of numbers, the first being 0.</param>
    /// <param name="spare">Columns that a terminal may leave out where the last has too little room, the least needed first.</param>
    public Document Lines(string[] headers, IEnumerable<string[]> rows, int[] right, int[] spare)
    {
        return Add(new(headers, [.. rows], right, Wraps: false) { Spare = spare });
    }

    /// <summary>A chart of the table above, for pages.</summary>
    internal Document Chart(TableChart chart)
    {
        _last?.Chart = chart.Rows.Length > 0 ? chart : null;
        return this;
    }

    /// <summary>The contacts behind each row of the table above, as values of columns that they all have; none where they cannot be
    /// told.</summary>
    internal Document Behind(IEnumerable<IEnumerable<(string Column, string Value)>> rows)
    {
        _last?.Behind = [.. rows.Select(row => row.ToImmutableArray())];
        return this;
    }

    private Document Add(TableBlock table)
    {
        _last = table.Rows.Length > 0 ? table : null;
        if (_last is not null)
            _blocks.Add(table);
        return this;
    }

    /// <summary>Writes it as plain text, 80 columns wide or as the terminal is.</summary>
    public void WriteText(TextWriter output)
    {
        object? before = null;
        foreach (var block in _blocks)
        {
            if (before is not null && (block is HeadingBlock || (block is TableBlock && before is TableBlock)))
                output.WriteLine();
            switch (block)
            {
                case HeadingBlock heading:
                    Wrap(output, heading.Level != 2 ? heading.Text : heading.Text.ToUpperInvariant(), "");
                    break;
                case LineBlock line:
                    Wrap(output, line.Text, line.Depth switch { 0 => "", < 0 => "  ", _ => new string(' ', (line.Depth - 1) * 2) + "- " });
                    break;
                case TableBlock table:
                    var columns = new Columns(table.Headers)
                    {
                        Right = [.. table.Right],
                        Wraps = table.Wraps,
                        Spare = table.Spare,
                        IsPlain = table.Headers.All(header => header.Length == 0),
                    };
                    foreach (var row in table.Rows)
                        columns.Add(row);
                    columns.Write(output);
                    break;
            }

            before = block;
        }
    }

    /// <summary>Writes it as Markdown.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        object? before = null;
        foreach (var block in _blocks)
        {
            if (before is not null && !(block is LineBlock { Depth: > 0 } && before is LineBlock { Depth: > 0 }))
                output.WriteLine();
            switch (block)
            {
                case HeadingBlock heading:
                    output.WriteLine($"{new string('#', heading.Level)} {heading.Text}");
                    break;
                case LineBlock line:
                    output.WriteLine(line.Depth <= 0 ? Plain(line.Text) : new string(' ', (line.Depth - 1) * 2) + "- " + Plain(line.Text));
                    break;
                case TableBlock table:
                    WriteRow(output, table.Headers);
                    WriteRow(output, [.. table.Headers.Select((_, column) => table.Right.Contains(column) ? "--:" : "---")]);
                    foreach (var row in table.Rows)
                        WriteRow(output, row);
                    break;
            }

            before = block;
        }
    }

    /// <summary>Writes it as a page of HTML that stands by itself; its title is its first heading.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="language">Language of its texts, as HTML names it.</param>
    public void WriteHtml(TextWriter output, string language)
    {
        ArgumentNullException.ThrowIfNull(output);
        var title = _blocks.OfType<HeadingBlock>().FirstOrDefault();
        var page = new HtmlPage(language, title?.Text ?? "");
        foreach (var block in _blocks.Where(block => !ReferenceEquals(block, title)))
        {
            switch (block)
            {
                case HeadingBlock heading:
                    page.Raw($"<h{Math.Min(6, heading.Level)}>{HtmlPage.Text(heading.Text)}</h{Math.Min(6, heading.Level)}>");
                    break;
                case LineBlock { Depth: > 0 } item:
                    page.Raw($"<ul style=\"margin-left:{item.Depth - 1}rem\"><li>{HtmlPage.Text(item.Text)}</li></ul>");
                    break;
                case LineBlock line:
                    page.Paragraph(line.Text);
                    break;
                case TableBlock table:
                    page.Table(table.Headers, table.Rows, table.Right);
                    break;
            }
        }

        output.Write(page.ToString());
    }

    /// <summary>It as HTML to stand on a page of the explorer, below that page's own title.</summary>
    /// <param name="contactsOf">The address of the contacts that have some values of columns; null for none.</param>
    public string Sections(Func<ImmutableArray<(string Column, string Value)>, string?>? contactsOf = null)
    {
        var html = new StringBuilder();
        var name = "";
        foreach (var block in _blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    var level = Math.Min(6, heading.Level + 1);
                    html.Append($"<h{level}>{HtmlPage.Text(name = heading.Text)}</h{level}>\n");
                    break;
                case LineBlock { Depth: > 0 } item:
                    html.Append($"<ul><li>{HtmlPage.Text(item.Text)}</li></ul>\n");
                    break;
                case LineBlock line:
                    html.Append($"<p>{HtmlPage.Text(line.Text)}</p>\n");
                    break;
                case TableBlock whole:
                    var table = NameFirst(whole);
                    html.Append(table.Chart is null ? "" : "<div class=\"charted above\">")
                        .Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" ")
                        .Append($"aria-label=\"{HtmlPage.Text(name)}\"><table{Data(table.Chart)}>");
                    if (table.Headers.Any(header => header.Length > 0))
                        AppendRow(table.Headers, "thead", "th scope=\"col\"", table.Right);
                    html.Append("<tbody>\n");
                    foreach (var (number, row) in table.Rows.Index())
                    {
                        var behind = number < table.Behind.Length ? table.Behind[number] : [];
                        AppendRow(row, "", "td", table.Right, behind.IsEmpty ? null : contactsOf?.Invoke(behind));
                    }

                    html.Append("</tbody></table></div>\n").Append(table.Chart is null ? "" : "</div>\n");
                    break;
            }
        }

        return html.ToString();

        static string Data(TableChart? chart) => chart is null ? "" : string.Concat(
            new[] { ("chart", chart.Title), ("kind", chart.Kind), ("title", chart.Title), ("unit", chart.Unit), ("rows", chart.Json) }
                .Concat(chart.Marks).Select(each => $" data-{each.Item1}=\"{System.Net.WebUtility.HtmlEncode(each.Item2)}\""));

        void AppendRow(string[] cells, string around, string cell, int[] right, string? contacts = null)
        {
            html.Append(around.Length > 0 ? $"<{around}><tr>" : "<tr>");
            foreach (var (column, text) in cells.Index())
            {
                // A column without a name has no header for whoever listens.
                var tag = text.Length > 0 ? cell : "td";
                var content = HtmlPage.Text(text);
                if (contacts is not null && text.Length > 0 && !right.Contains(column))
                    (content, contacts) = ($"<a href=\"{System.Net.WebUtility.HtmlEncode(contacts)}\">{content}</a>", null);
                html.Append($"<{tag}{(right.Contains(column) ? " class=\"number\"" : "")}>{content}</{tag[..2]}>");
            }

            html.Append(around.Length > 0 ? $"</tr></{around}>\n" : "</tr>\n");
        }
    }

    /// <summary>A terminal has the name behind the figures, where it may be cut; a page has it before them.</summary>
    private static TableBlock NameFirst(TableBlock table)
    {
        var last = table.Headers.Length - 1;
        if (last < 1 || !table.Right.Order().SequenceEqual(Enumerable.Range(0, last)))
            return table;
        return new(First(table.Headers), [.. table.Rows.Select(First)], [.. Enumerable.Range(1, last)])
        {
            Chart = table.Chart,
            Behind = table.Behind,
        };

        static string[] First(string[] cells) => [cells[^1], .. cells[..^1]];
    }

    /// <summary>Writes it as a file for word processors (.docx).</summary>
    /// <param name="stream">Where to; it stays open and need not be able to seek.</param>
    /// <param name="language">Language of its texts, as <c>sv</c>.</param>
    public void WriteWord(Stream stream, string language)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = new WordFile(stream, language);
        foreach (var block in _blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    file.Heading(heading.Text, heading.Level);
                    break;
                case LineBlock line:
                    file.Line(line.Text, line.Depth);
                    break;
                case TableBlock table:
                    file.Table(table.Headers, table.Rows, table.Right);
                    break;
            }
        }
    }

    private static void WriteRow(TextWriter output, string[] cells) =>
        output.WriteLine($"| {string.Join(" | ", cells.Select(cell => Plain(cell).Replace("|", "\\|", StringComparison.Ordinal)))} |");

    /// <summary>An asterisk of a diagnosis pair is no emphasis, and a limit no mark-up.</summary>
    private static string Plain(string text) =>
        text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Wrap(TextWriter output, string text, string mark) => Wrap(output, text, mark, new(' ', mark.Length));

    /// <summary>Writes a text in lines no longer than the width, the first after one lead, the others after another.</summary>
    public static void Wrap(TextWriter output, string text, string first, string others)
    {
        var lead = first;
        foreach (var line in Lines(text, TextWidth.Columns - others.Length))
        {
            output.WriteLine(lead + line);
            lead = others;
        }
    }

    /// <summary>Breaks a text at blanks so that no line is longer than the width, where its words allow.</summary>
    internal static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private sealed record HeadingBlock(int Level, string Text);

    private sealed record LineBlock(int Depth, string Text);

    private sealed record TableBlock(string[] Headers, string[][] Rows, int[] Right, bool Wraps = true)
    {
        internal int[] Spare { get; init; } = [];

        internal TableChart? Chart { get; set; }

        internal ImmutableArray<ImmutableArray<(string Column, string Value)>> Behind { get; set; } = [];
    }
}
