using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>A workbook of Excel 97 to 2003.</summary>
internal sealed class XlsWorkbook : Workbook
{
    private const int MostBytes = 1 << 26;
    private const int MostErrors = 1_000_000;
    private readonly Func<Stream> _open;
    private readonly Dictionary<(int Row, int Column), string> _errors;

    public XlsWorkbook(Func<Stream> open)
    {
        // ExcelDataReader asks for cp1252 as soon as it is configured.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _open = open;
        using (var stream = open())
        {
            if (stream.Length > MostBytes)
                throw new InvalidDataException("it is larger than 64 MB: save it as .xlsx or .csv");
            _errors = FindErrors(stream);
        }

        using var reader = ExcelReaderFactory.CreateBinaryReader(open());
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (names.Count == MostSheets)
                throw new InvalidDataException("it has more than 1 000 sheets");
            names.Add(ColumnName.Fold(reader.Name));
        }
        while (reader.NextResult());
        Sheets = names.ToImmutable();
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        using var reader = ExcelReaderFactory.CreateBinaryReader(_open());
        for (var i = 0; i < sheet; i++)
            reader.NextResult();
        var row = new RowMaker();
        for (var number = 1; reader.Read(); number++)
        {
            for (var i = 0; i < reader.FieldCount; i++)
                Add(row, number, i, reader.GetValue(i));
            if (row.Take(number) is { } whole)
                yield return whole;
        }
    }

    private void Add(RowMaker row, int number, int column, object? value)
    {
        // Errors of formulas come as names of a type of their own, others as nothing.
        if (value is Enum error)
            row.Add(column, Name(Convert.ToByte(error, CultureInfo.InvariantCulture)), CellFault.Error);
        else if (value is null && _errors.TryGetValue((number - 1, column), out var name))
            row.Add(column, name, CellFault.Error);
        else if (value is double amount)
            row.Add(column, Number(amount.ToString("R", CultureInfo.InvariantCulture), out var isRounded), isRounded
                ? CellFault.Rounded
                : null);
        else
            row.Add(column, Text(value));
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        bool truth => truth ? "True" : "False",
        DateTime date => Date(date),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Cells that hold an error, which ExcelDataReader passes over: their records (BOOLERR) are looked for in the file.</summary>
    private static Dictionary<(int Row, int Column), string> FindErrors(Stream stream)
    {
        const int length = 12;
        var errors = new Dictionary<(int, int), string>();
        var buffer = new byte[1 << 16];
        for (int kept = 0, read; (read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            for (int at; (at = bytes.IndexOf("\u0005\u0002\u0008\0"u8)) >= 0 && at + length <= bytes.Length; bytes = bytes[(at + 4)..])
            {
                var record = bytes.Slice(at + 4, 8);
                if (record[7] == 1 && Name(record[6]) is { Length: > 0 } name)
                    errors[(record[0] | (record[1] << 8), record[2] | (record[3] << 8))] = name;
                if (errors.Count > MostErrors)
                    throw new InvalidDataException("it has more than 1 000 000 cells with an error");
            }

            // A record may go on in what is read next.
            var rest = bytes[Math.Max(0, bytes.Length - length + 1)..];
            kept = rest.Length;
            rest.CopyTo(buffer);
        }

        return errors;
    }

    private static string Name(byte error) => error switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "",
    };
}
