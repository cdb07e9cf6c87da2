using System.Buffers;
using System.Buffers.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Native.Columns;

/// <summary>A row of delimited text that grows and is used again. One per thread.</summary>
internal sealed class RowBytes
{
    private const int LongestNumber = 40;
    private static readonly SearchValues<byte> Special = SearchValues.Create((byte)MemoryRows.Delimiter, (byte)'"', (byte)'\r', (byte)'\n');
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _field;

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Writes a row of columns.</summary>
    internal ReadOnlySpan<byte> Write(ReadOnlySpan<Column> columns, long row)
    {
        _length = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0)
                Next();
            Begin();
            columns[i].Write(row, this);
        }

        End();
        return Bytes;
    }

    /// <summary>Empties it.</summary>
    internal void Clear() => _length = _field = 0;

    /// <summary>Begins the next field.</summary>
    internal void Next()
    {
        Close();
        Append((byte)MemoryRows.Delimiter);
        Begin();
    }

    /// <summary>Ends the row.</summary>
    internal void End()
    {
        Close();
        Append((byte)'\n');
    }

    /// <summary>Adds to the field.</summary>
    internal void Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    internal void Add(long number)
    {
        Grow(LongestNumber);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written);
        _length += written;
    }

    internal void Add(double number)
    {
        Grow(LongestNumber);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written);
        _length += written;
    }

    internal void Add(DateOnly date)
    {
        Grow(LongestNumber);
        date.TryFormat(_bytes.AsSpan(_length), out var written, "O");
        _length += written;
    }

    private void Begin() => _field = _length;

    /// <summary>Quotes the field that was written where it would not be read as one.</summary>
    private void Close()
    {
        var field = _bytes.AsSpan(_field, _length - _field);
        if (field.IndexOfAny(Special) < 0)
            return;
        var text = field.ToArray();
        Grow(text.Length + 2);
        _length = _field + CsvText.Quote(text, _bytes.AsSpan(_field));
    }

    private void Append(byte b)
    {
        Grow(1);
        _bytes[_length++] = b;
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length < more)
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _length + more)));
    }
}
