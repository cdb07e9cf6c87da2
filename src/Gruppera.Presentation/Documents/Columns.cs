namespace Gruppera.Presentation.Documents;

/// <summary>Rows in aligned columns that fit an 80-column terminal: the last column is cut or wrapped where it must be.
/// Not thread-safe.</summary>
/// <param name="headers">The header of each column.</param>
public sealed class Columns(params string[] headers)
{
    private const int Width = 80;
    private const int Narrowest = 20;
    private readonly List<string[]> _rows = [headers];

    /// <summary>Columns whose values are aligned to the right, the first being 0.</summary>
    public HashSet<int> Right { get; init; } = [];

    /// <summary>True to print without the header.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True to go on with the last column on further lines rather than to cut it.</summary>
    internal bool Wraps { get; init; }

    /// <summary>Adds a row of as many cells as there are headers.</summary>
    public void Add(params string[] row) => _rows.Add(row);

    /// <summary>Writes the header and the rows.</summary>
    public void Write(TextWriter output)
    {
        var rows = IsPlain ? _rows.Skip(1) : _rows;
        var widths = Enumerable.Range(0, headers.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var room = Math.Max(Narrowest, Width - widths.SkipLast(1).Sum(width => width + 2));
        foreach (var row in rows)
        {
            var start = string.Concat(row.SkipLast(1).Select((cell, column) => Aligned(cell, column) + "  "));
            if (!Wraps || row[^1].Length <= room)
            {
                var line = (start + Aligned(row[^1], row.Length - 1)).TrimEnd();
                output.WriteLine(Wraps || line.Length <= Width ? line : line[..(Width - 1)] + "…");
                continue;
            }

            foreach (var part in Document.Lines(row[^1], room))
            {
                output.WriteLine((start + part).TrimEnd());
                start = new(' ', start.Length);
            }
        }

        string Aligned(string cell, int column) => Right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
