using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Csv;

/// <summary>Reads a table of delimited text as a stream. The delimiter (<c>,</c> <c>;</c> or tab) is found from the header line;
/// the text is UTF-8, with or without a byte order mark, or else cp1252. Row 1 is the header. Cells are decoded when asked for.</summary>
internal sealed class CsvTableReader : TableReader
{
    private const int MostCounted = 256;
    private const int FirstLines = 50;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Stream _stream;
    private readonly IssueList _issues;
    private readonly CsvRow _fields = new();
    private readonly byte _delimiter;
    private readonly bool _raggedIsFine;
    private byte[] _buffer = new byte[1 << 16];
    private int _length;
    private int _position;
    private int _rowStart;
    private bool _ended;
    private char[] _text = new char[1024];
    private int _textLength;
    private char[]? _windows;
    private int _row;

    /// <summary>Opens a table; the stream is the reader's from then on.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="issues">Where issues go.</param>
    /// <param name="raggedIsFine">True for a table without a header (readme), whose rows may have any length.</param>
    public CsvTableReader(Stream stream, IssueList issues, bool raggedIsFine = false)
    {
        (_stream, _issues, _raggedIsFine) = (stream, issues, raggedIsFine);
        Fill();
        if (_buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8))
            _position = 3;
        _delimiter = FindDelimiter(_buffer.AsSpan(_position, _length - _position), raggedIsFine);
        Columns = ReadFields() ? [.. Enumerable.Range(0, _fields.Count).Select(i => ColumnName.Fold(Cell(i).ToString()))] : [];
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _row;

    /// <summary>Fields of the row last read, where rows may have any number.</summary>
    public int FieldCount => _fields.Count;

    public override ReadOnlySpan<char> this[int column] => column < _fields.Count ? Cell(column) : [];

    public override bool Read()
    {
        do
        {
            if (!ReadFields())
                return false;
        }
        while (_fields.Count == 1 && Data(0).IsEmpty);
        if (_fields.Count != Columns.Length && !_raggedIsFine)
            _issues.Add(new(IssueCodes.RaggedRow, File, Row: _row, Detail: $"{_fields.Count} fields, {Columns.Length} columns"));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _stream.Dispose();
        base.Dispose(disposing);
    }

    private bool ReadFields()
    {
        while (true)
        {
            if (_position < _length)
            {
                _rowStart = _position;
                var status = _fields.Read(_buffer.AsSpan(0, _length), ref _position, _delimiter, _ended);
                if (status != CsvRowStatus.Incomplete)
                {
                    _row++;
                    _textLength = 0;
                    if (status == CsvRowStatus.BadQuote)
                        _issues.Add(new(IssueCodes.RaggedRow, File, Row: _row, Detail: "a quote that is not closed"));
                    return true;
                }
            }

            if (_ended)
                return false;
            Fill();
        }
    }

    private void Fill()
    {
        var rest = _length - _position;
        if (_position > 0)
            _buffer.AsSpan(_position, rest).CopyTo(_buffer);
        else if (rest == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        _position = 0;
        var read = _stream.ReadAtLeast(_buffer.AsSpan(rest), _buffer.Length - rest, throwOnEndOfStream: false);
        _ended = read < _buffer.Length - rest;
        _length = rest + read;
    }

    private ReadOnlySpan<byte> Data(int column) => _fields.Get(_buffer.AsSpan(0, _length), column);

    /// <summary>Decodes a cell behind the ones already decoded, so that these stay valid.</summary>
    private ReadOnlySpan<char> Cell(int column)
    {
        var data = Data(column);
        if (data.IsEmpty)
            return [];
        if (_textLength + data.Length > _text.Length)
            (_text, _textLength) = (new char[Math.Max(_text.Length * 2, data.Length)], 0);
        var text = _text.AsSpan(_textLength);
        var length = Decode(data, text);
        _textLength += length;
        ReadOnlySpan<char> cell = text[..length].Trim();
        return _fields.HasEscapes(column) ? cell.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
    }

    private int Decode(ReadOnlySpan<byte> data, Span<char> text)
    {
        var ascii = 0;
        for (; ascii < data.Length && data[ascii] < 0x80; ascii++)
            text[ascii] = (char)data[ascii];
        if (ascii == data.Length)
            return ascii;
        if (_windows is null)
        {
            try
            {
                return Strict.GetChars(data, text);
            }
            catch (DecoderFallbackException)
            {
                _windows = DbaseCodePage.Characters(1252)!;
                _issues.Add(new(IssueCodes.WrongCodePage, File, Row: _row, Value: "UTF-8", Detail: "cp1252 was used"));
            }
        }

        for (var i = 0; i < data.Length; i++)
            text[i] = _windows[data[i]];
        return data.Length;
    }

    /// <summary>The delimiter of the header; where rows may have any length, of the first lines, since titles may stand above it.</summary>
    private static byte FindDelimiter(ReadOnlySpan<byte> text, bool raggedIsFine)
    {
        Span<int> lines = stackalloc int[MostCounted];
        var (best, most) = ((byte)',', 0);
        foreach (var delimiter in ";\t,"u8)
        {
            lines.Clear();
            var number = 0;
            var rest = text;
            while (!rest.IsEmpty && number++ < (raggedIsFine ? FirstLines : 1))
            {
                var end = rest.IndexOf((byte)'\n');
                lines[Math.Min((end < 0 ? rest : rest[..end]).Count(delimiter), MostCounted - 1)]++;
                rest = end < 0 ? default : rest[(end + 1)..];
            }

            var count = 0;
            for (var i = 1; i < MostCounted; i++)
                count = raggedIsFine ? Math.Max(count, lines[i]) : lines[i] > 0 ? i : count;
            if (count > most)
                (best, most) = (delimiter, count);
        }

        return best;
    }
}
