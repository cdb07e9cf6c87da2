using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Workflows.Joins;

/// <summary>A row of a delimited file; without fields where it is none.</summary>
internal readonly record struct DelimitedRow(long Row, string[] Fields)
{
    internal string this[int column] => column >= 0 && column < Fields.Length ? Fields[column] : "";
}

/// <summary>One delimited file of a delivery, read as often as needed.</summary>
internal sealed class DelimitedFile
{
    private readonly string _path;
    private readonly DelimitedForm _form;

    /// <exception cref="ContactFileException">There is no such file.</exception>
    internal DelimitedFile(string folder, DelimitedForm form)
    {
        _path = Path.Combine(folder, form.File);
        _form = form;
        var first = Rows().Select(row => row.Fields).FirstOrDefault([]);
        Header = form.HasHeader ? [.. first] : form.Header;
    }

    internal string Name => _form.File;

    internal ImmutableArray<string> Header { get; }

    /// <summary>Number of a column.</summary>
    /// <exception cref="ContactFileException">The file has no such column.</exception>
    internal int ColumnOf(string name)
    {
        for (var i = 0; i < Header.Length; i++)
        {
            if (Header[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new ContactFileException($"{Name:file} has no column {name}; it has {string.Join(", ", Header):header}");
    }

    /// <summary>The rows below the header. Lines without text are none.</summary>
    internal IEnumerable<DelimitedRow> Read() => _form.HasHeader ? Rows().Skip(1) : Rows();

    private IEnumerable<DelimitedRow> Rows()
    {
        using var input = ContactSource.Open(_path, _form.Encoding);
        var blocks = new RowBlockReader(input.Text) { Delimiter = (byte)_form.Delimiter };
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
            var text = Encoding.UTF8.GetString(row.Get(data, i)).Trim();
            fields[i] = row.HasEscapes(i) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }

        return fields;
    }
}
