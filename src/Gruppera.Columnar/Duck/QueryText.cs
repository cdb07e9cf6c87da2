using System.Buffers;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Duck;

/// <summary>The rows of a query as delimited text (UTF-8, RFC 4180, a header first), made while it is read: in constant memory. Lists are
/// written with blanks between their elements. Disposing of it ends the query, also while another thread reads.</summary>
internal sealed class QueryText : ReadStream
{
    private readonly Database _database;
    private readonly bool _closes;
    private readonly QueryRows _rows;
    private readonly byte _delimiter;
    private readonly SearchValues<byte> _special;
    private readonly Func<QueryException, Exception> _failure;
    private readonly Lock _gate = new();
    private byte[] _ready;
    private int _position;
    private int _length;
    private long _rowsBefore;
    private int _row;
    private bool _isDisposed;

    /// <param name="database">Where to ask.</param>
    /// <param name="sql">The query: its columns are texts or lists of texts.</param>
    /// <param name="delimiter">Delimiter of the text.</param>
    /// <param name="failure">Makes the exception that reading throws.</param>
    /// <param name="closes">True if the database is closed with this.</param>
    /// <param name="rowsBefore">Rows that stand before those of the query: an empty line for each behind the header.</param>
    public QueryText(
        Database database, string sql, char delimiter, Func<QueryException, Exception> failure, bool closes = true, long rowsBefore = 0)
    {
        _rowsBefore = rowsBefore;
        (_database, _delimiter, _failure, _closes) = (database, (byte)delimiter, failure, closes);
        _special = SearchValues.Create([_delimiter, (byte)'"', (byte)'\n', (byte)'\r']);
        _rows = database.Query(sql);
        _ready = Encoding.UTF8.GetBytes(CsvText.Row(_rows.Names, delimiter) + "\n");
        _length = _ready.Length;
        Array.Resize(ref _ready, 1 << 16);
    }

    public override int Read(Span<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_position == _length && _rowsBefore > 0)
            {
                var lines = (int)Math.Min(buffer.Length, _rowsBefore);
                buffer[..lines].Fill((byte)'\n');
                _rowsBefore -= lines;
                return lines;
            }

            if (_position == _length && !buffer.IsEmpty)
                Fill();
            var count = Math.Min(buffer.Length, _length - _position);
            _ready.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            if (_closes)
                _database.Interrupt();
            lock (_gate)
            {
                _isDisposed = true;
                _rows.Dispose();
                if (_closes)
                    _database.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        (_position, _length) = (0, 0);
        try
        {
            while (_length < 1 << 15)
            {
                if (_row == _rows.Count)
                {
                    _row = 0;
                    if (!_rows.Next())
                        return;
                }

                WriteRow(_row++);
            }
        }
        catch (QueryException exception)
        {
            throw _failure(exception);
        }
    }

    private void WriteRow(int row)
    {
        var start = _length;
        for (var column = 0; column < _rows.Names.Length; column++)
        {
            if (column > 0)
                Ensure(1)[0] = _delimiter;
            _length += column > 0 ? 1 : 0;
            if (_rows.IsList(column))
                WriteList(column, row);
            else
                WriteField(_rows.Text(column, row));
        }

        // A line without any text would be no row.
        if (_length == start)
        {
            "\"\""u8.CopyTo(Ensure(2));
            _length += 2;
        }

        Ensure(1)[0] = (byte)'\n';
        _length++;
    }

    private void WriteField(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny(_special))
        {
            text.CopyTo(Ensure(text.Length));
            _length += text.Length;
            return;
        }

        _length += CsvText.Quote(text, Ensure((2 * text.Length) + 2));
    }

    /// <summary>Elements with a blank between them: one that has blanks inside goes without them, so that it stays one.</summary>
    private void WriteList(int column, int row)
    {
        var list = _rows.List(column, row);
        var start = _length;
        for (var place = list.Offset; place < list.Offset + list.Length; place++)
        {
            var element = _rows.Element(column, place).Trim((byte)' ');
            if (element.IsEmpty)
                continue;
            var to = Ensure(element.Length + 1);
            var at = 0;
            if (_length > start)
                to[at++] = (byte)' ';
            foreach (var b in element)
            {
                if (b != ' ')
                    to[at++] = b;
            }

            _length += at;
        }

        if (!_ready.AsSpan(start, _length - start).ContainsAny(_special))
            return;
        var text = _ready.AsSpan(start, _length - start).ToArray();
        _length = start;
        WriteField(text);
    }

    private Span<byte> Ensure(int count)
    {
        if (_ready.Length < _length + count)
            Array.Resize(ref _ready, Math.Max(_ready.Length * 2, _length + count));
        return _ready.AsSpan(_length, count);
    }
}
