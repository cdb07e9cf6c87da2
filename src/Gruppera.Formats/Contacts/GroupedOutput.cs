namespace Gruppera.Formats.Contacts;

/// <summary>How grouped rows are written: as delimited text, as such text for a Swedish Excel, or as a workbook. Not thread-safe.</summary>
public sealed class GroupedOutput : IDisposable
{
    private readonly WorkbookOutput? _workbook;

    /// <summary>Opens it.</summary>
    /// <param name="output">Takes what is written; it stays open.</param>
    /// <param name="path">Its name: one that ends in <c>.xlsx</c> makes a workbook.</param>
    /// <param name="delimiter">Delimiter of the rows; 0 for those of a workbook or a table, which get semicolons.</param>
    /// <param name="isForExcel">True for text as a Swedish Excel opens it at a double click.</param>
    public GroupedOutput(Stream output, string path, char delimiter, bool isForExcel)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(path);
        var byRows = delimiter == '\0' ? (byte)';' : (byte)delimiter;
        _workbook = IsWorkbook(path) ? new(output, byRows) : null;
        Stream = _workbook ?? (isForExcel ? new SpreadsheetText(output, byRows) : output);
    }

    /// <summary>Takes delimited text, whole rows at a time.</summary>
    public Stream Stream { get; }

    /// <summary>True for the name of a workbook.</summary>
    public static bool IsWorkbook(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes what has waited for all rows.</summary>
    /// <exception cref="ContactFileException">There are more rows than a sheet can have.</exception>
    public void Complete() => _workbook?.Complete();

    /// <inheritdoc/>
    public void Dispose() => _workbook?.Dispose();
}
