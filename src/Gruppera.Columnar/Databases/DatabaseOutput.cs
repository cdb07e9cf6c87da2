using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Databases;

/// <summary>Takes delimited text, a header first, and hands on its rows to a table of a database: all of them or none. Not
/// thread-safe.</summary>
public abstract class DatabaseOutput : TableOutput
{
    private readonly RowStream _stream;
    private readonly CsvRow _row = new();
    private byte[] _rest = [];

    private protected DatabaseOutput() => _stream = new(this);

    /// <inheritdoc/>
    public override Stream Stream => _stream;

    /// <summary>Delimiter of the text.</summary>
    private protected char Delimiter { get; private set; } = ';';

    /// <summary>Number of columns; 0 before the header has come.</summary>
    private protected int Width { get; private set; }

    /// <summary>The columns with types, as the database calls them; those behind them are results.</summary>
    private protected ImmutableArray<TableColumn> Typed { get; private set; } = [];

    /// <inheritdoc/>
    public override void Describe(char delimiter, ImmutableArray<TableColumn> columns, string format) =>
        (Delimiter, Typed) = (delimiter == '\0' ? ';' : delimiter, TypesOf(columns, format));

    /// <inheritdoc/>
    public override void Complete() => Guard(default, _ =>
    {
        if (_rest.Length > 0)
            Take("\n"u8);
        if (Width == 0)
            throw NoColumns;
        Finish();
    });

    /// <summary>Types of columns as the database calls them.</summary>
    private protected abstract ImmutableArray<TableColumn> TypesOf(ImmutableArray<TableColumn> columns, string format);

    /// <summary>Makes the table ready, or what takes its place.</summary>
    private protected abstract void Begin(ImmutableArray<string> names);

    /// <summary>Writes a row.</summary>
    /// <param name="data">What its fields are in.</param>
    /// <param name="row">Its fields.</param>
    /// <param name="text">All of it, with its line end.</param>
    private protected abstract void Write(ReadOnlySpan<byte> data, CsvRow row, ReadOnlySpan<byte> text);

    /// <summary>Puts all rows in place.</summary>
    private protected abstract void Finish();

    /// <summary>The failure in words that hold neither secrets nor values of rows; null for one that is not of the database.</summary>
    private protected abstract ContactFileException? FailureOf(Exception exception);

    private void Take(ReadOnlySpan<byte> text)
    {
        var data = text;
        if (_rest.Length > 0)
            data = (byte[])[.. _rest, .. text];
        var position = 0;
        while (position < data.Length)
        {
            var start = position;
            if (_row.Read(data, ref position, (byte)Delimiter, isLast: false) == CsvRowStatus.Incomplete)
                break;
            Take(data, data[start..position]);
        }

        _rest = data[position..].ToArray();
    }

    private void Take(ReadOnlySpan<byte> data, ReadOnlySpan<byte> text)
    {
        if (Width > 0)
        {
            if (_row.Count > 1 || !_row.Get(data, 0).IsEmpty)
                Write(data, _row, text);
            return;
        }

        var names = ImmutableArray.CreateBuilder<string>(_row.Count);
        for (var i = 0; i < _row.Count; i++)
            names.Add(_row.TextOf(data, i));
        Width = names.Count;
        Begin(names.MoveToImmutable());
    }

    private void Guard(ReadOnlySpan<byte> text, Taker act)
    {
        try
        {
            act(text);
        }
        catch (Exception exception)
        {
            if (FailureOf(exception) is { } failure)
                throw failure;
            throw;
        }
    }

    private delegate void Taker(ReadOnlySpan<byte> text);

    private sealed class RowStream(DatabaseOutput output) : WriteStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => output.Guard(buffer, output.Take);
    }
}
