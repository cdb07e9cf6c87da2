using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;

namespace Gruppera.Workflows.Reports;

/// <summary>Tables of figures as a file.</summary>
internal static class FiguresFile
{
    /// <summary>Writes a workbook with a sheet for each table where the name ends in .xlsx, else the first one as CSV.</summary>
    internal static void Write(string path, IReadOnlyList<Figures> tables)
    {
        using var output = new AtomicOutput(path);
        if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            WorkbookWriter.Write([.. tables.Select(table => table.Sheet())], output.Stream);
        else
            output.Stream.Write(Encoding.UTF8.GetBytes(string.Concat(tables[0].Lines().Select(line => CsvText.Row(line) + "\n"))));
        output.Commit();
    }
}
