using System.Collections.Immutable;
using System.Data;
using Gruppera.Columnar.Duck;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Npgsql;

namespace Gruppera.Columnar.Databases;

/// <summary>The rows of a query to PostgreSQL as a file of contacts: they come as text (COPY) while they are read, in a transaction that
/// only reads.</summary>
public static class PostgresContacts
{
    /// <summary>Opens the query.</summary>
    /// <param name="address">The database.</param>
    /// <param name="query">A query, without a semicolon at its end.</param>
    /// <exception cref="ContactFileException">The database cannot be reached, or refuses the query.</exception>
    public static TableSource Open(PostgresAddress address, string query)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(query);
        var clean = query.Trim().TrimEnd(';');
        var connection = address.Open();
        try
        {
            Run(connection, "BEGIN TRANSACTION READ ONLY");
            var columns = Describe(connection, clean);
            var copy = $"COPY (SELECT {string.Join(", ", columns.Select(AsText))} FROM ({clean}\n) AS gruppera_contacts) " +
                "TO STDOUT (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')";
            var reader = connection.BeginTextExport(copy);
            return new(new CopiedText(connection, (StreamReader)reader, address), address.Name, "postgres", columns)
            {
                Issues =
                [
                    .. columns.Where(column => column.Type == "timestamp with time zone")
                        .Select(column => new Issue(FormatIssues.TimeZone, address.Name, Column: column.Name)),
                ],
            };
        }
        catch (Exception exception) when (PostgresAddress.IsOfDatabase(exception))
        {
            connection.Dispose();
            throw address.Failure(exception);
        }
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static ImmutableArray<TableColumn> Describe(NpgsqlConnection connection, string query)
    {
        using var command = new NpgsqlCommand($"SELECT * FROM ({query}\n) AS gruppera_contacts", connection);
        using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new TableColumn(reader.GetName(i), reader.GetDataTypeName(i)))];
    }

    /// <summary>Lists become texts with blanks; a time without a time of day is a date.</summary>
    private static string AsText(TableColumn column)
    {
        var name = Names.Identifier(column.Name);
        return column.Type.EndsWith("[]", StringComparison.Ordinal) ? $"array_to_string({name}, ' ') AS {name}"
            : column.Type == "timestamp with time zone" ? $"{OfTime($"({name} AT TIME ZONE 'UTC')")} AS {name}"
            : column.Type.StartsWith("timestamp", StringComparison.Ordinal) ? $"{OfTime(name)} AS {name}"
            : name;
    }

    private static string OfTime(string time) =>
        $"CASE WHEN {time}::time = '00:00' THEN to_char({time}, 'YYYY-MM-DD') ELSE to_char({time}, 'YYYY-MM-DD HH24:MI:SS') END";

    /// <summary>What the server sends, as bytes. Closing it ends the query.</summary>
    private sealed class CopiedText(NpgsqlConnection connection, StreamReader reader, PostgresAddress address) : ReadStream
    {
        private readonly Lock _gate = new();
        private bool _isClosed;

        public override int Read(Span<byte> buffer)
        {
            lock (_gate)
            {
                try
                {
                    return _isClosed ? throw new ObjectDisposedException(nameof(CopiedText)) : reader.BaseStream.Read(buffer);
                }
                catch (Exception exception) when (exception is not ObjectDisposedException && PostgresAddress.IsOfDatabase(exception))
                {
                    throw address.Failure(exception);
                }
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                lock (_gate)
                {
                    if (_isClosed)
                        return;
                    _isClosed = true;
                    try
                    {
                        reader.Dispose();
                        connection.Dispose();
                    }
                    catch (Exception exception) when (PostgresAddress.IsOfDatabase(exception))
                    {
                        // The query is not wanted any more.
                    }
                }
            }

            base.Dispose(disposing);
        }
    }
}
