using System.Collections.Immutable;
using Gruppera.Native.Borders;

namespace Gruppera.Native.Columns;

/// <summary>Columns of the caller's with their names. Thread-safe.</summary>
internal sealed unsafe class Table
{
    /// <summary>Columns that a table may have.</summary>
    private const int MostColumns = 10_000;
    private readonly Column[] _columns;

    /// <summary>Reads what C hands over.</summary>
    internal Table(CColumn* columns, int count, long rows)
    {
        Border.NotNull(columns, "columns");
        Border.Within(count, 1, MostColumns, "column_count");
        Rows = Border.Within(rows, 0, int.MaxValue, "rows");
        Names = [.. Enumerable.Range(0, count).Select(i => Border.Needed(columns[i].Name, $"name of column {i}"))];
        _columns = [.. Enumerable.Range(0, count).Select(i => Column.Of(columns[i], rows, $"column '{Names[i]}'"))];
    }

    internal ImmutableArray<string> Names { get; }

    internal long Rows { get; }

    /// <summary>A row as text.</summary>
    internal ReadOnlySpan<byte> Write(long row, RowBytes text) => text.Write(_columns, row);

    /// <summary>The header and the first rows as text, to find out how they are written.</summary>
    internal Stream Head(int mostBytes)
    {
        var (head, text) = (new MemoryStream(), new RowBytes());
        for (var i = 0; i < Names.Length; i++)
        {
            if (i > 0)
                text.Next();
            text.Add(System.Text.Encoding.UTF8.GetBytes(Names[i]));
        }

        text.End();
        head.Write(text.Bytes);
        for (var row = 0L; row < Rows && head.Length < mostBytes; row++)
            head.Write(Write(row, text));
        head.Position = 0;
        return head;
    }
}
