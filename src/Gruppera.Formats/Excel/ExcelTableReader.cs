using System.Collections.Immutable;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>A sheet as a table; rows without any text are skipped. Row 1 is the sheet's first row.</summary>
internal sealed class ExcelTableReader : TableReader
{
    private readonly ImmutableArray<string[]> _rows;
    private int _next;

    /// <summary>Opens a sheet of <see cref="ExcelTables.Read"/>.</summary>
    public ExcelTableReader(ImmutableArray<string[]> rows)
    {
        _rows = rows;
        Columns = Read() ? [.. rows[_next - 1].Select(ColumnName.Fold)] : [];
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _next;

    public override ReadOnlySpan<char> this[int column] =>
        column < _rows[_next - 1].Length ? _rows[_next - 1][column] : "";

    public override bool Read()
    {
        while (_next < _rows.Length)
        {
            if (ExcelTables.HasText(_rows[_next++]))
                return true;
        }

        return false;
    }
}
