using Gruppera.Formats.Contacts;
using Microsoft.Data.SqlClient;

namespace Gruppera.Columnar.Databases;

/// <summary>
/// A SQL Server database, as <c>sqlserver:server=db.example;database=register;user=analyst;table=grouped</c>: parts with semicolons, or
/// blanks between them. What is left out comes from the environment (SQLCMDSERVER, SQLCMDDBNAME, SQLCMDUSER, SQLCMDPASSWORD), the password
/// also from the first line of a file (<c>passfile=PATH</c>); without a user, the system's own is taken. Immutable.
/// </summary>
public sealed class SqlServerAddress : DatabaseAddress
{
    /// <summary>What an address begins with.</summary>
    public const string Prefix = "sqlserver:";

    /// <summary>Refusals that are about names and rights: their texts hold no value of a row.</summary>
    private static readonly int[] Plain = [102, 156, 207, 208, 229, 230, 262, 2714, 2760, 4060, 18452, 18456];

    /// <summary>What a server that cannot be reached gives: no such host, no answer, no instance.</summary>
    private static readonly int[] NoAnswer = [-2, -1, 2, 26, 40, 53, 121, 258, 10060, 10061, 11001];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["server"] = "Data Source",
        ["host"] = "Data Source",
        ["database"] = "Initial Catalog",
        ["dbname"] = "Initial Catalog",
        ["user"] = "User ID",
        ["encrypt"] = "Encrypt",
        ["trust_certificate"] = "Trust Server Certificate",
        ["connect_timeout"] = "Connect Timeout",
    };

    private readonly SqlConnectionStringBuilder _connection;

    private SqlServerAddress(SqlConnectionStringBuilder connection, AddressParts parts)
        : base(parts) => _connection = connection;

    /// <inheritdoc/>
    public override string Name => _connection.InitialCatalog.Length > 0 ? _connection.InitialCatalog : "sqlserver";

    /// <inheritdoc/>
    internal override string QuotedTable => string.Join('.', Table.Split('.', 2).Select(Identifier));

    /// <summary>True for a text that is an address.</summary>
    public static new bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ContactFileException">It is none; the message holds no value of it but words it does not know.</exception>
    public static new SqlServerAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Is(text))
            throw NoAddress;
        var parts = AddressParts.Of(
            text[Prefix.Length..],
            "a password on a command line is seen by others: give it in SQLCMDPASSWORD or in a file (passfile=PATH)");
        var connection = new SqlConnectionStringBuilder { ApplicationName = "gruppera", Pooling = false, PersistSecurityInfo = false };
        foreach (var (key, value) in parts.Others.Where(part => !IsPassfile(part.Key)))
            Set(connection, key, value);
        if (connection.DataSource.Length == 0)
            connection.DataSource = Environment.GetEnvironmentVariable("SQLCMDSERVER") ?? "localhost";
        if (connection.InitialCatalog.Length == 0)
            connection.InitialCatalog = Environment.GetEnvironmentVariable("SQLCMDDBNAME") ?? "";
        if (connection.UserID.Length == 0)
            connection.UserID = Environment.GetEnvironmentVariable("SQLCMDUSER") ?? "";
        if (connection.UserID.Length == 0)
            connection.IntegratedSecurity = true;
        else
            connection.Password = Password(parts.Others.FirstOrDefault(part => IsPassfile(part.Key)).Value);
        return new(connection, parts);
    }

    /// <inheritdoc/>
    public override TableSource Read(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var server = new SqlServer(this);
        try
        {
            return ReaderText.Source(
                server.Read(query), server, Name, "sqlserver", exception => IsOfDatabase(exception) ? Failure(exception) : null);
        }
        catch (Exception exception)
        {
            server.Dispose();
            if (IsOfDatabase(exception))
                throw Failure(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override TableOutput Write() => new SqlServerOutput(this, () => new SqlServer(this));

    /// <summary>A name in brackets.</summary>
    internal static string Identifier(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <summary>Opens a connection.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, or refuses.</exception>
    internal SqlConnection Open()
    {
        var connection = new SqlConnection(_connection.ConnectionString);
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
    internal static bool IsOfDatabase(Exception exception) => exception is System.Data.Common.DbException
        or System.Net.Sockets.SocketException or TimeoutException or IOException or InvalidOperationException or InvalidCastException;

    /// <summary>The failure in words that hold neither secrets nor values of rows.</summary>
    internal ContactFileException Failure(Exception exception) => new($"database {Name}: {Said(exception):reason}");

    private static Text Said(Exception exception) => exception switch
    {
        SqlException refused when Array.IndexOf(Plain, refused.Number) >= 0 => Text.Verbatim($"{refused.Message} ({refused.Number})"),
        SqlException refused when Array.IndexOf(NoAnswer, refused.Number) >= 0 => Unreachable,
        SqlException refused => $"the server refuses it (error {refused.Number:number})",
        System.Net.Sockets.SocketException or TimeoutException => Unreachable,
        InvalidOperationException or InvalidCastException => "a value does not fit the type of its column",
        _ => Text.Verbatim(exception.GetType().Name),
    };

    private static bool IsPassfile(string key) => key.Equals("passfile", StringComparison.OrdinalIgnoreCase);

    private static string Password(string? file)
    {
        if (file is null)
            return Environment.GetEnvironmentVariable("SQLCMDPASSWORD") ?? "";
        try
        {
            return File.ReadLines(file).FirstOrDefault("");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContactFileException("the file with the password of the database cannot be read");
        }
    }

    private static void Set(SqlConnectionStringBuilder connection, string key, string value)
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
