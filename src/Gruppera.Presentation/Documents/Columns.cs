namespace Gruppera.Presentation.Documents;

/// <summary>Rows in aligned columns that fit the terminal: headers take several lines, and the last column is cut or wrapped, where it must
/// be. Not thread-safe.</summary>
/// <param name="headers">The header of each column.</param>
public sealed class Columns(params string[] headers)
{
    private const int Narrowest = 20;

    /// <summary>Room that the last column needs before headers take several lines.</summary>
    private const int Wanted = 32;

    /// <summary>A terminal narrower than this has no room for all that a wider one shows.</summary>
    private const int Common = 80;
    private readonly List<string[]> _rows = [headers];

    /// <summary>Columns whose values are aligned to the right, the first being 0.</summary>
    public HashSet<int> Right { get; init; } = [];

    /// <summary>True to print without the header.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Columns to leave out where the last one has too little room, the least needed first.</summary>
    public int[] Spare { get; init; } = [];

    /// <summary>True to go on with the last column on further lines rather than to cut it.</summary>
    internal bool Wraps { get; init; }

    /// <summary>Adds a row of as many cells as there are headers.</summary>
    public void Add(params string[] row) => _rows.Add(row);

    /// <summary>Writes the header and the rows.</summary>
    public void Write(TextWriter output)
    {
        var rows = IsPlain ? _rows.Skip(1) : _rows;
        var widths = Enumerable.Range(0, headers.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        if (!IsPlain && _rows.Count > 1 && Room() < Math.Min(Wanted, widths[^1]))
        {
            for (var column = 0; column < headers.Length - 1; column++)
                widths[column] = Math.Max(
                    _rows.Skip(1).Max(row => row[column].Length), Whole(headers[column]).Split(' ').Max(word => word.Length));
            rows = Header(widths).Concat(_rows.Skip(1));
        }

        if (Spare.Length > 0 && _rows.Count > 1
            && Room() < Math.Min(TextWidth.Columns < Common ? Wanted : Narrowest, _rows.Skip(1).Max(row => row[^1].Length)))
        {
            Without(Spare[0]).Write(output);
            return;
        }

        var room = Math.Max(Narrowest, Room());
        foreach (var row in rows)
        {
            var start = string.Concat(row.SkipLast(1).Select((cell, column) => Aligned(cell, column) + "  "));
            if (!Wraps || row[^1].Length <= room)
            {
                var line = (start + Aligned(row[^1], row.Length - 1)).TrimEnd();
                output.WriteLine(Wraps || line.Length <= TextWidth.Columns ? line : line[..(TextWidth.Columns - 1)] + "…");
                continue;
            }

            foreach (var part in Document.Lines(row[^1], room))
            {
                output.WriteLine((start + part).TrimEnd());
                start = new(' ', start.Length);
            }
        }

        int Room() => TextWidth.Columns - widths.SkipLast(1).Sum(width => width + 2);

        string Aligned(string cell, int column) => Right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }

    /// <summary>The same without a column.</summary>
    private Columns Without(int column)
    {
        var columns = new Columns(Rest(headers))
        {
            Right = [.. Right.Where(each => each != column).Select(Moved)],
            Spare = [.. Spare.Skip(1).Select(Moved)],
            IsPlain = IsPlain,
            Wraps = Wraps,
        };
        foreach (var row in _rows.Skip(1))
            columns.Add(Rest(row));
        return columns;

        string[] Rest(string[] cells) => [.. cells[..column], .. cells[(column + 1)..]];

        int Moved(int each) => each > column ? each - 1 : each;
    }

    /// <summary>A number stays with its per cent.</summary>
    private static string Whole(string header) => header.Replace(" %", "\u00A0%", StringComparison.Ordinal);

    /// <summary>The header in as many lines as its widest words leave, the shorter ones at the bottom.</summary>
    private IEnumerable<string[]> Header(int[] widths)
    {
        var parts = headers.Select((header, column) =>
            column == headers.Length - 1
            ? [header]
            : Document.Lines(Whole(header), widths[column]).Select(part => part.Replace('\u00A0', ' ')).ToArray()).ToArray();
        var lines = parts.Max(part => part.Length);
        return Enumerable.Range(0, lines).Select(line => parts.Select(part =>
            line - (lines - part.Length) is >= 0 and var at ? part[at] : "").ToArray());
    }
}
