using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>A column of a table whose columns have types. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as the format that it came from calls it; empty for text.</param>
public readonly record struct TableColumn(string Name, string Type);

/// <summary>An open table as text: UTF-8, semicolon, RFC 4180, a header first. Disposing of <see cref="Text"/> closes it.</summary>
/// <param name="Text">The text, read forward once.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Format">Word for the kind of table, such as <c>parquet</c>.</param>
/// <param name="Columns">Its columns with their types.</param>
public sealed record TableSource(Stream Text, string Name, string Format, ImmutableArray<TableColumn> Columns)
{
    /// <summary>What was found in the table that a reader should know.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];
}

/// <summary>Takes delimited text, a header first, and writes a table of it. Not thread-safe.</summary>
public abstract class TableOutput : IDisposable
{
    /// <summary>Takes the text, in pieces of any length.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Says what the text is like, before any of it comes.</summary>
    /// <param name="delimiter">Its delimiter.</param>
    /// <param name="columns">The first columns in their order, with types: values are kept in them. What follows are results of
    /// grouping.</param>
    /// <param name="format">What calls the types so: the format of <see cref="TableSource"/>; empty where there are none.</param>
    public abstract void Describe(char delimiter, ImmutableArray<TableColumn> columns, string format);

    /// <summary>The failure of a text without a header.</summary>
    protected static ContactFileException NoColumns => new("there are no columns to write");

    /// <summary>Ends the table; without it nothing of it counts.</summary>
    /// <exception cref="ContactFileException">The text is no table, or the table cannot be written.</exception>
    public abstract void Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops writing.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>A kind of file that another project reads and writes. Thread-safe.</summary>
public interface ITableFormat
{
    /// <summary>True for what this kind reads: a file, a folder, a pattern.</summary>
    bool Reads(string path);

    /// <summary>Opens it.</summary>
    /// <exception cref="ContactFileException">It cannot be read.</exception>
    TableSource Open(string path);

    /// <summary>Opens the rows of one part: a stretch of the table, with an empty line behind the header for each row before it. Null
    /// where rows have no numbers.</summary>
    /// <exception cref="ContactFileException">It cannot be read.</exception>
    TableSource? Open(string path, Partition partition) => null;

    /// <summary>The files that a path stands for.</summary>
    IReadOnlyCollection<string> FilesOf(string path);

    /// <summary>True for the name of a file that this kind writes.</summary>
    bool Writes(string path);

    /// <summary>Begins to write.</summary>
    /// <param name="path">An empty file, which stays the same file.</param>
    TableOutput Create(string path);
}

/// <summary>The kinds of files that other projects read and write for whoever opens a file of contacts. Thread-safe.</summary>
public static class TableFormats
{
    private static ImmutableArray<ITableFormat> _all = [];

    /// <summary>Adds a kind, once for the process.</summary>
    public static void Add(ITableFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        ImmutableInterlocked.Update(ref _all, all => all.Contains(format) ? all : all.Add(format));
    }

    /// <summary>The kind that reads a path; null for none.</summary>
    public static ITableFormat? ReaderOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _all.FirstOrDefault(format => format.Reads(path));
    }

    /// <summary>The kind that writes a file of this name; null for none.</summary>
    public static ITableFormat? WriterOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _all.FirstOrDefault(format => format.Writes(path));
    }
}
