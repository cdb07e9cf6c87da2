using System.Collections.Concurrent;
using System.IO.Compression;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>
/// A file that is there whole or not at all: written under a temporary name beside its own, which nobody else may read, and renamed by
/// <see cref="Commit"/>. Compressed where the name ends in <c>.gz</c>, a table where another project writes files of that name
/// (<see cref="TableFormats"/>): the text that comes is then delimited text. Links are followed; pipes and devices are written to as
/// they are, and so is standard output (<c>-</c>): what went there cannot be taken back.
/// </summary>
public sealed class AtomicOutput : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Temporaries = new(StringComparer.Ordinal);
    private static readonly AsyncLocal<UnixFileMode?> NewFiles = new();
    private readonly string _path;
    private readonly string _target;
    private readonly string? _temporary;
    private readonly UnixFileMode _mode;
    private readonly bool _overwrite;
    private readonly Stream _file;
    private bool _isCommitted;
    private bool _isWritten;

    /// <summary>Opens the temporary file.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="mode">Its mode; null to keep that of the file that stands there, or else to follow the umask.</param>
    /// <param name="overwrite">False if a file that stands there shall stay.</param>
    /// <exception cref="ContactFileException">The folder does not exist or may not be written to, or there is a file that shall
    /// stay.</exception>
    public AtomicOutput(string path, UnixFileMode? mode = null, bool overwrite = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_path, _target, _overwrite) = (path, path, overwrite);
        try
        {
            var place = StandardStreams.IsOutput(path) ? default : Place.Of(path);
            if (StandardStreams.IsOutput(path))
            {
                _file = new BufferedStream(StandardStreams.OpenOutput(), 1 << 16);
            }
            else if (place.Kind == PlaceKind.Stream || StandardStreams.IsOpen(path))
            {
                _file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
            }
            else
            {
                _target = Place.Target(path);
                _mode = ModeFor(place, mode);
                var folder = Path.GetDirectoryName(_target)!;
                PrivateFile.Sweep(folder);
                _temporary = Path.Combine(folder, PrivateFile.TemporaryName());
                Temporaries[_temporary] = true;
                _file = PrivateFile.Create(_temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard();
            throw Failure(exception);
        }

        if (_temporary is not null && TableFormats.WriterOf(path) is { } format)
        {
            _file.Dispose();
            Table = format.Create(_temporary);
            Stream = Table.Stream;
            return;
        }

        var told = new ToldStream(this, _file);
        Stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(told, CompressionLevel.Fastest, leaveOpen: true)
            : told;
    }

    /// <summary>Takes the content.</summary>
    public Stream Stream { get; }

    /// <summary>The table that the text becomes; null for a file of text.</summary>
    public TableOutput? Table { get; }

    /// <summary>The mode of new files that are written in this flow of control, in place of what the umask says; null for that.</summary>
    public static UnixFileMode? ModeOfNewFiles { get => NewFiles.Value; set => NewFiles.Value = value; }

    /// <summary>Removes what outputs of this process have under temporary names, before the process is ended from outside.</summary>
    public static void DiscardAll()
    {
        foreach (var temporary in Temporaries.Keys)
            File.Delete(temporary);
    }

    /// <summary>Has a table written by who needs the path of a file for it.</summary>
    /// <param name="write">Writes; the file is there, empty, and stays the same file.</param>
    /// <exception cref="InvalidOperationException">The file is no table, or goes to a pipe or device.</exception>
    public void WriteTable(Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        write(Table is not null && _temporary is not null ? _temporary : throw new InvalidOperationException());
        _isWritten = true;
    }

    /// <summary>Closes the file, sees to it that it is on the disk, and gives it its name.</summary>
    /// <exception cref="ContactFileException">It cannot be written, or another file has taken the name that shall not be
    /// overwritten.</exception>
    public void Commit()
    {
        Stream.Dispose();
        try
        {
            if (!_isWritten)
                Table?.Complete();
            Finish();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException
            || (exception is IOException broken && !StandardStreams.IsBroken(broken)))
        {
            throw Failure(exception);
        }

        _isCommitted = true;
        Table?.Dispose();
    }

    /// <summary>Removes the temporary file where it was not committed.</summary>
    public void Dispose()
    {
        if (_isCommitted)
            return;
        try
        {
            Table?.Dispose();
            Stream.Dispose();
            _file.Dispose();
        }
        catch (Exception exception) when (exception is IOException or ContactFileException)
        {
            // What could not be written is not wanted any more.
        }
        finally
        {
            Discard();
        }
    }

    private void Finish()
    {
        if (_temporary is null)
        {
            _file.Dispose();
            return;
        }

        if (Table is not null)
        {
            using var written = File.OpenHandle(_temporary, FileMode.Open, FileAccess.ReadWrite);
            Durable.Flush(written);
        }
        else
        {
            Durable.Flush((FileStream)_file);
        }

        _file.Dispose();
        if (!OperatingSystem.IsWindows())
        {
            if (Place.Of(_target) is { Kind: PlaceKind.File, Group: >= 0 and var group })
                Place.SetGroup(_temporary, group);
            File.SetUnixFileMode(_temporary, _mode);
        }

        File.Move(_temporary, _target, _overwrite);
        Temporaries.TryRemove(_temporary, out _);
        Durable.FlushFolder(Path.GetDirectoryName(_target)!);
    }

    /// <summary>The mode that the file will have; an exception where nothing may be written here.</summary>
    private UnixFileMode ModeFor(Place place, UnixFileMode? asked)
    {
        if (place.Kind == PlaceKind.Folder)
            throw Refusal(FileFault.IsFolder);
        if (place.Kind == PlaceKind.File && !_overwrite)
            throw Exists();
        if (place.Kind == PlaceKind.File)
        {
            // A file that may not be written to may not be replaced either.
            File.OpenHandle(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        if (OperatingSystem.IsWindows())
            return default;
        return asked ?? (place.Kind == PlaceKind.File
            ? File.GetUnixFileMode(_target)
            : NewFiles.Value ?? PrivateFile.UsualMode(Path.GetDirectoryName(_target)!));
    }

    private void Discard()
    {
        if (_temporary is null)
            return;
        File.Delete(_temporary);
        Temporaries.TryRemove(_temporary, out _);
    }

    private ContactFileException Exists() => Refusal("there is already a file");

    /// <summary>What went wrong, by the name that was asked for.</summary>
    private ContactFileException Failure(Exception exception)
    {
        if (!_overwrite && File.Exists(_target))
            return Exists();
        return Refusal(FileFault.Why(exception) ?? Text.Verbatim(exception.Message), exception);
    }

    private ContactFileException Refusal(Text why, Exception? cause = null) => new($"cannot write {_path}: {why}", cause: cause);

    /// <summary>Tells failures by the name that was asked for.</summary>
    private sealed class ToldStream(AtomicOutput output, Stream file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                file.Write(buffer);
            }
            catch (IOException exception) when (!StandardStreams.IsBroken(exception))
            {
                throw output.Failure(exception);
            }
        }

        public override void Flush()
        {
            try
            {
                file.Flush();
            }
            catch (IOException exception) when (!StandardStreams.IsBroken(exception))
            {
                throw output.Failure(exception);
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
