using System.IO.Compression;

namespace Gruppera.Formats.Contacts;

/// <summary>
/// A file that is there whole or not at all: written under a temporary name beside its own and renamed by <see cref="Commit"/>.
/// Compressed where the name ends in <c>.gz</c>. <c>-</c> is standard output, which cannot be taken back.
/// </summary>
public sealed class AtomicOutput : IDisposable
{
    private readonly string? _temporary;
    private readonly string _path;
    private bool _isCommitted;

    /// <summary>Opens the temporary file.</summary>
    /// <exception cref="ContactFileException">The folder does not exist or may not be written to.</exception>
    public AtomicOutput(string path)
    {
        _path = path;
        if (path == "-")
        {
            Stream = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            return;
        }

        // A device is no file that could be put in place of another: renaming onto /dev/null would replace it.
        var isDevice = path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
        _temporary = isDevice ? null : $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            var file = new FileStream(_temporary ?? path, isDevice ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            Stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContactFileException($"cannot write {path}: {exception.Message}");
        }
    }

    /// <summary>Takes the content.</summary>
    public Stream Stream { get; }

    /// <summary>Closes the file and gives it its name.</summary>
    public void Commit()
    {
        Stream.Dispose();
        if (_temporary is not null)
            File.Move(_temporary, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <summary>Removes the temporary file where it was not committed.</summary>
    public void Dispose()
    {
        if (_isCommitted)
            return;
        Stream.Dispose();
        if (_temporary is not null)
            File.Delete(_temporary);
    }
}
