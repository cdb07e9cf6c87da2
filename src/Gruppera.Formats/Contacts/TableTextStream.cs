using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>A table of dBase or Excel as delimited text (semicolon, header first), so that it can be read as a file of contacts.</summary>
internal sealed class TableTextStream(TableReader table) : LinesStream(Lines(table), table)
{
    private static IEnumerable<string> Lines(TableReader table)
    {
        yield return CsvText.Row(table.Columns, ';');
        while (table.Read())
            yield return CsvText.Row(Enumerable.Range(0, table.Columns.Length).Select(column => table[column].ToString()), ';');
    }
}
