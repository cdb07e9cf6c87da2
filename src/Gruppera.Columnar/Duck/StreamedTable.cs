using System.Collections.Immutable;
using DuckDB.NET.Native;
using Gruppera.Formats.Csv;

namespace Gruppera.Columnar.Duck;

/// <summary>A column of a table that is made of text. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Text, <see cref="DuckDBType.BigInt"/>, <see cref="DuckDBType.Double"/> or <see cref="DuckDBType.Date"/>.</param>
internal readonly record struct TextColumn(string Name, DuckDBType Type = DuckDBType.Varchar);

/// <summary>A table that DuckDB reads, made of delimited text with a header while it is read. Immutable.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Delimiter">Delimiter of the text.</param>
/// <param name="Open">Opens the text, which is closed at the end.</param>
internal sealed record StreamedTable(ImmutableArray<TextColumn> Columns, char Delimiter, Func<Stream> Open);

/// <summary>A block that DuckDB has lent: it is not ours to destroy.</summary>
internal sealed class BorrowedChunk : IDisposable
{
    private readonly DuckDBDataChunk _chunk;

    public BorrowedChunk(IntPtr chunk) => _chunk = new(chunk);

    public static implicit operator DuckDBDataChunk(BorrowedChunk chunk) => chunk._chunk;

    public void Dispose()
    {
        _chunk.SetHandleAsInvalid();
        _chunk.Dispose();
    }
}

/// <summary>Fills vectors of DuckDB with rows of text. Not thread-safe.</summary>
internal sealed unsafe class StreamedTableReader(StreamedTable table, ImmutableArray<int> wanted) : IDisposable
{
    private readonly CsvRow _row = new();
    private readonly VectorWriter[] _vectors = new VectorWriter[wanted.Length];
    private Stream? _text;
    private byte[] _data = new byte[1 << 17];
    private int _position;
    private int _length;
    private bool _isAtEnd;

    /// <summary>Fills a block; no rows at the end.</summary>
    public void Fill(IntPtr output, int most)
    {
        using var chunk = new BorrowedChunk(output);
        if (_text is null)
        {
            _text = table.Open();
            NextRow();
        }

        for (var i = 0; i < _vectors.Length; i++)
        {
            if (IsColumn(wanted[i]))
                _vectors[i] = new(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i), table.Columns[wanted[i]].Type);
        }

        var rows = 0;
        while (rows < most && NextRow())
        {
            for (var i = 0; i < _vectors.Length; i++)
            {
                var column = wanted[i];
                if (!IsColumn(column))
                    continue;
                if (column >= _row.Count)
                    _vectors[i].Write(rows, default);
                else if (_row.HasEscapes(column))
                    _vectors[i].Write(rows, Unescaped(_row.Get(_data, column)));
                else
                    _vectors[i].Write(rows, _row.Get(_data, column));
            }

            rows++;
        }

        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
    }

    public void Dispose() => _text?.Dispose();

    /// <summary>False for what DuckDB asks in place of a column where it only counts rows.</summary>
    private bool IsColumn(int column) => column >= 0 && column < table.Columns.Length;

    private static byte[] Unescaped(ReadOnlySpan<byte> text)
    {
        var (clean, at) = (new byte[text.Length], 0);
        for (var i = 0; i < text.Length; i++)
        {
            clean[at++] = text[i];
            if (text[i] == '"')
                i++;
        }

        return clean[..at];
    }

    private bool NextRow()
    {
        while (true)
        {
            if (_position < _length || _isAtEnd)
            {
                if (_position >= _length)
                    return false;
                if (_row.Read(_data.AsSpan(0, _length), ref _position, (byte)table.Delimiter, _isAtEnd) != CsvRowStatus.Incomplete)
                {
                    if (_row.Count > 1 || !_row.Get(_data, 0).IsEmpty || table.Columns.Length == 1)
                        return true;
                    continue;
                }
            }

            More();
        }
    }

    private void More()
    {
        _data.AsSpan(_position, _length - _position).CopyTo(_data);
        (_length, _position) = (_length - _position, 0);
        if (_length == _data.Length)
            Array.Resize(ref _data, _data.Length * 2);
        while (_length < _data.Length)
        {
            var read = _text!.Read(_data, _length, _data.Length - _length);
            if (read == 0)
            {
                _isAtEnd = true;
                return;
            }

            _length += read;
            if (_length > _data.Length / 2)
                return;
        }
    }
}
