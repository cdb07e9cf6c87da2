using Gruppera.Definitions;
using Gruppera.Formats.Excel;

namespace Gruppera.Formats.Sets;

/// <summary>Writes a definition set as one workbook in the modern layout: a sheet per table. Thread-safe.</summary>
/// <remarks>The same tables as <see cref="ModernCsvWriter"/>, as <see cref="WorkbookWriter"/> writes them.
/// Source: docs/specification/formats.md §3.</remarks>
public static class ModernExcelWriter
{
    /// <summary>Writes the workbook; the stream stays open and need not be able to seek.</summary>
    public static void Write(DefinitionSet set, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(set);
        WorkbookWriter.Write([.. ModernLayout.Tables(set).Select(table => new Sheet(table.Name, table.Header, table.Rows))], stream);
    }
}
