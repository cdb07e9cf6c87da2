using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Databases;

/// <summary>Databases where a command takes a file of contacts: an address with <c>table=NAME</c> or <c>query_file=PATH</c>. A command that
/// reads its contacts twice asks twice. Thread-safe.</summary>
public sealed class DatabaseFormat : ITableFormat
{
    private DatabaseFormat()
    {
    }

    /// <summary>The format; <see cref="TableFormats.Add"/> makes every reader know it.</summary>
    public static DatabaseFormat Instance { get; } = new();

    /// <inheritdoc/>
    public bool Reads(string path) => DatabaseAddress.Is(path);

    /// <inheritdoc/>
    public TableSource Open(string path)
    {
        var address = DatabaseAddress.Parse(path);
        return address.Read(QueryOf(address));
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FilesOf(string path) => [];

    /// <summary>Nothing is written by a path: <c>group --to</c> does that.</summary>
    public bool Writes(string path) => false;

    /// <inheritdoc/>
    public TableOutput Create(string path) => DatabaseAddress.Parse(path).Write();

    /// <summary>The query that an address stands for.</summary>
    /// <exception cref="ContactFileException">It stands for none.</exception>
    private static string QueryOf(DatabaseAddress address)
    {
        if (address.QueryFile.Length == 0)
            return address.Table.Length > 0 ? $"SELECT * FROM {address.QuotedTable}" : throw new ContactFileException(
                "the address of the database names no contacts: add ;table=NAME or ;query_file=PATH");
        try
        {
            return File.ReadAllText(address.QueryFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContactSource.CannotOpen(address.QueryFile, exception);
        }
    }
}
