using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.TechnicalChanges;

/// <summary>The rows of changes that led to a stored set, as a file beside its tables.</summary>
internal static class Provenance
{
    internal const string FileName = "changes.csv";

    internal static void Write(ImmutableArray<ChangedRow> rows, string path)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine("change,file,row,table,in_out,new_row,version_to_change,ncc_id,national_id,comment,cells");
        foreach (var (change, row, place) in rows)
        {
            writer.WriteLine(CsvText.Row(
            [
                change, row.File, Text(row.Row), row.Table, row.Direction == ChangeDirection.In ? "IN" : "OUT", Text(place),
                row.VersionToChange, row.NccId, row.NationalId, row.Comment, .. row.Cells,
            ]));
        }
    }

    internal static ImmutableArray<ChangedRow> Read(string path)
    {
        return File.Exists(path) ? [.. TableFile.Rows(path).Skip(1).Where(row => row.Cells.Length > 10).Select(row => Of(row.Cells))] : [];

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

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
