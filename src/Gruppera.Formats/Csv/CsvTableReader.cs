using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Csv;

/// <summary>Reads a table of delimited text as a stream. The delimiter (<c>,</c> <c>;</c> <c>|</c> or tab) is found from the header line;
/// a line <c>sep=;</c> above it decides. The text is in any encoding of <see cref="TextInput"/>. Row 1 is the header. Cells are decoded
/// when asked for.</summary>
internal sealed class CsvTableReader : TableReader
{
    private readonly TextInput _stream;
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
    private int _row;
    private bool _isWindowsTold;

    /// <summary>Opens a table; the stream is the reader's from then on.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="issues">Where issues go.</param>
    /// <param name="raggedIsFine">True for a table without a header (readme), whose rows may have any length.</param>
    public CsvTableReader(Stream stream, IssueList issues, bool raggedIsFine = false)
    {
        (_issues, _raggedIsFine) = (issues, raggedIsFine);
        _stream = new(stream, text => new IOException(text.ToString()));
        Fill();
        _delimiter = Delimiters.OfSepLine(_buffer.AsSpan(0, _length), out _position);
        if (_position > 0)
            _row = 1;
        else
            _delimiter = raggedIsFine
                ? Delimiters.FindBelowTitles(_buffer.AsSpan(0, _length))
                : Delimiters.Find(_buffer.AsSpan(0, _length));
        Columns = ReadFields() ? [.. Enumerable.Range(0, _fields.Count).Select(i => ColumnName.Fold(Cell(i).ToString()))] : [];
        HeaderRow = _row;
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _row;

    /// <summary>The row of the header: 1, or 2 below a line that names the delimiter.</summary>
    public int HeaderRow { get; }

    /// <summary>Encoding of the text as far as it was read; empty for ASCII.</summary>
    public string EncodingName => _stream.Encoding;

    public override bool MayHaveErrors => _buffer.AsSpan(_rowStart, _position - _rowStart).Contains((byte)'#');

    /// <summary>Fields of the row last read, where rows may have any number.</summary>
    public int FieldCount => _fields.Count;

    public override ReadOnlySpan<char> this[int column] => column < _fields.Count ? Cell(column) : [];

    public override bool Read()
    {
        do
        {
            if (!ReadFieldsOrTell())
                return false;
        }
        while (_fields.Count == 1 && Data(0).IsEmpty);
        if (!_isWindowsTold && (_stream.IsMixed || _stream.Encoding is "windows-1252" or "ibm850" or "macintosh"))
        {
            _isWindowsTold = true;
            var used = _stream.Encoding is "ibm850" or "macintosh" ? _stream.Encoding : "cp1252";
            _issues.Add(new(FormatIssues.WrongCodePage, File, Row: _row, Value: "UTF-8", Detail: $"{used} was used"));
        }

        if (_fields.Count != Columns.Length && !_raggedIsFine)
            _issues.Add(new(FormatIssues.RaggedRow, File, Row: _row, Detail: $"{_fields.Count} fields, {Columns.Length} columns"));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _stream.Dispose();
        base.Dispose(disposing);
    }

    private bool ReadFieldsOrTell()
    {
        try
        {
            return ReadFields();
        }
        catch (IOException exception)
        {
            _issues.Add(new(FormatIssues.UnreadableFile, File, Row: _row, Detail: FileFault.Detail(exception)));
            return false;
        }
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
                        _issues.Add(new(FormatIssues.RaggedRow, File, Row: _row, Detail: "a quote that is not closed"));
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
        var length = Encoding.UTF8.GetChars(data, text);
        _textLength += length;
        ReadOnlySpan<char> cell = text[..length].Trim();
        return _fields.HasEscapes(column) ? cell.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
    }
}
