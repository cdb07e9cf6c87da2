using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>A file of people's own making, CSV or Excel, as rows of texts: lists of weights, rules, small tables.</summary>
public static class TableFile
{
    /// <summary>The rows with their numbers, the first being 1; of a workbook those of one sheet, without empty rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <param name="isHeader">What a row is to look like that the sheet has among its first; null for the first sheet that is not
    /// empty.</param>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none, or has no such sheet.</exception>
    public static IEnumerable<(int Row, string[] Cells)> Rows(
        string path, string? sheet = null, Func<IReadOnlyList<string>, bool>? isHeader = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(path, sheet, isHeader).Rows;
    }

    /// <summary>The rows, with the encoding and the sheet that were found.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Sheet of a workbook, by name or number; null to find it.</param>
    /// <param name="isHeader">What a row is to look like that the sheet has among its first; null for the first sheet that is not
    /// empty.</param>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none, or has no such sheet.</exception>
    public static TableFileText Read(string path, string? sheet = null, Func<IReadOnlyList<string>, bool>? isHeader = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsWorkbook(path))
        {
            using var reader = Open(path);
            return new(Text(path), "", reader.EncodingName);
        }

        var book = OpenBook(path);
        var heads = Enumerable.Range(0, book.Sheets.Length).Select(index => (Index: index, Rows: book.Head(index))).ToList();
        var isLike = isHeader ?? (_ => true);
        var first = heads.FirstOrDefault(head => !head.Rows.IsEmpty, (-1, []));
        var found = sheet is null ? heads.FirstOrDefault(head => head.Rows.Any(row => isLike(row.Cells)), first).Index : book.Find(sheet);
        if (found < 0 && sheet is not null)
            throw new InvalidDataException($"{Path.GetFileName(path)}: there is no sheet {sheet}, but {string.Join(", ", book.Sheets)}");
        return found < 0 ? new([], "", "") : new(RowsOf(book, found, path), book.Sheets[found], "");
    }

    /// <summary>The sheets of a workbook that are not empty, with their rows; of another file its rows, without a name.</summary>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none.</exception>
    public static IReadOnlyList<(string Name, IReadOnlyList<(int Row, string[] Cells)> Rows)> Sheets(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsWorkbook(path))
            return [("", [.. Text(path)])];
        var book = OpenBook(path);
        return [.. book.Sheets.Select((name, index) => (name, RowsOf(book, index, path))).Where(sheet => sheet.Item2.Count > 0)];
    }

    private static bool IsWorkbook(string path)
    {
        using var head = new HeadStream(File.OpenRead(path));
        if (Workbook.Is(head.Peek(8)))
            return true;
        return Path.GetExtension(path).StartsWith(".xls", StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidDataException($"{Path.GetFileName(path)} is named a workbook and is none")
            : false;
    }

    private static Workbook OpenBook(string path) => Told(path, () => Workbook.Open(() => File.OpenRead(path)));

    private static IReadOnlyList<(int Row, string[] Cells)> RowsOf(Workbook book, int sheet, string path) =>
        Told<(int, string[])[]>(path, () => [.. book.Rows(sheet).Select(row => (row.Number, row.Cells))]);

    private static T Told<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not IOException) // a foreign reader: it may throw anything over a damaged workbook
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {FileFault.Detail(exception)}", exception);
        }
    }

    private static CsvTableReader Open(string path) =>
        new(File.OpenRead(path), new IssueList(), raggedIsFine: true) { Table = "", File = Path.GetFileName(path) };

    private static IEnumerable<(int Row, string[] Cells)> Text(string path)
    {
        using var reader = Open(path);
        yield return (reader.HeaderRow, [.. reader.Columns]);
        while (reader.Read())
            yield return (reader.Row, [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader[column].ToString())]);
    }
}

/// <summary>The rows of a file, and how they were found.</summary>
/// <param name="Rows">The rows with their numbers, the first being 1.</param>
/// <param name="Sheet">Sheet of a workbook; empty for text.</param>
/// <param name="EncodingName">Encoding of the text as far as it was looked at; empty for ASCII and for workbooks.</param>
public sealed record TableFileText(IEnumerable<(int Row, string[] Cells)> Rows, string Sheet, string EncodingName);
