using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>A row of delimited text.</summary>
/// <param name="Row">Its number, the first row being 1; lines without text do not count.</param>
/// <param name="Fields">Its fields, trimmed and without quotes; none where a quote is never closed.</param>
public readonly record struct DelimitedRow(long Row, string[] Fields)
{
    /// <summary>A field by its position, the first being 0; empty where the row has none there.</summary>
    public string this[int column] => column >= 0 && column < Fields.Length ? Fields[column] : "";
}

/// <summary>Reads delimited text of any number of columns as it is written, header and all. Thread-safe.</summary>
public static class DelimitedText
{
    /// <summary>Reads the rows, block by block.</summary>
    /// <param name="text">UTF-8 text, read once from where it stands; it stays open.</param>
    /// <param name="delimiter">Field delimiter; <c>'\0'</c> to detect it from the first line.</param>
    /// <exception cref="ContactFileException">A row is longer than 1 MB.</exception>
    public static IEnumerable<DelimitedRow> Read(Stream text, char delimiter = '\0')
    {
        ArgumentNullException.ThrowIfNull(text);
        return Rows(text, delimiter);
    }

    private static IEnumerable<DelimitedRow> Rows(Stream text, char delimiter)
    {
        var blocks = new RowBlockReader(text) { Delimiter = (byte)delimiter };
        var block = new RowBlock();
        var csv = new CsvRow();
        var number = 0L;
        while (blocks.Read(block))
        {
            number = Math.Max(number, blocks.RowsBefore);
            if (blocks.Delimiter == 0)
                blocks.Delimiter = Delimiters.Find(block.Text);
            var position = 0;
            while (position < block.Length)
            {
                var status = csv.Read(block.Text, ref position, blocks.Delimiter, isLast: true);
                if (csv.Count == 1 && csv.Get(block.Text, 0).IsEmpty && status == CsvRowStatus.Complete)
                    continue;
                number++;
                yield return new(number, status == CsvRowStatus.Complete ? Fields(csv, block.Text) : []);
            }
        }
    }

    private static string[] Fields(CsvRow row, ReadOnlySpan<byte> data)
    {
        var fields = new string[row.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var text = Encoding.UTF8.GetString(RowText.Trim(row.Get(data, i))).Trim();
            fields[i] = row.HasEscapes(i) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }

        return fields;
    }
}
