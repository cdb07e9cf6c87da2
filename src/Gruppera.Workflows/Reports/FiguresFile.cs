using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;

namespace Gruppera.Workflows.Reports;

/// <summary>Tables of figures as a file.</summary>
public static class FiguresFile
{
    /// <summary>Writes a workbook with a sheet for each table where the name ends in .xlsx, else the first one as CSV.</summary>
    /// <param name="path">The file; one that is there is replaced once the new one is whole.</param>
    /// <param name="tables">The tables, one at least.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Figures> tables)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tables);
        using var output = new AtomicOutput(path);
        if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            WorkbookWriter.Write([.. tables.Select(table => table.Sheet())], output.Stream);
        else
            output.Stream.Write(Encoding.UTF8.GetBytes(string.Concat(tables[0].Lines().Select(line => CsvText.Row(line) + "\n"))));
        output.Commit();
    }
}
