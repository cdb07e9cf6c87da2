using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Indices;
using Gruppera.Formats.Excel;

namespace Gruppera.Workflows.Reports;

/// <summary>A table of figures as other programs read it: one header, raw numbers with a decimal point, empty if there is none.
/// Immutable.</summary>
/// <param name="Name">Name of the table, and of its sheet.</param>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Rows of as many cells: texts, numbers (not a number for none), or true and false, which are written 1 and 0.</param>
public sealed record Figures(string Name, ImmutableArray<string> Header, ImmutableArray<object[]> Rows)
{
    /// <summary>Names of the columns of an estimate: the value and its interval.</summary>
    public static string[] Columns(string name) => [name, name + "_low", name + "_high"];

    /// <summary>Cells of an estimate, for <see cref="Columns"/>.</summary>
    public static object[] Cells(Estimate estimate) => [estimate.Value, estimate.Low, estimate.High];

    /// <summary>The header and the rows as texts.</summary>
    internal IEnumerable<string[]> Lines() => Rows.Select(Texts).Prepend([.. Header]);

    /// <summary>The table as a sheet of a workbook.</summary>
    public Sheet Sheet() => new(Name, Header, Rows.Select(Texts))
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
