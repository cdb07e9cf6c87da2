using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Dbase;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>A table of a delivery, not read yet: it may be opened several times.</summary>
/// <param name="File">The file it lies in.</param>
/// <param name="Name">Name of the sheet, the array, or the file without extension.</param>
/// <param name="Columns">Its columns as delivered.</param>
/// <param name="Open">Opens it before its first row; what is wrong with its cells goes to the list. The caller disposes of the
/// reader.</param>
public sealed record DeliveryTable(
    DeliveryFile File, string Name, ImmutableArray<string> Columns, Func<IssueList, TableReader> Open)
{
    /// <summary>Where it lies, for issues: the file, and in a workbook its sheet (<c>file.xlsx/sheet</c>).</summary>
    public string Place => File.Format == FileFormat.Excel ? $"{File.Name}/{Name}" : File.Name;

    /// <summary>The tables of a file; none, with an issue, where it is damaged or cannot be read in its format.</summary>
    internal static ImmutableArray<DeliveryTable> In(DeliveryFile file, DefinitionReaderOptions options, IssueList issues)
    {
        try
        {
            return file.Format switch
            {
                FileFormat.Dbase => OfDbase(file, options.CodePage, issues),
                FileFormat.Csv => [OfCsv(file)],
                FileFormat.Json => OfJson(file),
                FileFormat.Excel => OfExcel(file, options, issues),
                _ => [],
            };
        }
        catch (Exception exception) when (file.Format == FileFormat.Excel // a foreign reader: it may throw anything over a damaged workbook
            || exception is IOException or UnauthorizedAccessException or JsonException)
        {
            issues.Add(new(FormatIssues.UnreadableFile, file.Name, Detail: FileFault.Detail(exception)));
            return [];
        }
    }

    private static ImmutableArray<DeliveryTable> OfDbase(DeliveryFile file, int? codePage, IssueList issues)
    {
        var data = file.ReadAll();
        using var table = DbaseTableReader.Open(data, file.Name, codePage, issues);
        return table is null
            ? []
            : [new(file, table.Table, table.Columns, _ => DbaseTableReader.Open(data, file.Name, codePage, new())!)];
    }

    private static DeliveryTable OfCsv(DeliveryFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var headless = string.Equals(name, "readme", StringComparison.OrdinalIgnoreCase);
        using var header = Open(new());
        return new(file, name, header.Columns, Open);

        CsvTableReader Open(IssueList issues) => new(file.Open(), issues, headless) { Table = name, File = file.Name };
    }

    private static ImmutableArray<DeliveryTable> OfJson(DeliveryFile file) =>
        [.. JsonTables.Find(file.ReadAll()).Select(table =>
        {
            using var header = Open(new());
            return new DeliveryTable(file, table.Name, header.Columns, Open);

            JsonTableReader Open(IssueList issues) => new(table.Rows, issues) { Table = table.Name, File = file.Name };
        })];

    private static ImmutableArray<DeliveryTable> OfExcel(DeliveryFile file, DefinitionReaderOptions options, IssueList issues)
    {
        var maxBytes = options.MaxUnpackedBytes;
        using var content = file.Open();
        if (file.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            if (Archive.IsTooLarge(content, maxBytes))
            {
                issues.Add(new(FormatIssues.ArchiveTooLarge, file.Name));
                return [];
            }

            content.Position = 0;
        }

        var book = Workbook.Open(file.Open);
        var isAlone = Enumerable.Range(0, book.Sheets.Length).Count(sheet => !book.Head(sheet).IsEmpty) == 1;
        return [.. Enumerable.Range(0, book.Sheets.Length).Select(sheet => (Index: sheet, Head: book.Head(sheet)))
            .Where(sheet => !sheet.Head.IsEmpty).Select(sheet =>
        {
            var name = book.Sheets[sheet.Index];
            var header = HeaderOf(
                isAlone && options.Known?.IsName(name) != true ? Path.GetFileNameWithoutExtension(file.Name) : name, sheet.Head,
                options.Known);
            return new DeliveryTable(file, name, [.. header.Cells.Select(ColumnName.Fold)], Open);

            ExcelTableReader Open(IssueList issues) => new(book, sheet.Index, header.Number, issues) { Table = name, File = file.Name };
        })];
    }

    /// <summary>The row that has the columns of the table that a sheet is named by: titles may stand above it. Otherwise the first
    /// row.</summary>
    private static SheetRow HeaderOf(string name, ImmutableArray<SheetRow> head, KnownTables? known)
    {
        foreach (var row in head)
        {
            if (known?.IsHeader(name, row.Cells) == true)
                return row;
        }

        return head[0];
    }
}
