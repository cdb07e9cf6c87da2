using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>Reads the sheets of a workbook (xls or xlsx): each one a table whose first row with a text is the header.</summary>
internal static class ExcelTables
{
    /// <summary>The sheets that are not empty, as rows of texts; index 0 is row 1. Throws what ExcelDataReader throws where it is no workbook.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<string[]> Rows)> Read(Stream stream)
    {
        // ExcelDataReader asks for cp1252 as soon as it is configured.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var sheets = ImmutableArray.CreateBuilder<(string, ImmutableArray<string[]>)>();
        using var reader = ExcelReaderFactory.CreateReader(stream);
        do
        {
            var rows = ImmutableArray.CreateBuilder<string[]>();
            while (reader.Read())
                rows.Add(Cells(reader));
            if (rows.Any(HasText))
                sheets.Add((ColumnName.Fold(reader.Name), rows.ToImmutable()));
        }
        while (reader.NextResult());
        return sheets.ToImmutable();
    }

    internal static bool HasText(string[] row) => Array.Exists(row, cell => cell.Length > 0);

    private static string[] Cells(IExcelDataReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Text(reader.GetValue(i));
        return cells;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "True" : "False",
        DateTime date => date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
