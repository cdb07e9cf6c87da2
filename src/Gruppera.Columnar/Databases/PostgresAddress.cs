using System.Globalization;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;
using Npgsql;

namespace Gruppera.Columnar.Databases;

/// <summary>What becomes of a table that is there already.</summary>
public enum ExistingTable
{
    /// <summary>Nothing is written.</summary>
    Refuse,

    /// <summary>Its rows are replaced, all at once.</summary>
    Replace,

    /// <summary>Rows are added, all at once.</summary>
    Append,
}

/// <summary>
/// A PostgreSQL database, as <c>postgres:host=db.example;dbname=register;user=analyst;table=grouped</c>: parts with semicolons, or blanks
/// between them. What is left out comes from the environment (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGPASSFILE) and the
/// password file (<c>~/.pgpass</c>): a password in the address is refused, since command lines are seen by others. Immutable.
/// </summary>
public sealed class PostgresAddress
{
    /// <summary>What an address begins with.</summary>
    public const string Prefix = "postgres:";

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["passfile"] = "Passfile",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
    };

    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgresAddress(NpgsqlConnectionStringBuilder connection) => _connection = connection;

    /// <summary>The table, with its schema or without; empty where none is named.</summary>
    public string Table { get; private init; } = "";

    /// <summary>What becomes of a table that is there.</summary>
    public ExistingTable Mode { get; private init; }

    /// <summary>What messages call it: database and host, and no more.</summary>
    public string Name => $"{_connection.Database ?? Environment.GetEnvironmentVariable("PGDATABASE") ?? "postgres"}";

    /// <summary>True for a text that is an address.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ContactFileException">It is none; the message holds no value of it but words it does not know.</exception>
    public static PostgresAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Is(text))
            throw new ContactFileException("a database is written postgres:host=...;dbname=...;user=...");
        var rest = text[Prefix.Length..];
        var (table, mode, hasPort) = ("", ExistingTable.Refuse, false);
        var connection = new NpgsqlConnectionStringBuilder { ApplicationName = "gruppera", IncludeErrorDetail = false, Pooling = false };
        var between = rest.Contains(';', StringComparison.Ordinal) ? ';' : ' ';
        foreach (var part in rest.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new ContactFileException("a part of the address of the database is not key=value");
            var (key, value) = (part[..at].Trim(), part[(at + 1)..].Trim());
            switch (key.ToUpperInvariant())
            {
                case "PASSWORD" or "PWD" or "PSW" or "SSL PASSWORD" or "SSLPASSWORD":
                    throw new ContactFileException(
                        "a password on a command line is seen by others: give it in PGPASSWORD or in the password file (~/.pgpass)");
                case "TABLE":
                    table = value;
                    break;
                case "MODE":
                    mode = value switch
                    {
                        "replace" => ExistingTable.Replace,
                        "append" => ExistingTable.Append,
                        _ => throw new ContactFileException("mode is replace or append"),
                    };
                    break;
                default:
                    hasPort |= key.Equals("port", StringComparison.OrdinalIgnoreCase);
                    Set(connection, key, value);
                    break;
            }
        }

        connection.Host ??= Environment.GetEnvironmentVariable("PGHOST") ?? "localhost";
        if (!hasPort && int.TryParse(Environment.GetEnvironmentVariable("PGPORT"), CultureInfo.InvariantCulture, out var port))
            connection.Port = port;
        connection.Database ??= Environment.GetEnvironmentVariable("PGDATABASE");
        return new(connection) { Table = table, Mode = mode };
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, or refuses.</exception>
    internal NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_connection.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (Exception exception) when (IsOfDatabase(exception))
        {
            connection.Dispose();
            throw Failure(exception);
        }
    }

    /// <summary>True for what a database or the way to it throws.</summary>
    internal static bool IsOfDatabase(Exception exception) =>
        exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException or IOException or InvalidOperationException;

    /// <summary>The failure in words that hold neither secrets nor values of rows.</summary>
    internal ContactFileException Failure(Exception exception) => new($"database {Name}: {Said(exception):reason}");

    private static Text Said(Exception exception)
    {
        if (exception is PostgresException refused)
        {
            // Classes 22 and 23 are about data: what stands in quotes may be a value of a patient.
            var isOfData = refused.SqlState.StartsWith("22", StringComparison.Ordinal)
                || refused.SqlState.StartsWith("23", StringComparison.Ordinal);
            var message = isOfData ? QueryException.WithoutValues(refused.MessageText) : refused.MessageText;
            return Text.Verbatim($"{message} ({refused.SqlState})");
        }

        if (exception.InnerException is System.Net.Sockets.SocketException or TimeoutException || exception is TimeoutException)
            return "it cannot be reached: check host and port";
        return Text.Verbatim(exception.Message);
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, string key, string value)
    {
        try
        {
            connection[Words.GetValueOrDefault(key, key)] = value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new ContactFileException($"the address of the database has a part that is not known or has no such value: {key}");
        }
    }
}
