using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>The rows of changes that led to a set, as CSV: what is kept beside its tables. Thread-safe.</summary>
public static class Provenance
{
    /// <summary>The rows as text.</summary>
    public static string Write(ImmutableArray<ChangedRow> rows)
    {
        var text = new StringBuilder("change,file,row,table,in_out,new_row,version_to_change,ncc_id,national_id,comment,cells\n");
        foreach (var (change, row, place) in rows)
        {
            text.Append(CsvText.Row(
            [
                change, row.File, Text(row.Row), row.Table, row.Direction == ChangeDirection.In ? "IN" : "OUT", Text(place),
                row.VersionToChange, row.NccId, row.NationalId, row.Comment, .. row.Cells,
            ])).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads a file that holds what <see cref="Write"/> gave; rows that are none of it are passed over.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<ChangedRow> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return [.. TableFile.Rows(path).Skip(1).Where(row => row.Cells.Length > 10).Select(row => Of(row.Cells))];

        static ChangedRow Of(string[] cells) => new(
            cells[0], new(cells[3], cells[4] == "IN" ? ChangeDirection.In : ChangeDirection.Out, [.. cells[10..]], Number(cells[2]))
            {
                File = cells[1],
                VersionToChange = cells[6],
                NccId = cells[7],
                NationalId = cells[8],
                Comment = cells[9],
            },
            Number(cells[5]));
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
