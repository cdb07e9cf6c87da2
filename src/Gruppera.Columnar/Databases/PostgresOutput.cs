using System.Collections.Immutable;
using Gruppera.Columnar.Duck;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Npgsql;

namespace Gruppera.Columnar.Databases;

/// <summary>
/// Writes delimited text into a table of PostgreSQL (COPY), all of it or nothing: one transaction, which the server takes back where the
/// run ends early, whatever ends it. A table that is replaced keeps its old rows until the last moment: new ones wait in a temporary table.
/// Not thread-safe.
/// </summary>
public sealed class PostgresOutput : DatabaseOutput
{
    private const string Staging = "gruppera_staging";
    private readonly PostgresAddress _address;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly bool _exists;
    private StreamWriter? _copy;
    private byte[] _ready = new byte[1 << 17];
    private int _length;
    private string _names = "";

    /// <summary>Opens the database and begins the transaction.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, no table is named, or it is there and nothing was said of
    /// that.</exception>
    public PostgresOutput(PostgresAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Table.Length == 0)
            throw DatabaseAddress.NoTable;
        (_address, _connection) = (address, address.Open());
        try
        {
            _transaction = _connection.BeginTransaction();
            using var command = new NpgsqlCommand("SELECT to_regclass(@name) IS NOT NULL", _connection, _transaction);
            command.Parameters.AddWithValue("name", Table);
            _exists = (bool)command.ExecuteScalar()!;
            if (_exists && address.Mode == ExistingTable.Refuse)
                throw address.IsThere();
        }
        catch (Exception exception)
        {
            _connection.Dispose();
            if (PostgresAddress.IsOfDatabase(exception))
                throw address.Failure(exception);
            throw;
        }
    }

    private string Table => _address.QuotedTable;

    private protected override ImmutableArray<TableColumn> TypesOf(ImmutableArray<TableColumn> columns, string format) =>
        ColumnTypes.InPostgres(columns, format);

    private protected override ContactFileException? FailureOf(Exception exception) =>
        PostgresAddress.IsOfDatabase(exception) ? _address.Failure(exception) : null;

    private protected override void Finish()
    {
        Send();
        _copy!.Dispose();
        if (_exists && _address.Mode == ExistingTable.Replace)
        {
            Run($"TRUNCATE {Table}");
            Run($"INSERT INTO {Table} ({_names}) SELECT {_names} FROM {Staging}");
        }

        _transaction.Commit();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        try
        {
            // An open COPY is cancelled by closing the connection, and the server takes the transaction back.
            _connection.Dispose();
        }
        catch (Exception exception) when (PostgresAddress.IsOfDatabase(exception))
        {
            // What was not written whole is not wanted.
        }
    }

    private protected override void Begin(ImmutableArray<string> names)
    {
        _names = string.Join(", ", names.Select(Names.Identifier));
        var target = Table;
        if (!_exists)
            Run($"CREATE TABLE {Table} ({string.Join(", ", names.Select((name, i) => $"{Names.Identifier(name)} {TypeOf(name, i)}"))})");
        else if (_address.Mode == ExistingTable.Replace)
            Run($"CREATE TEMPORARY TABLE {target = Staging} ON COMMIT DROP AS SELECT {_names} FROM {Table} WITH NO DATA");
        _copy = (StreamWriter)_connection.BeginTextImport(
            $"COPY {target} ({_names}) FROM STDIN (FORMAT csv, DELIMITER '{Delimiter}', ENCODING 'UTF8')");
    }

    private string TypeOf(string name, int place)
    {
        if (place < Typed.Length)
            return Typed[place].Type;
        return ResultTypes.Of(name) switch { "BIGINT" => "bigint", "DOUBLE" => "double precision", _ => "text" };
    }

    /// <summary>Writes a row: as it is where it is CSV to a server too, otherwise anew. A file of contacts may have in a field what is
    /// none, such as a lone quote.</summary>
    private protected override void Write(ReadOnlySpan<byte> data, CsvRow row, ReadOnlySpan<byte> text)
    {
        Ensure((2 * text.Length) + (4 * Width) + 2);
        if (IsPlain(data, row, text))
        {
            text.CopyTo(_ready.AsSpan(_length));
            _length += text.Length;
        }
        else
        {
            WriteAnew(data, row);
        }

        if (_length > 1 << 16)
            Send();
    }

    private bool IsPlain(ReadOnlySpan<byte> data, CsvRow row, ReadOnlySpan<byte> text)
    {
        if (row.Count != Width || text.IndexOfAny((byte)'\r', (byte)'\\') >= 0)
            return false;
        for (var i = 0; i < Typed.Length; i++)
        {
            if (row.Get(data, i) is [(byte)' ', ..])
                return false;
        }

        // Each quote is to stand around a field: elsewhere a server takes it for something else, and nothing in quotes for a text.
        var quotes = text.Count((byte)'"');
        for (var i = 0; i < Width && quotes > 0; i++)
        {
            if (row.IsQuoted(i) && (quotes -= 2) >= 0 && (row.HasEscapes(i) || row.Get(data, i).IsEmpty))
                return false;
        }

        return quotes == 0;
    }

    private void WriteAnew(ReadOnlySpan<byte> data, CsvRow row)
    {
        for (var i = 0; i < Width; i++)
        {
            var text = i < row.Count ? row.Get(data, i) : default;
            if (i > 0)
                _ready[_length++] = (byte)Delimiter;
            if (i >= Typed.Length || !IsBlank(text))
                WriteField(text, i < row.Count && row.HasEscapes(i));
        }

        _ready[_length++] = (byte)'\n';
    }

    /// <summary>True for blanks, which an erased number leaves: no value of a type.</summary>
    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)' ') < 0;

    private void WriteField(ReadOnlySpan<byte> text, bool isEscaped)
    {
        if (text.IndexOfAny((byte)Delimiter, (byte)'"', (byte)'\n') < 0 && !text.Contains((byte)'\r') && !text.SequenceEqual("\\."u8))
        {
            text.CopyTo(_ready.AsSpan(_length));
            _length += text.Length;
            return;
        }

        _length += CsvText.Quote(text, _ready.AsSpan(_length), isEscaped);
    }

    private void Ensure(int count)
    {
        if (_ready.Length < _length + count)
            Array.Resize(ref _ready, Math.Max(_ready.Length * 2, _length + count));
    }

    private void Send()
    {
        _copy!.BaseStream.Write(_ready, 0, _length);
        _length = 0;
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection, _transaction);
        command.ExecuteNonQuery();
    }
}
