using System.Collections.Immutable;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Columnar.Databases;

/// <summary>
/// Writes delimited text into a table of SQL Server (bulk copy), all of it or nothing: one transaction, which the server takes back where
/// the run ends early. A table that is replaced keeps its old rows until the last moment: new ones wait in a temporary table. Not
/// thread-safe.
/// </summary>
internal sealed class SqlServerOutput : DatabaseOutput
{
    /// <summary>Rows that go to the server at a time.</summary>
    internal const int Batch = 10_000;

    private const string Staging = "[#gruppera_staging]";
    private readonly SqlServerAddress _address;
    private readonly IBulkServer _server;
    private readonly bool _exists;
    private readonly DataTable _rows = new() { Locale = CultureInfo.InvariantCulture };
    private string _target = "";
    private string _names = "";

    /// <summary>Opens the database and begins the transaction.</summary>
    /// <param name="address">The table.</param>
    /// <param name="connect">Connects to its server.</param>
    /// <exception cref="ContactFileException">The database cannot be reached, no table is named, or it is there and nothing was said of
    /// that.</exception>
    internal SqlServerOutput(SqlServerAddress address, Func<IBulkServer> connect)
    {
        if (address.Table.Length == 0)
            throw DatabaseAddress.NoTable;
        _address = address;
        try
        {
            _server = connect();
            _exists = _server.Has(address.QuotedTable);
            if (_exists && address.Mode == ExistingTable.Refuse)
                throw address.IsThere();
        }
        catch (Exception exception)
        {
            _server?.Dispose();
            if (FailureOf(exception) is { } failure)
                throw failure;
            throw;
        }
    }

    private protected override ImmutableArray<TableColumn> TypesOf(ImmutableArray<TableColumn> columns, string format) =>
        ColumnTypes.InSqlServer(columns, format);

    private protected override ContactFileException? FailureOf(Exception exception) =>
        SqlServerAddress.IsOfDatabase(exception) ? _address.Failure(exception) : null;

    private protected override void Begin(ImmutableArray<string> names)
    {
        foreach (var (place, name) in names.Index())
            _rows.Columns.Add(name, TypeOf(TypeOf(name, place)));
        _names = string.Join(", ", names.Select(SqlServerAddress.Identifier));
        _target = _address.QuotedTable;
        if (!_exists)
            _server.Run($"CREATE TABLE {_target} (" +
                $"{string.Join(", ", names.Select((name, place) => $"{SqlServerAddress.Identifier(name)} {TypeOf(name, place)}"))})");
        else if (_address.Mode == ExistingTable.Replace)
            _server.Run($"SELECT {_names} INTO {_target = Staging} FROM {_address.QuotedTable} WHERE 1 = 0");
    }

    private protected override void Write(ReadOnlySpan<byte> data, CsvRow row, ReadOnlySpan<byte> text)
    {
        var cells = new object[Width];
        for (var i = 0; i < Width; i++)
            cells[i] = i < row.Count ? Value(row.TextOf(data, i), _rows.Columns[i].DataType) : DBNull.Value;
        _rows.Rows.Add(cells);
        if (_rows.Rows.Count == Batch)
            Send();
    }

    private protected override void Finish()
    {
        Send();
        if (_exists && _address.Mode == ExistingTable.Replace)
        {
            _server.Run($"DELETE FROM {_address.QuotedTable}");
            _server.Run($"INSERT INTO {_address.QuotedTable} ({_names}) SELECT {_names} FROM {Staging}");
        }

        _server.Commit();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _server.Dispose();
        _rows.Dispose();
    }

    private void Send()
    {
        if (_rows.Rows.Count > 0)
            _server.Copy(_target, _rows);
        _rows.Clear();
    }

    private string TypeOf(string name, int place)
    {
        if (place < Typed.Length)
            return Typed[place].Type;
        return ResultTypes.Of(name) switch { "BIGINT" => "bigint", "DOUBLE" => "float", _ => "nvarchar(max)" };
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    private static Type TypeOf(string type) => type switch
    {
        "int" or "bigint" => typeof(long),
        "float" => typeof(double),
        "date" or "datetime2" => typeof(DateTime),
        "bit" => typeof(bool),
        _ => typeof(string),
    };

    /// <summary>A text as a value of its column; blanks, which an erased number leaves, are none.</summary>
    private static object Value(string text, Type type)
    {
        if (type == typeof(string))
            return text.Length == 0 ? DBNull.Value : text;
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return DBNull.Value;
        try
        {
            return type == typeof(bool) && trimmed is "0" or "1" ? trimmed == "1"
                : Convert.ChangeType(trimmed, type, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidCastException();
        }
    }
}
