using System.Runtime.CompilerServices;
using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>Rows of text -> cells, from bytes, without allocating. One per thread. Never throws for what is in a row.</summary>
internal sealed class RowCells(LayoutBinding binding, byte delimiter)
{
    private readonly CsvRow _outer = new();
    private readonly CsvRow _inner = new();
    private readonly bool _isFixedWidth = binding.Layout.IsFixedWidth;
    private readonly bool _isNested = binding.Layout.IsFixedWidth || binding.Inside.Exists;
    private bool _isAscii;

    /// <summary>The text of the row last read, without its line end.</summary>
    internal Range Row { get; private set; }

    /// <summary>Rows read so far, lines without any text among them: how far down the file the row stands that was read last.</summary>
    internal long Lines { get; private set; }

    /// <summary>Rows of nothing but delimiters that were passed over.</summary>
    internal long Blank { get; private set; }

    /// <summary>True for a broken row that is a line of totals, a ruler or a footer.</summary>
    internal bool IsNoContact { get; private set; }

    /// <summary>True if the row is none: bad quotes, or other fields than the header has.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Reads the next row of a block that holds whole rows; lines and rows without any text are passed over. False at the
    /// end.</summary>
    internal bool Read(ReadOnlySpan<byte> data, ref int position)
    {
        data = RowText.WithoutEndMark(data);
        while (position < data.Length)
        {
            var start = position;
            var status = ReadRow(data, ref position);
            Lines++;
            var end = position;
            if (end > start && data[end - 1] == '\n')
                end--;
            if (end > start && data[end - 1] == '\r')
                end--;
            if (end == start)
                continue;
            Row = start..end;
            if (RowText.IsBlank(data[Row], delimiter))
            {
                Blank++;
                continue;
            }

            _isAscii = !_isFixedWidth || Ascii.IsValid(data[Row]);
            IsBroken = status != CsvRowStatus.Complete || !FitsHeader(data, start) || !ReadInside(data);
            IsNoContact = IsBroken && status == CsvRowStatus.Complete && _outer.Count == 1 && binding.Header.Length > 1
                && RowText.IsLine(data[Row]);
            if (RowText.IsTotal(data[Row], delimiter))
                IsNoContact = IsBroken = true;
            return true;
        }

        return false;
    }

    /// <summary>Takes a row whose fields stand one behind the other; it is one of contacts, whatever is in it.</summary>
    internal void Take(int start, ReadOnlySpan<int> ends)
    {
        _outer.Place(start, ends);
        Lines++;
        (Row, IsBroken, IsNoContact) = (start..ends[^1], false, false);
    }

    /// <summary>The text of a cell of the row last read, trimmed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, Cell cell) => _isNested ? TextWithin(data, cell)
        : (uint)cell.Index < (uint)_outer.Count ? RowText.Trim(_outer.Get(data, cell.Index)) : default;

    /// <summary>The text of a cell of a fixed-width line, or of a record within a column.</summary>
    private ReadOnlySpan<byte> TextWithin(ReadOnlySpan<byte> data, Cell cell)
    {
        if (!cell.Exists)
            return default;
        if (_isFixedWidth)
        {
            var rest = data[Row];
            rest = rest[BytesOf(rest, cell.Index)..];
            return RowText.Trim(rest[..BytesOf(rest, cell.Length)]);
        }

        var row = cell.IsOuter ? _outer : _inner;
        if (cell.Index >= row.Count)
            return default;
        return RowText.Trim(row.Get(cell.IsOuter ? data : _outer.Get(data, binding.Inside.Index), cell.Index));
    }

    /// <summary>True if the cell's text has doubled quotes.</summary>
    internal bool HasEscapes(Cell cell) => cell.Exists && cell.IsOuter && cell.Index < _outer.Count && _outer.HasEscapes(cell.Index);

    private CsvRowStatus ReadRow(ReadOnlySpan<byte> data, ref int position)
    {
        if (!_isFixedWidth)
            return _outer.Read(data, ref position, delimiter, isLast: true);
        var end = data[position..].IndexOf((byte)'\n');
        position = end < 0 ? data.Length : position + end + 1;
        return CsvRowStatus.Complete;
    }

    /// <summary>True if the row has as many fields as the header; empty fields too many at its end are cut off.</summary>
    private bool FitsHeader(ReadOnlySpan<byte> data, int start)
    {
        var expected = binding.Header.Length;
        if (expected == 0 || _isFixedWidth || _outer.Count == expected)
            return true;
        if (_outer.Count < expected)
            return false;
        var end = Row.End.Value;
        for (var i = _outer.Count - 1; i >= expected; i--)
        {
            if (!_outer.Get(data, i).IsEmpty)
                return false;
            end -= data[end - 1] == '"' ? 3 : 1;
        }

        Row = start..end;
        return true;
    }

    /// <summary>Reads the record within a column; false if the row lacks that column.</summary>
    private bool ReadInside(ReadOnlySpan<byte> data)
    {
        if (!binding.Inside.Exists)
            return true;
        if (binding.Inside.Index >= _outer.Count)
            return false;
        var position = 0;
        _inner.Read(_outer.Get(data, binding.Inside.Index), ref position, (byte)binding.Layout.InsideDelimiter, isLast: true);
        return true;
    }

    /// <summary>Bytes that so many characters at the start of a fixed-width line take, or all that are left.</summary>
    private int BytesOf(ReadOnlySpan<byte> text, int characters)
    {
        if (_isAscii)
            return Math.Min(characters, text.Length);
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--)
        {
            at++;
            while (at < text.Length && (text[at] & 0xC0) == 0x80)
                at++;
        }

        return at;
    }
}
