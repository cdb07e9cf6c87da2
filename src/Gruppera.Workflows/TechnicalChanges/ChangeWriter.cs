using Gruppera.Formats.Excel;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Writes technical changes as workbooks: a sheet for each table, the columns of the change before those of the table.
/// Thread-safe.</summary>
public static class ChangeWriter
{
    private static readonly string[] Own = ["IN/OUT", "version to change", "NCC id", "national id", "comment"];

    /// <summary>Writes a change, with sheets for what is said of it and for the tables that it has rows of.
    /// <see cref="ChangeReader"/> reads it back the same.</summary>
    /// <param name="change">The change.</param>
    /// <param name="stream">Where to; it stays open and need not be able to seek.</param>
    public static void Write(TechnicalChange change, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(change);
        WorkbookWriter.Write(
            [
                .. change.About.IsEmpty ? [] : (Sheet[])[About(change.About)],
                .. change.Rows.GroupBy(row => row.Table).Select(rows => Sheet(ChangeTable.Of(rows.Key)!, rows)),
            ],
            stream);
    }

    /// <summary>Writes a workbook without rows to fill in, with every table.</summary>
    public static void WriteTemplate(Stream stream) => WorkbookWriter.Write(
        [About(ChangeAbout.None), .. ChangeTable.All.Select(table => Sheet(table, []))], stream);

    private static Sheet About(ChangeAbout about) => new(ChangeAbout.Table, ChangeAbout.Header, about.Rows());

    private static Sheet Sheet(ChangeTable table, IEnumerable<ChangeRow> rows) =>
        new(table.Name, [.. Own, .. table.Columns], rows.Select(row => (string[])
            [
                row.Direction == ChangeDirection.In ? "IN" : "OUT", row.VersionToChange, row.NccId, row.NationalId, row.Comment,
                .. row.Cells,
            ]));
}
