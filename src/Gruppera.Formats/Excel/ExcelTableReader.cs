using System.Collections.Immutable;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>A sheet as a table, below its header; rows without any text are passed over. Row 1 is the sheet's first row.</summary>
internal sealed class ExcelTableReader : TableReader
{
    private readonly IEnumerator<SheetRow> _rows;
    private readonly IssueList _issues;
    private SheetRow _row;

    /// <summary>Opens a sheet.</summary>
    /// <param name="book">The workbook.</param>
    /// <param name="sheet">The sheet, the first being 0.</param>
    /// <param name="headerRow">The row of the header, the first being 1.</param>
    /// <param name="issues">Where issues go.</param>
    public ExcelTableReader(Workbook book, int sheet, int headerRow, IssueList issues)
    {
        (_rows, _issues) = (book.Rows(sheet).GetEnumerator(), issues);
        while (_row.Number < headerRow && Next())
            _row = _rows.Current;
        Columns = _row.Number == headerRow ? [.. _row.Cells.Select(ColumnName.Fold)] : [];
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _row.Number;

    public override bool MayHaveErrors => !_row.Faults.IsEmpty;

    public override ReadOnlySpan<char> this[int column] => column < _row.Cells.Length ? _row.Cells[column] : "";

    public override bool Read()
    {
        if (!Next())
            return false;
        _row = _rows.Current;
        if (_row.Cells.Length > Columns.Length)
            _issues.Add(new(FormatIssues.RaggedRow, File, Table, Row, Detail: $"{_row.Cells.Length} cells, {Columns.Length} columns"));
        foreach (var (column, fault) in _row.Faults)
        {
            if (fault == CellFault.Rounded && column < Columns.Length)
                _issues.Add(new(FormatIssues.RoundedNumber, File, Table, Row, Columns[column]));
        }

        return true;
    }

    /// <summary>The next row; none, with an issue, where the sheet is damaged.</summary>
    private bool Next()
    {
        try
        {
            return _rows.MoveNext();
        }
        catch (Exception exception) // a foreign reader: it may throw anything over a damaged workbook
        {
            _issues.Add(new(FormatIssues.UnreadableFile, File, Table, Detail: FileFault.Detail(exception)));
            return false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        base.Dispose(disposing);
    }
}
