using System.Collections.Immutable;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>A file of people's own making, CSV or Excel, as rows of texts: lists of weights, rules, small tables.</summary>
public static class TableFile
{
    /// <summary>The rows with their numbers, the first being 1; of a workbook those of its first sheet that is not empty.</summary>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none.</exception>
    public static IEnumerable<(int Row, string[] Cells)> Rows(string path)
    {
        if (Path.GetExtension(path).StartsWith(".xls", StringComparison.OrdinalIgnoreCase))
            return Sheets(path) is [var first, ..] ? first.Rows : [];
        return Text(path);
    }

    /// <summary>The sheets of a workbook that are not empty, with their rows; of another file its rows, without a name.</summary>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none.</exception>
    public static IReadOnlyList<(string Name, IReadOnlyList<(int Row, string[] Cells)> Rows)> Sheets(string path)
    {
        if (!Path.GetExtension(path).StartsWith(".xls", StringComparison.OrdinalIgnoreCase))
            return [("", [.. Text(path)])];
        using var workbook = File.OpenRead(path);
        return [.. Sheets(workbook, path).Select(sheet => (sheet.Name, (IReadOnlyList<(int, string[])>)[.. sheet.Rows.Select((cells, index) => (index + 1, cells))]))];
    }

    private static IEnumerable<(string Name, ImmutableArray<string[]> Rows)> Sheets(FileStream workbook, string path)
    {
        try
        {
            return ExcelTables.Read(workbook);
        }
        catch (Exception exception) when (exception is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<(int Row, string[] Cells)> Text(string path)
    {
        using var reader = new CsvTableReader(File.OpenRead(path), new IssueList(), raggedIsFine: true) { Table = "", File = Path.GetFileName(path) };
        yield return (1, [.. reader.Columns]);
        while (reader.Read())
            yield return (reader.Row, [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader[column].ToString())]);
    }
}
