using System.Buffers;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>
/// Takes delimited text, whole rows at a time, and passes it on as a Swedish Excel opens it at a double click: a byte order mark,
/// semicolons, decimal commas; a cell that would be read as a formula has an apostrophe in front. Not thread-safe.
/// </summary>
/// <param name="output">Takes the text; it stays open.</param>
/// <param name="delimiter">Delimiter of what comes in.</param>
internal sealed class SpreadsheetText(Stream output, byte delimiter) : WriteStream
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\";\r\n"u8);
    private readonly CsvRow _row = new();
    private readonly ArrayBufferWriter<byte> _text = new(1 << 16);
    private bool _isBegun;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isBegun)
            _text.Write("\uFEFF"u8);
        _isBegun = true;
        for (var position = 0; position < buffer.Length;)
        {
            _row.Read(buffer, ref position, delimiter, isLast: true);
            for (var i = 0; i < _row.Count; i++)
                Add(_row.Get(buffer, i), _row.HasEscapes(i), i > 0);
            _text.Write("\r\n"u8);
        }

        output.Write(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    private void Add(ReadOnlySpan<byte> cell, bool hasEscapes, bool isNext)
    {
        if (isNext)
            _text.Write(";"u8);
        var mark = PointOf(cell);
        if (mark >= 0)
        {
            _text.Write(cell[..mark]);
            _text.Write(","u8);
            _text.Write(cell[(mark + 1)..]);
            return;
        }

        var isFormula = cell.Length > 0 && "=+-@\t"u8.Contains(cell[0]) && !IsNumber(cell);
        var isQuoted = hasEscapes || cell.ContainsAny(Special);
        _text.Write(isQuoted ? isFormula ? "\"'"u8 : "\""u8 : isFormula ? "'"u8 : default);
        if (hasEscapes || !isQuoted)
            _text.Write(cell);
        else
            _text.Write(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell).Replace("\"", "\"\"", StringComparison.Ordinal)));
        _text.Write(isQuoted ? "\""u8 : default);
    }

    /// <summary>Where the decimal point of a number is; -1 for anything else.</summary>
    private static int PointOf(ReadOnlySpan<byte> cell)
    {
        var mark = cell.IndexOf((byte)'.');
        return mark > 0 && mark < cell.Length - 1 && IsNumber(cell[..mark]) && AreDigits(cell[(mark + 1)..]) ? mark : -1;
    }

    private static bool IsNumber(ReadOnlySpan<byte> cell)
    {
        var digits = cell.Length > 1 && cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        var mark = digits.IndexOf((byte)',');
        return mark < 0 ? AreDigits(digits) : AreDigits(digits[..mark]) && AreDigits(digits[(mark + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}

/// <summary>Takes delimited text, whole rows at a time, and makes a workbook of it when <see cref="Complete"/> is called. The rows wait in
/// a file that nobody else may read and that is gone afterwards. Not thread-safe.</summary>
/// <param name="output">Takes the workbook; it stays open.</param>
/// <param name="delimiter">Delimiter of what comes in.</param>
internal sealed class WorkbookOutput(Stream output, byte delimiter) : WriteStream
{
    private const int MostRows = 1_048_576;
    private readonly string _path = Path.Combine(Path.GetTempPath(), PrivateFile.TemporaryName());
    private FileStream? _rows;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => (_rows ??= PrivateFile.Create(_path)).Write(buffer);

    /// <summary>Writes the workbook.</summary>
    /// <exception cref="ContactFileException">There are more rows than a sheet can have.</exception>
    public void Complete()
    {
        _rows?.Dispose();
        using var rows = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var cells = Cells(rows).GetEnumerator();
        var header = cells.MoveNext() ? cells.Current : [];
        var numbers = header.Index().Where(each => ResultColumn.Find(each.Item) is { Value: ResultValue.Number })
            .Select(each => each.Index);
        WorkbookWriter.Write([new Sheet("Contacts", header, Rest(cells)) { Numbers = numbers.ToHashSet() }], output);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
            File.Delete(_path);
        }

        base.Dispose(disposing);
    }

    private static IEnumerable<string[]> Rest(IEnumerator<string[]> rows)
    {
        for (var count = 2; rows.MoveNext(); count++)
        {
            yield return count > MostRows
                ? throw new ContactFileException($"a sheet has at most {MostRows} rows: give the output a name that ends in .csv")
                : rows.Current;
        }
    }

    private IEnumerable<string[]> Cells(FileStream rows)
    {
        var (blocks, block, row) = (new RowBlockReader(rows) { Delimiter = delimiter }, new RowBlock(), new CsvRow());
        while (blocks.Read(block))
        {
            for (var position = 0; position < block.Length;)
            {
                row.Read(block.Text, ref position, delimiter, isLast: true);
                yield return [.. Enumerable.Range(0, row.Count).Select(i => row.HasEscapes(i)
                    ? Encoding.UTF8.GetString(row.Get(block.Text, i)).Replace("\"\"", "\"", StringComparison.Ordinal)
                    : Encoding.UTF8.GetString(row.Get(block.Text, i)))];
            }
        }
    }
}
