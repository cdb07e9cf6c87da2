using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>A row of specs/files.md: a file, the options it is read with, and what is right.</summary>
internal sealed partial record FilesSpec(string Name, byte[] File, string[] Options, string[] Right, string[] Says)
{
    private const string Refused = "refused";

    /// <summary>All rows, in the order of the spec.</summary>
    internal static List<FilesSpec> Read()
    {
        var rows = new List<FilesSpec>();
        var (title, header, columns) = ("", "", Array.Empty<string>());
        foreach (var line in Repository.Read("specs/files.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                (title, header, columns) = (line[3..], "", []);
            else if (line.StartsWith("Columns: ", StringComparison.Ordinal))
                header = Span().Match(line).Groups["text"].Value + "⏎";
            else if (line.StartsWith('|') && columns.Length == 0)
                columns = Cells(line);
            else if (line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
                rows.Add(Of(title, header, columns, Cells(line)));
        }

        return rows;
    }

    internal bool IsRefused => Right is [Refused];

    /// <summary>The rows of <see cref="Right"/> that have a group, as a plain file.</summary>
    internal string Plain()
    {
        var grouped = Right.Where(row => !IsIssue(row)).Select(row => row.Split(';')).ToList();
        var isDays = grouped.Exists(row => row[1].EndsWith('d'));
        var text = new StringBuilder($"sex;{(isDays ? "age_days" : "age_years")};duration;discharge;dx1;dx2;dx3;dx4;procedures\n");
        foreach (var row in grouped)
        {
            var diagnoses = row[4].Split(' ').Select(code => code == "NONE" ? "" : code).Concat(["", "", ""]).Take(4);
            text.Append(string.Join(';', [row[0], row[1].TrimEnd('d'), row[2], row[3], .. diagnoses, row[5]])).Append('\n');
        }

        return text.ToString();
    }

    internal static bool IsIssue(string row) => row.StartsWith("GRP", StringComparison.Ordinal);

    private static FilesSpec Of(string title, string header, string[] columns, string[] cells)
    {
        Assert.Equal(columns.Length, cells.Length);
        Assert.DoesNotContain("", new[] { Cell("file"), Cell("right"), Cell("because") });
        return new(
            $"files › {title} › {Cell("because").Trim('`')}: {Code("file")}", Bytes(header + Code("file"), Cell("encoding").Trim('`')),
            Code("options").Split(' ', StringSplitOptions.RemoveEmptyEntries), Code("right").Split('⏎', StringSplitOptions.RemoveEmptyEntries),
            [.. Span().Matches(Cell("says")).Select(match => match.Groups["text"].Value)]);

        string Cell(string column) => Array.IndexOf(columns, column) is >= 0 and var at ? cells[at] : "";
        string Code(string column) => Cell(column) is ['`', .., '`'] text ? text[1..^1] : Cell(column);
    }

    private static byte[] Bytes(string text, string encoding)
    {
        text = text.Replace('⏎', '\n').Replace('␍', '\r').Replace('⇥', '\t').Replace('⍽', '\u00A0').Replace('⌫', '\0').Replace('␚', '\x1A');
        var name = encoding.Split(' ')[0];
        var coding = CodePagesEncodingProvider.Instance.GetEncoding(name.Length > 0 ? name : "utf-8") ?? Encoding.GetEncoding(name.Length > 0 ? name : "utf-8");
        byte[] bytes = [.. encoding.EndsWith("with a mark", StringComparison.Ordinal) ? coding.GetPreamble() : [], .. coding.GetBytes(text)];
        return encoding.EndsWith("cut", StringComparison.Ordinal) ? bytes[..^1] : bytes;
    }

    private static string[] Cells(string line) => [.. Bar().Split(line.Trim()[1..^1]).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    [GeneratedRegex("`(?<text>[^`]*)`", RegexOptions.None, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, 1000)]
    private static partial Regex Bar();
}
