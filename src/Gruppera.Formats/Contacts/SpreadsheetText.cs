using System.Buffers;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>
/// Takes delimited text, whole rows at a time, and passes it on as a Swedish Excel opens it at a double click: a byte order mark,
/// semicolons, decimal commas; a cell that would be read as a formula has an apostrophe in front, and one that would be changed (leading
/// zeros, more digits than are shown, what looks like a date or an exponent) is <c>="0123"</c>, which is read back as it was.
/// Not thread-safe.
/// </summary>
/// <param name="output">Takes the text; it stays open.</param>
/// <param name="delimiter">Delimiter of what comes in.</param>
internal sealed class SpreadsheetText(Stream output, byte delimiter) : WriteStream
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\";\r\n"u8);
    private readonly CsvRow _row = new();
    private readonly ArrayBufferWriter<byte> _text = new(1 << 16);
    private bool _isBegun;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isBegun)
            _text.Write("\uFEFF"u8);
        _isBegun = true;
        for (var position = 0; position < buffer.Length;)
        {
            _row.Read(buffer, ref position, delimiter, isLast: true);
            for (var i = 0; i < _row.Count; i++)
                Add(_row.Get(buffer, i), _row.HasEscapes(i), i > 0);
            _text.Write("\r\n"u8);
        }

        output.Write(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    private void Add(ReadOnlySpan<byte> cell, bool hasEscapes, bool isNext)
    {
        if (isNext)
            _text.Write(";"u8);
        if (!hasEscapes && KeptText.IsChanged(cell))
        {
            _text.Write("=\""u8);
            _text.Write(cell);
            _text.Write("\""u8);
            return;
        }

        var mark = PointOf(cell);
        if (mark >= 0)
        {
            _text.Write(cell[..mark]);
            _text.Write(","u8);
            _text.Write(cell[(mark + 1)..]);
            return;
        }

        var isFormula = cell.Length > 0 && "=+-@\t"u8.Contains(cell[0]) && !IsNumber(cell);
        var isQuoted = hasEscapes || cell.ContainsAny(Special);
        _text.Write(isQuoted ? isFormula ? "\"'"u8 : "\""u8 : isFormula ? "'"u8 : default);
        if (hasEscapes || !isQuoted)
            _text.Write(cell);
        else
            _text.Write(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell).Replace("\"", "\"\"", StringComparison.Ordinal)));
        _text.Write(isQuoted ? "\""u8 : default);
    }

    /// <summary>Where the decimal point of a number is; -1 for anything else.</summary>
    private static int PointOf(ReadOnlySpan<byte> cell)
    {
        var mark = cell.IndexOf((byte)'.');
        return mark > 0 && mark < cell.Length - 1 && IsNumber(cell[..mark]) && AreDigits(cell[(mark + 1)..]) ? mark : -1;
    }

    private static bool IsNumber(ReadOnlySpan<byte> cell)
    {
        var digits = cell.Length > 1 && cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        var mark = digits.IndexOf((byte)',');
        return mark < 0 ? AreDigits(digits) : AreDigits(digits[..mark]) && AreDigits(digits[(mark + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
