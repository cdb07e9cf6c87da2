using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Gruppera.Columnar.Databases;

/// <summary>A server in a transaction: what is not committed it takes back. Not thread-safe.</summary>
internal interface IBulkServer : IDisposable
{
    /// <summary>True if there is a table of this name.</summary>
    /// <param name="table">Its name, quoted.</param>
    bool Has(string table);

    /// <summary>Runs a statement without rows.</summary>
    void Run(string sql);

    /// <summary>Adds rows to a table, columns by name.</summary>
    /// <param name="table">Its name, quoted.</param>
    /// <param name="rows">The rows.</param>
    void Copy(string table, DataTable rows);

    /// <summary>Makes everything count.</summary>
    void Commit();
}

/// <summary>SQL Server. Not thread-safe.</summary>
internal sealed class SqlServer : IBulkServer
{
    private readonly SqlConnection _connection;
    private readonly SqlTransaction _transaction;

    // The native client of Windows is left out, for its licence.
    static SqlServer() => AppContext.SetSwitch("Switch.Microsoft.Data.SqlClient.UseManagedNetworkingOnWindows", true);

    /// <summary>Connects and begins the transaction.</summary>
    public SqlServer(SqlServerAddress address)
    {
        _connection = address.Open();
        _transaction = _connection.BeginTransaction();
    }

    public bool Has(string table)
    {
        using var command = new SqlCommand("SELECT OBJECT_ID(@name)", _connection, _transaction);
        command.Parameters.AddWithValue("name", table);
        return command.ExecuteScalar() is not DBNull;
    }

    /// <summary>The rows of a query, while they come.</summary>
    public DbDataReader Read(string query)
    {
        using var command = new SqlCommand(query, _connection, _transaction) { CommandTimeout = 0 };
        return command.ExecuteReader(CommandBehavior.SingleResult | CommandBehavior.SequentialAccess);
    }

    public void Run(string sql)
    {
        using var command = new SqlCommand(sql, _connection, _transaction) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    public void Copy(string table, DataTable rows)
    {
        using var copy = new SqlBulkCopy(_connection, SqlBulkCopyOptions.CheckConstraints, _transaction)
        {
            DestinationTableName = table,
            BulkCopyTimeout = 0,
        };
        foreach (DataColumn column in rows.Columns)
            copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        copy.WriteToServer(rows);
    }

    public void Commit() => _transaction.Commit();

    public void Dispose()
    {
        try
        {
            _transaction.Dispose();
            _connection.Dispose();
        }
        catch (Exception exception) when (SqlServerAddress.IsOfDatabase(exception))
        {
            // What was not committed is not wanted.
        }
    }
}
