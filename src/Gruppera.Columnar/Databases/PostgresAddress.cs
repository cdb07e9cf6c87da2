using System.Globalization;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;
using Npgsql;

namespace Gruppera.Columnar.Databases;

/// <summary>
/// A PostgreSQL database, as <c>postgres:host=db.example;dbname=register;user=analyst;table=grouped</c>: parts with semicolons, or blanks
/// between them. What is left out comes from the environment (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGPASSFILE) and the
/// password file (<c>~/.pgpass</c>): a password in the address is refused, since command lines are seen by others. Immutable.
/// </summary>
public sealed class PostgresAddress : DatabaseAddress
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

    private PostgresAddress(NpgsqlConnectionStringBuilder connection, AddressParts parts)
        : base(parts) => _connection = connection;

    /// <inheritdoc/>
    public override string Name => $"{_connection.Database ?? Environment.GetEnvironmentVariable("PGDATABASE") ?? "postgres"}";

    /// <inheritdoc/>
    internal override string QuotedTable => string.Join('.', Table.Split('.', 2).Select(Names.Identifier));

    /// <summary>True for a text that is an address.</summary>
    public static new bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ContactFileException">It is none; the message holds no value of it but words it does not know.</exception>
    public static new PostgresAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Is(text))
            throw NoAddress;
        var parts = AddressParts.Of(
            text[Prefix.Length..],
            "a password on a command line is seen by others: give it in PGPASSWORD or in the password file (~/.pgpass)");
        var connection = new NpgsqlConnectionStringBuilder { ApplicationName = "gruppera", IncludeErrorDetail = false, Pooling = false };
        foreach (var (key, value) in parts.Others)
            Set(connection, key, value);
        var hasPort = parts.Others.Any(part => part.Key.Equals("port", StringComparison.OrdinalIgnoreCase));
        connection.Host ??= Environment.GetEnvironmentVariable("PGHOST") ?? "localhost";
        if (!hasPort && int.TryParse(Environment.GetEnvironmentVariable("PGPORT"), CultureInfo.InvariantCulture, out var port))
            connection.Port = port;
        connection.Database ??= Environment.GetEnvironmentVariable("PGDATABASE");
        return new(connection, parts);
    }

    /// <inheritdoc/>
    public override TableSource Read(string query) => PostgresContacts.Open(this, query);

    /// <inheritdoc/>
    public override TableOutput Write() => new PostgresOutput(this);

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
            return Unreachable;
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
            throw AddressParts.Unknown(key);
        }
    }
}
