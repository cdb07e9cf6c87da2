using System.Net;
using System.Text;

namespace Gruppera.Presentation.Documents;

/// <summary>A page that stands by itself: styles, charts and figures are in it, it asks nothing of any network, and it prints. Not
/// thread-safe.</summary>
/// <param name="language">Language of its texts, as HTML names it.</param>
/// <param name="title">Its title.</param>
public sealed class HtmlPage(string language, string title)
{
    private readonly StringBuilder _body = new();

    /// <summary>True if its title stands in what is written to it.</summary>
    internal bool HasOwnTitle { get; init; }

    /// <summary>Words as HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text.Replace(" %", "\u00a0%", StringComparison.Ordinal));

    internal HtmlPage Heading(string text, string id)
    {
        _body.Append($"<h2 id=\"{id}\">{Text(text)}</h2>\n");
        return this;
    }

    internal HtmlPage Paragraph(string text, bool isMuted = false)
    {
        if (text.Length > 0)
            _body.Append($"<p{(isMuted ? " class=\"muted\"" : "")}>{Text(text)}</p>\n");
        return this;
    }

    /// <summary>HTML as it is.</summary>
    internal HtmlPage Raw(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    /// <summary>A table; all columns but the <paramref name="texts"/> first and the <paramref name="last"/> last are numbers.</summary>
    internal HtmlPage Table(string[] headers, IEnumerable<string[]> rows, int texts = 1, int last = 0, bool hasTotal = false)
    {
        var all = rows.ToList();
        string Class(int column) => column >= texts && column < headers.Length - last ? " class=\"n\"" : "";
        _body.Append(texts > 1
            ? "<div class=\"scroll codes\" tabindex=\"0\"><table><thead><tr>"
            : "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        foreach (var (column, header) in headers.Index())
            _body.Append($"<th scope=\"col\"{Class(column)}>{Text(header)}</th>");
        _body.Append("</tr></thead><tbody>\n");
        foreach (var (index, row) in all.Index())
        {
            _body.Append(hasTotal && index == all.Count - 1 ? "<tr class=\"all\">" : "<tr>");
            foreach (var (column, cell) in row.Index())
                _body.Append($"<td{Class(column)}>{Text(cell)}</td>");
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
        return this;
    }

    /// <summary>A table with columns of numbers, the first column being 0.</summary>
    internal HtmlPage Table(string[] headers, IEnumerable<string[]> rows, int[] numbers)
    {
        _body.Append("<div class=\"scroll codes\" tabindex=\"0\"><table><thead><tr>");
        foreach (var (column, header) in headers.Index())
            _body.Append($"<th scope=\"col\"{Class(column)}>{Text(header)}</th>");
        _body.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>");
            foreach (var (column, cell) in row.Index())
                _body.Append($"<td{Class(column)}>{Text(cell)}</td>");
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
        return this;

        string Class(int column) => numbers.Contains(column) ? " class=\"n\"" : "";
    }

    /// <summary>The whole page as HTML.</summary>
    public override string ToString() => string.Concat(
        $"<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" " +
        $"content=\"width=device-width, initial-scale=1\">\n<title>{Text(title)}</title>\n",
        $"<style>\n{Resource("report.css")}</style>\n</head>\n<body>\n",
        HasOwnTitle ? "" : $"<h1>{Text(title)}</h1>\n",
        _body.ToString(),
        "</body>\n</html>\n");

    private static string? Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
