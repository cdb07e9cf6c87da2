using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Databases;

/// <summary>The rows of a reader as delimited text (UTF-8, semicolons, RFC 4180, a header first), made while it is read. Disposing of it
/// ends the query.</summary>
internal sealed class ReaderText : ReadStream
{
    private readonly DbDataReader _reader;
    private readonly IDisposable _owner;
    private readonly Func<Exception, Exception?> _failure;
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private byte[] _ready;
    private int _position;
    private bool _isDisposed;

    private ReaderText(DbDataReader reader, IDisposable owner, Func<Exception, Exception?> failure, IEnumerable<string> names)
    {
        (_reader, _owner, _failure) = (reader, owner, failure);
        _ready = Encoding.UTF8.GetBytes(CsvText.Row(names, ';') + "\n");
    }

    /// <summary>The rows as a table.</summary>
    /// <param name="reader">The rows.</param>
    /// <param name="owner">Closed behind them.</param>
    /// <param name="name">What messages call the table.</param>
    /// <param name="format">Word for the kind of table.</param>
    /// <param name="failure">Makes of what the reader throws what is told; null to let it pass.</param>
    internal static TableSource Source(
        DbDataReader reader, IDisposable owner, string name, string format, Func<Exception, Exception?> failure)
    {
        ImmutableArray<TableColumn> columns =
            [.. Enumerable.Range(0, reader.FieldCount).Select(i => new TableColumn(reader.GetName(i), reader.GetDataTypeName(i)))];
        return new(new ReaderText(reader, owner, failure, columns.Select(column => column.Name)), name, format, columns)
        {
            Issues =
            [
                .. columns.Where((_, i) => reader.GetFieldType(i) == typeof(DateTimeOffset))
                    .Select(column => new Issue(FormatIssues.TimeZone, name, Column: column.Name)),
            ],
        };
    }

    public override int Read(Span<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_position == _ready.Length && !buffer.IsEmpty)
                Fill();
            var count = Math.Min(buffer.Length, _ready.Length - _position);
            _ready.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                if (_isDisposed)
                    return;
                _isDisposed = true;
                try
                {
                    _reader.Dispose();
                }
                catch (Exception exception) when (_failure(exception) is not null)
                {
                    // The rows are not wanted any more.
                }

                _owner.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _text.Clear();
        try
        {
            while (_text.Length < 1 << 15 && _reader.Read())
            {
                var start = _text.Length;
                for (var i = 0; i < _reader.FieldCount; i++)
                    _text.Append(i > 0 ? ";" : "").Append(CsvText.Quote(Cell(_reader.GetValue(i), i), ';'));
                // A line without any text would be no row.
                _text.Append(_text.Length == start ? "\"\"\n" : "\n");
            }
        }
        catch (Exception exception)
        {
            if (_failure(exception) is { } failure)
                throw failure;
            throw;
        }

        (_ready, _position) = (Encoding.UTF8.GetBytes(_text.ToString()), 0);
    }

    /// <summary>A value as the tables of contacts write it: a time without a time of day is a date, times of a zone are in UTC, and numbers
    /// have no zeros behind.</summary>
    private string Cell(object value, int column) => value switch
    {
        DBNull => "",
        string text => text,
        DateTime time => OfTime(time),
        DateTimeOffset time => OfTime(time.UtcDateTime),
        bool truth => truth ? "1" : "0",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        byte[] => throw new ContactFileException(
            $"column {_reader.GetName(column):column} holds bytes, and no text: leave it out of the query"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string OfTime(DateTime time) => time.ToString(
        time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
