namespace Gruppera.Cli.Output;

/// <summary>Rows in aligned columns that fit an 80-column terminal: the last column is cut where it must be.</summary>
internal sealed class Columns(params string[] headers)
{
    private const int Width = 80;
    private readonly List<string[]> _rows = [headers];

    /// <summary>Columns whose values stand to the right.</summary>
    internal HashSet<int> Right { get; init; } = [];

    /// <summary>True to print without the header.</summary>
    internal bool IsPlain { get; init; }

    internal void Add(params string[] row) => _rows.Add(row);

    internal void Write(TextWriter output)
    {
        var rows = IsPlain ? _rows.Skip(1) : _rows;
        var widths = Enumerable.Range(0, headers.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => Right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
            output.WriteLine(line.Length <= Width ? line : line[..(Width - 1)] + "…");
        }
    }
}
