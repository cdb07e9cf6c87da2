using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DuckDB.NET.Native;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Duck;

/// <summary>A database in memory with one connection. It fetches nothing from a network: extensions are neither installed nor loaded on
/// demand, and no statement can change that. Not thread-safe, but for <see cref="Interrupt"/>.</summary>
internal sealed class Database : IDisposable
{
    private readonly DuckDBDatabase _database;

    /// <summary>Opens it.</summary>
    /// <param name="memory">Megabytes that queries may take; 0 for what the machine has to spare. What sorts and joins need beyond goes to
    /// files beside the database.</param>
    /// <param name="isAlone">True for one thread: a query whose rows come from one stream has no use for more, which would turn in
    /// circles meanwhile.</param>
    /// <param name="isClosed">True if statements may neither read nor write files.</param>
    public Database(int memory = 0, bool isAlone = false, bool isClosed = false)
    {
        NativeMethods.Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            Set("autoinstall_known_extensions", "false");
            Set("autoload_known_extensions", "false");
            Set("allow_community_extensions", "false");
            Set("threads", (isAlone ? 1 : Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture));
            if (isClosed)
            {
                Set("enable_external_access", "false");
                Set("temp_directory", "");
            }

            if (memory > 0)
                Set("memory_limit", string.Create(CultureInfo.InvariantCulture, $"{memory}MB"));
            if (NativeMethods.Startup.DuckDBOpen(":memory:", out _database, config, out var error) != DuckDBState.Success)
                throw new QueryException(error ?? "", DuckDBErrorType.Internal);

            void Set(string name, string value) => NativeMethods.Configuration.DuckDBSetConfig(config, name, value);
        }

        NativeMethods.Startup.DuckDBConnect(_database, out var connection);
        Connection = connection;
        Run("SET TimeZone = 'UTC'");
        Run("SET lock_configuration = true");
    }

    /// <summary>The connection.</summary>
    public DuckDBNativeConnection Connection { get; }

    /// <summary>What a function of ours threw within a query, which knows its message alone; null for nothing.</summary>
    public Exception? Cause { get; set; }

    /// <summary>Runs statements whose rows nobody reads.</summary>
    /// <exception cref="QueryException">They cannot be run.</exception>
    public void Run(string sql)
    {
        var state = NativeMethods.Query.DuckDBQuery(Connection, sql, out var result);
        var failure = state == DuckDBState.Success ? null : QueryException.Of(ref result);
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        if (failure is not null)
            throw failure;
    }

    /// <summary>Runs a query whose rows are read while it runs.</summary>
    /// <param name="sql">One statement.</param>
    /// <exception cref="QueryException">It cannot be run.</exception>
    public QueryRows Query(string sql)
    {
        var prepared = Prepare(sql);
        try
        {
            if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(prepared, out var result) == DuckDBState.Success)
                return new(prepared, result);
            var failure = QueryException.Of(ref result);
            NativeMethods.Query.DuckDBDestroyResult(ref result);
            throw failure;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>Names and types of the columns of what can stand behind FROM.</summary>
    public ImmutableArray<TableColumn> Describe(string from)
    {
        using var rows = Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {from})");
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        while (rows.Next())
        {
            for (var row = 0; row < rows.Count; row++)
                columns.Add(new(Encoding.UTF8.GetString(rows.Text(0, row)), Encoding.UTF8.GetString(rows.Text(1, row))));
        }

        return columns.ToImmutable();
    }

    /// <summary>A type by its name in SQL.</summary>
    public DuckDBLogicalType TypeOf(string name)
    {
        var state = NativeMethods.Query.DuckDBQuery(Connection, $"SELECT NULL::{name}", out var result);
        try
        {
            return state == DuckDBState.Success
                ? NativeMethods.Query.DuckDBColumnLogicalType(ref result, 0)
                : throw QueryException.Of(ref result);
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Names and types of the columns of a statement; null for one that has no rows, or cannot be run.</summary>
    public ImmutableArray<TableColumn>? TryDescribe(string sql)
    {
        try
        {
            return Describe($"({sql})");
        }
        catch (QueryException)
        {
            return null;
        }
    }

    /// <summary>Ends a query that runs on another thread, with an error there.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(Connection);

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        _database.Dispose();
    }

    private DuckDBPreparedStatement Prepare(string sql)
    {
        if (NativeMethods.PreparedStatements.DuckDBPrepare(Connection, sql, out var prepared) == DuckDBState.Success)
            return prepared;
        using (prepared)
            throw new QueryException(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared) ?? "", DuckDBErrorType.Invalid);
    }
}
