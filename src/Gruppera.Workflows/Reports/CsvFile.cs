using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Workflows.Reports;

/// <summary>A CSV file that a run writes beside its answer; nothing where no path is given, and no half file where the run ends
/// early. Not thread-safe.</summary>
public sealed class CsvFile : IDisposable
{
    private readonly AtomicOutput? _file;
    private StreamWriter? _writer;

    /// <summary>Opens the file and writes the header.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public CsvFile(string? path, params ReadOnlySpan<string> columns)
    {
        if (path is null)
            return;
        _file = new(path);
        _writer = new(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine(string.Join(',', columns));
    }

    /// <summary>False if no path was given, so that rows need not be made.</summary>
    public bool IsWanted => _file is not null;

    /// <summary>Writes a row; nothing without a path.</summary>
    /// <param name="cells">Its cells, one for each column; quoted where they must be.</param>
    public void Add(params string[] cells) => _writer?.WriteLine(CsvText.Row(cells));

    /// <summary>Puts the file in place: without it nothing is left.</summary>
    public void Commit()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _file?.Dispose();
    }
}
