using Gruppera.Formats.Contacts;

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

/// <summary>A database that contacts come from or go to, as a text of parts <c>key=value</c> behind the kind of database. Passwords are
/// no part of it, since command lines are seen by others. Immutable.</summary>
public abstract class DatabaseAddress
{
    private protected DatabaseAddress(AddressParts parts) => (Table, Mode, QueryFile) = (parts.Table, parts.Mode, parts.QueryFile);

    /// <summary>The table, with its schema or without; empty where none is named.</summary>
    public string Table { get; }

    /// <summary>What becomes of a table that is there.</summary>
    public ExistingTable Mode { get; }

    /// <summary>File with the query that gives the contacts; empty where none is named.</summary>
    public string QueryFile { get; }

    /// <summary>What messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>True for a text that is an address.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PostgresAddress.Is(text) || SqlServerAddress.Is(text);
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ContactFileException">It is none; the message holds no value of it but words it does not know.</exception>
    public static DatabaseAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SqlServerAddress.Is(text) ? SqlServerAddress.Parse(text)
            : PostgresAddress.Is(text) ? PostgresAddress.Parse(text)
            : throw NoAddress;
    }

    /// <summary>Opens the rows of a query.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, or refuses the query.</exception>
    public abstract TableSource Read(string query);

    /// <summary>Opens the table to write rows into.</summary>
    /// <exception cref="ContactFileException">The database cannot be reached, no table is named, or it is there and nothing was said of
    /// that.</exception>
    public abstract TableOutput Write();

    /// <summary>The name of the table as the database writes it.</summary>
    internal abstract string QuotedTable { get; }

    /// <summary>What is said of a server that gives no answer.</summary>
    internal static Text Unreachable => "it cannot be reached: check host and port";

    /// <summary>The failure of a text that is no address.</summary>
    internal static ContactFileException NoAddress => new(
        "a database is written postgres:host=...;dbname=...;user=... or sqlserver:server=...;database=...;user=...");

    /// <summary>The failure of an address to write to that names no table.</summary>
    internal static ContactFileException NoTable => new("the address of the database names no table: add ;table=NAME");

    /// <summary>The failure of a table that is there.</summary>
    internal ContactFileException IsThere() =>
        new($"there is already a table {Table}: add ;mode=replace or ;mode=append, or give another name");
}

/// <summary>The parts of an address. Immutable.</summary>
/// <param name="Table">The table; empty for none.</param>
/// <param name="Mode">What becomes of a table that is there.</param>
/// <param name="QueryFile">File with a query; empty for none.</param>
/// <param name="Others">All other parts in their order.</param>
internal sealed record AddressParts(string Table, ExistingTable Mode, string QueryFile, IReadOnlyList<(string Key, string Value)> Others)
{
    /// <summary>Divides an address.</summary>
    /// <param name="text">The address behind its kind: parts with semicolons between, or blanks.</param>
    /// <param name="password">The refusal of a password, with where it is to be given.</param>
    /// <exception cref="ContactFileException">A part is none, or a password.</exception>
    internal static AddressParts Of(string text, Text password)
    {
        var (table, mode, file, others) = ("", ExistingTable.Refuse, "", new List<(string, string)>());
        var between = text.Contains(';', StringComparison.Ordinal) ? ';' : ' ';
        foreach (var part in text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new ContactFileException("a part of the address of the database is not key=value");
            var (key, value) = (part[..at].Trim(), part[(at + 1)..].Trim());
            switch (key.ToUpperInvariant())
            {
                case "PASSWORD" or "PWD" or "PSW" or "SSL PASSWORD" or "SSLPASSWORD":
                    throw new ContactFileException(password);
                case "TABLE":
                    table = value;
                    break;
                case "QUERY_FILE":
                    file = value;
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
                    others.Add((key, value));
                    break;
            }
        }

        return new(table, mode, file, others);
    }

    /// <summary>The failure of a part that is not known.</summary>
    internal static ContactFileException Unknown(string key) =>
        new($"the address of the database has a part that is not known or has no such value: {key}");
}
