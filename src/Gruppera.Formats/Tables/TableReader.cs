using System.Collections.Immutable;

namespace Gruppera.Formats.Tables;

/// <summary>One file, sheet or array of a delivery as rows of named text cells; what the columns mean is a schema's business.
/// Reads forward, once. Not thread-safe.</summary>
public abstract class TableReader : IDisposable
{
    /// <summary>Name of the table: file name without extension, sheet name, or JSON key.</summary>
    public required string Table { get; init; }

    /// <summary>File within the delivery.</summary>
    public required string File { get; init; }

    /// <summary>Column names as delivered, white space folded and trimmed.</summary>
    public abstract ImmutableArray<string> Columns { get; }

    /// <summary>Row last read, the first row of the file (a header counts) being 1.</summary>
    public abstract int Row { get; }

    /// <summary>True if a cell of the row last read may hold an error of a spreadsheet in place of a value.</summary>
    public virtual bool MayHaveErrors => false;

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>The trimmed text of a cell of the row last read; valid until the next row is read.</summary>
    public abstract ReadOnlySpan<char> this[int column] { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the file.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
