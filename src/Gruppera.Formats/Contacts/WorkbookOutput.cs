using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>Takes delimited text, whole rows at a time, and makes a workbook of it when <see cref="Complete"/> is called. The rows wait in
/// a file that nobody else may read and that is gone afterwards. Not thread-safe.</summary>
/// <param name="output">Takes the workbook; it stays open.</param>
/// <param name="delimiter">Delimiter of what comes in.</param>
internal sealed class WorkbookOutput(Stream output, byte delimiter) : WriteStream
{
    private const int MostRows = 1_048_576;
    private readonly FileStream _rows = PrivateFile.CreateTemporary();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _rows.Write(buffer);

    /// <summary>Writes the workbook.</summary>
    /// <exception cref="ContactFileException">There are more rows than a sheet can have.</exception>
    public void Complete()
    {
        _rows.Position = 0;
        using var cells = Cells(_rows).GetEnumerator();
        var header = cells.MoveNext() ? cells.Current : [];
        var numbers = header.Index().Where(each => ResultColumn.Find(each.Item) is { Value: ResultValue.Number })
            .Select(each => each.Index);
        WorkbookWriter.Write([new Sheet("Contacts", header, Rest(cells)) { Numbers = numbers.ToHashSet() }], output);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
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
                yield return [.. Enumerable.Range(0, row.Count).Select(i => row.TextOf(block.Text, i))];
            }
        }
    }
}
