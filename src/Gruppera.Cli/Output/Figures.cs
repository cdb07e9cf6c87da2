using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Casemix.Indices;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;

namespace Gruppera.Cli.Output;

/// <summary>A table of figures as other programs read it: one header, raw numbers with a decimal point, empty where there is none.</summary>
internal sealed record Figures(string Name, ImmutableArray<string> Header, ImmutableArray<object[]> Rows)
{
    /// <summary>Writes tables to a file: a workbook with a sheet for each where its name ends in .xlsx, else the first as CSV.</summary>
    internal static void Write(string path, IReadOnlyList<Figures> tables)
    {
        using var output = new AtomicOutput(path);
        if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
            WorkbookWriter.Write([.. tables.Select(table => table.Sheet())], output.Stream);
        else
            output.Stream.Write(Encoding.UTF8.GetBytes(string.Concat(tables[0].Lines().Select(line => CsvText.Row(line) + "\n"))));
        output.Commit();
    }

    /// <summary>Names of the columns of an estimate.</summary>
    internal static string[] Columns(string name) => [name, name + "_low", name + "_high"];

    /// <summary>Cells of an estimate.</summary>
    internal static object[] Cells(Estimate estimate) => [estimate.Value, estimate.Low, estimate.High];

    private IEnumerable<string[]> Lines() => Rows.Select(Texts).Prepend([.. Header]);

    private Sheet Sheet() => new(Name, Header, Rows.Select(Texts))
    {
        Numbers = Enumerable.Range(0, Header.Length).Where(column => Rows.Any(row => row[column] is not string)).ToHashSet(),
    };

    private static string[] Texts(object[] row) =>
    [
        .. row.Select(cell => cell switch
        {
            double number => double.IsFinite(number) ? Math.Round(number, 6).ToString(CultureInfo.InvariantCulture) : "",
            bool isSo => isSo ? "1" : "0",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString()!,
        }),
    ];
}
