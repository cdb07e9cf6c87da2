using System.Collections.Immutable;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Where the contacts of a workbook stand: in which sheet, below which header.</summary>
/// <param name="Book">The workbook.</param>
/// <param name="Sheet">The sheet, the first being 0.</param>
/// <param name="HeaderRow">The row of the header, the first being 1.</param>
/// <param name="Layout">The layout that fits the header; null if none does.</param>
internal sealed record ContactSheet(Workbook Book, int Sheet, int HeaderRow, ContactLayout? Layout)
{
    /// <summary>The place whose header has the most columns that a layout knows; where none fits, the first that looks like a table.
    /// Null where there is no text.</summary>
    /// <exception cref="ContactFileException">The workbook cannot be read, or has no sheet of this name.</exception>
    public static ContactSheet? Find(Func<Stream> open, string path, IEnumerable<ContactLayout> layouts, string? sheet)
    {
        try
        {
            using (var stream = open())
            {
                if (Workbook.IsZip(stream) && Archive.IsTooLarge(stream, new DefinitionReaderOptions().MaxUnpackedBytes))
                    throw Unreadable(FormatIssues.ArchiveTooLarge.Meaning);
            }

            var book = Workbook.Open(open);
            var heads = Enumerable.Range(0, book.Sheets.Length).Where(index => sheet is null || index == book.Find(sheet))
                .SelectMany(index => book.Head(index)
                    .Select(row => (Sheet: index, row.Number, Header: row.Cells.Select(ColumnName.Fold).ToImmutableArray()))).ToList();
            if (sheet is not null && book.Find(sheet) < 0)
                throw Unreadable($"it has no sheet {sheet}, but {string.Join(", ", book.Sheets):sheets}");
            var known = layouts.Where(layout => layout.HasHeader).ToList();
            var best = heads.SelectMany(head => known.Select(layout => (head, layout, Columns: LayoutFit.Count(layout, head.Header))))
                .Where(each => each.Columns > 0).OrderByDescending(each => each.Columns)
                    .Select(each => ((int, int)?)(each.head.Sheet, each.head.Number)).FirstOrDefault();
            if (best is (int found, int row))
            {
                var header = heads.First(head => (head.Sheet, head.Number) == (found, row)).Header;
                var twins = heads.Where(head => head.Header.SequenceEqual(header))
                    .Select(head => book.Sheets[head.Sheet]).Distinct().ToList();
                if (sheet is null && twins.Count > 1)
                    throw Unreadable($"its sheets {string.Join(", ", twins):sheets} have the same columns. Give one with --sheet");
                return new(book, found, row, known.First(layout => LayoutFit.Count(layout, header) > 0));
            }

            return heads.Count == 0
                ? null
                : LikeATable(book, [.. heads.Select(head => (head.Sheet, head.Number, head.Header.Count(cell => cell.Length > 0)))]);
        }
        // A foreign reader: it may throw anything over a damaged workbook.
        catch (Exception exception) when (exception is not ContactFileException)
        {
            throw exception is System.Xml.XmlException or InvalidDataException { Source: "System.IO.Compression" }
                ? Unreadable($"it is truncated or damaged: get it again")
                : Unreadable(Text.Verbatim(FileFault.Detail(exception)));
        }

        ContactFileException Unreadable(Text text) =>
            new($"cannot open {path}: {text}");
    }

    /// <summary>The first sheet with a row of several texts, and in it the first row that is more than half as wide as the widest: titles
    /// are not.</summary>
    private static ContactSheet LikeATable(Workbook book, ImmutableArray<(int Sheet, int Row, int Width)> heads)
    {
        var sheet = heads.FirstOrDefault(head => head.Width > 1, heads[0]).Sheet;
        var rows = heads.Where(head => head.Sheet == sheet).ToList();
        return new(book, sheet, rows.First(head => 2 * head.Width > rows.Max(row => row.Width)).Row, null);
    }
}
