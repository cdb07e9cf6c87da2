using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Workflows.Reports;

/// <summary>A CSV file that a run writes beside its answer; nothing where no path is given, and no half file where the run ends
/// early.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly AtomicOutput? _file;
    private StreamWriter? _writer;

    internal CsvFile(string? path, params ReadOnlySpan<string> columns)
    {
        if (path is null)
            return;
        _file = new(path);
        _writer = new(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine(string.Join(',', columns));
    }

    /// <summary>False if no path was given, so that rows need not be made.</summary>
    internal bool IsWanted => _file is not null;

    internal void Add(params string[] cells) => _writer?.WriteLine(CsvText.Row(cells));

    internal void Commit()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Commit();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _file?.Dispose();
    }
}
