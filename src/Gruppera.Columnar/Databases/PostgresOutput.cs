using System.Collections.Immutable;
using Gruppera.Columnar.Duck;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;
using Npgsql;

namespace Gruppera.Columnar.Databases;

/// <summary>
/// Writes delimited text into a table of PostgreSQL (COPY), all of it or nothing: one transaction, which the server takes back where the
/// run ends early, whatever ends it. A table that is replaced keeps its old rows until the last moment: new ones wait in a temporary table.
/// Not thread-safe.
/// </summary>
public sealed class PostgresOutput : TableOutput
{
    private const string Staging = "gruppera_staging";
    private readonly PostgresAddress _address;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly CopyStream _stream;
    private readonly bool _exists;
    private ImmutableArray<TableColumn> _columns = [];
    private char _delimiter = ';';
    private StreamWriter? _copy;
    private byte[] _rest = [];
    private byte[] _ready = new byte[1 << 17];
    private int _length;
    private string _names = "";
    private int _width;

    /// <summary>Opens the database and begins the transaction.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, no table is named, or it is there and nothing was said of
    /// that.</exception>
    public PostgresOutput(PostgresAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Table.Length == 0)
            throw new ContactFileException("the address of the database names no table: add ;table=NAME");
        (_address, _connection, _stream) = (address, address.Open(), new(this));
        try
        {
            _transaction = _connection.BeginTransaction();
            using var command = new NpgsqlCommand("SELECT to_regclass(@name) IS NOT NULL", _connection, _transaction);
            command.Parameters.AddWithValue("name", Table);
            _exists = (bool)command.ExecuteScalar()!;
            if (_exists && address.Mode == ExistingTable.Refuse)
                throw new ContactFileException(
                    $"there is already a table {address.Table}: add ;mode=replace or ;mode=append, or give another name");
        }
        catch (Exception exception)
        {
            _connection.Dispose();
            if (PostgresAddress.IsOfDatabase(exception))
                throw address.Failure(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override Stream Stream => _stream;

    private string Table => string.Join('.', _address.Table.Split('.', 2).Select(Names.Identifier));

    /// <inheritdoc/>
    public override void Describe(char delimiter, ImmutableArray<TableColumn> columns, string format) =>
        (_delimiter, _columns) = (delimiter == '\0' ? ';' : delimiter, ColumnTypes.InPostgres(columns, format));

    /// <inheritdoc/>
    public override void Complete() => Guard(() =>
    {
        if (_rest.Length > 0)
            Take("\n"u8);
        if (_copy is null)
            throw NoColumns;
        Send();
        _copy.Dispose();
        if (_exists && _address.Mode == ExistingTable.Replace)
        {
            Run($"TRUNCATE {Table}");
            Run($"INSERT INTO {Table} ({_names}) SELECT {_names} FROM {Staging}");
        }

        _transaction.Commit();
    });

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

    private void Take(ReadOnlySpan<byte> text) => Guard(text, span =>
    {
        var data = span;
        if (_rest.Length > 0)
            data = (byte[])[.. _rest, .. span];
        var (row, position) = (new CsvRow(), 0);
        while (position < data.Length && row.Read(data, ref position, (byte)_delimiter, isLast: false) != CsvRowStatus.Incomplete)
        {
            if (_copy is null)
                Begin(data, row);
            else if (row.Count > 1 || !row.Get(data, 0).IsEmpty)
                Write(data, row);
        }

        _rest = data[position..].ToArray();
    });

    private void Begin(ReadOnlySpan<byte> data, CsvRow header)
    {
        var names = new List<string>();
        for (var i = 0; i < header.Count; i++)
            names.Add(header.TextOf(data, i));
        (_width, _names) = (names.Count, string.Join(", ", names.Select(Names.Identifier)));
        var target = Table;
        if (!_exists)
            Run($"CREATE TABLE {Table} ({string.Join(", ", names.Select((name, i) => $"{Names.Identifier(name)} {TypeOf(name, i)}"))})");
        else if (_address.Mode == ExistingTable.Replace)
            Run($"CREATE TEMPORARY TABLE {target = Staging} ON COMMIT DROP AS SELECT {_names} FROM {Table} WITH NO DATA");
        _copy = (StreamWriter)_connection.BeginTextImport(
            $"COPY {target} ({_names}) FROM STDIN (FORMAT csv, DELIMITER ';', ENCODING 'UTF8')");
    }

    private string TypeOf(string name, int place)
    {
        if (place < _columns.Length)
            return _columns[place].Type;
        return ResultTypes.Of(name) switch { "BIGINT" => "bigint", "DOUBLE" => "double precision", _ => "text" };
    }

    /// <summary>Writes a row anew: what a file of contacts may have in a field, such as a lone quote, is no CSV to a server.</summary>
    private void Write(ReadOnlySpan<byte> data, CsvRow row)
    {
        for (var i = 0; i < _width; i++)
        {
            var text = i < row.Count ? row.Get(data, i) : default;
            Ensure((2 * text.Length) + 4);
            if (i > 0)
                _ready[_length++] = (byte)';';
            if (i >= _columns.Length || !IsBlank(text))
                WriteField(text, i < row.Count && row.HasEscapes(i));
        }

        _ready[_length++] = (byte)'\n';
        if (_length > 1 << 16)
            Send();
    }

    /// <summary>True for blanks, which an erased number leaves: no value of a type.</summary>
    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept((byte)' ') < 0;

    private void WriteField(ReadOnlySpan<byte> text, bool isEscaped)
    {
        if (text.IndexOfAny((byte)';', (byte)'"', (byte)'\n') < 0 && !text.Contains((byte)'\r') && !text.SequenceEqual("\\."u8))
        {
            text.CopyTo(_ready.AsSpan(_length));
            _length += text.Length;
            return;
        }

        _ready[_length++] = (byte)'"';
        foreach (var b in text)
        {
            if (b == '"' && !isEscaped)
                _ready[_length++] = b;
            _ready[_length++] = b;
        }

        _ready[_length++] = (byte)'"';
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

    private void Guard(Action act) => Guard(default, _ => act());

    private void Guard(ReadOnlySpan<byte> text, Taker act)
    {
        try
        {
            act(text);
        }
        catch (Exception exception) when (PostgresAddress.IsOfDatabase(exception))
        {
            throw _address.Failure(exception);
        }
    }

    private delegate void Taker(ReadOnlySpan<byte> text);

    private sealed class CopyStream(PostgresOutput output) : WriteStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => output.Take(buffer);
    }
}
