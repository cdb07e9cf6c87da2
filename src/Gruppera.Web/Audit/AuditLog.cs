using System.Text.Json;
using System.Threading.Channels;
using Gruppera.Formats.Files;
using Gruppera.Workflows;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Audit;

/// <summary>Writes the audit of this server: one writer, whose lines are with the operating system before their answers are sent, and on
/// the disk within a second. Thread-safe.</summary>
internal sealed class AuditLog : IAsyncDisposable, IDisposable
{
    private readonly Channel<(AuditEntry Entry, TaskCompletionSource<bool> Done)> _waiting =
        Channel.CreateUnbounded<(AuditEntry, TaskCompletionSource<bool>)>(new() { SingleReader = true });
    private readonly string _folder;
    private readonly string _server;
    private readonly FileStream? _lock;
    private readonly Task _work = Task.CompletedTask;
    private FileStream? _file;
    private long _number;
    private string _before = AuditFiles.Beginning;
    private volatile bool _isFailing;

    /// <exception cref="RefusedException">The audit cannot be written there, or another server writes it.</exception>
    public AuditLog(IOptions<WebOptions> options)
    {
        (_folder, _server) = (options.Value.AuditFolder, options.Value.ServerName);
        if (_folder.Length == 0)
            return;
        if (_server.Length == 0)
            _server = string.Concat(
                Environment.MachineName.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        if (!AuditFiles.IsName(_server))
            throw new RefusedException($"Gruppera__ServerName: {_server} is no name: use 1 to 64 letters, digits, dots and hyphens");
        try
        {
            PrivateFile.MakeFolder(_folder);
            _lock = new(Path.Combine(_folder, $".{_server}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (AuditFiles.In(_folder).FirstOrDefault(each => each.Server == _server).Files is [.., var last])
                (_number, _before) = EndOf(last);
            _file = Open(DateTimeOffset.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _lock?.Dispose();
            throw new RefusedException(
                $"The audit of {_server} cannot be written to {_folder}: another server writes it (Gruppera__ServerName tells them " +
                $"apart), or the folder may not be written to");
        }

        _work = Task.Run(Work);
    }

    /// <summary>True if there is an audit.</summary>
    internal bool IsOn => _folder.Length > 0;

    /// <summary>True since a line could not be written, until one can.</summary>
    internal bool IsFailing => _isFailing;

    /// <summary>Writes a line; false if it could not be.</summary>
    internal Task<bool> Write(AuditEntry entry)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((entry, done)) ? done.Task : Task.FromResult(false);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _work;
        _file?.Dispose();
        _lock?.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Work()
    {
        var (batch, lines, synced) = (new List<(AuditEntry Entry, TaskCompletionSource<bool> Done)>(), new MemoryStream(), true);
        var more = _waiting.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            // What was written goes to the disk once a second, and whenever there is nothing to write for so long.
            if (!synced && await Task.WhenAny(more, Task.Delay(TimeSpan.FromSeconds(1))) != more)
                synced = Sync();
            if (!await more)
                break;
            while (batch.Count < 1_000 && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            var isWritten = Append(batch, lines);
            (synced, _isFailing) = (synced && !isWritten, !isWritten);
            foreach (var (_, done) in batch)
                done.SetResult(isWritten);
            batch.Clear();
            more = _waiting.Reader.WaitToReadAsync().AsTask();
        }

        Sync();
    }

    /// <summary>Writes some lines, all or none.</summary>
    private bool Append(List<(AuditEntry Entry, TaskCompletionSource<bool> Done)> batch, MemoryStream lines)
    {
        var (number, before, length) = (_number, _before, 0L);
        try
        {
            _file = Open(batch[0].Entry.Time);
            length = _file.Length;
            lines.SetLength(0);
            foreach (var (entry, _) in batch)
            {
                var line = entry.Line(++number, before);
                before = AuditFiles.HashOf(line);
                lines.Write(line);
                lines.WriteByte((byte)'\n');
            }

            _file.Write(lines.GetBuffer(), 0, (int)lines.Length);
            (_number, _before) = (number, before);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Undo(length);
            return false;
        }
    }

    /// <summary>Takes back what was written in part: it was told to nobody.</summary>
    private void Undo(long length)
    {
        try
        {
            _file?.SetLength(length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // It is opened anew for the next line, which takes the rest back.
        }

        _file?.Dispose();
        _file = null;
    }

    /// <summary>The file of a time, ready for a line. A line that is not ended was never answered, and is taken back.</summary>
    private FileStream Open(DateTimeOffset time)
    {
        var path = Path.Combine(_folder, AuditFiles.NameOf(_server, time));
        // One that was removed meanwhile would take lines that nobody ever reads.
        if (_file is not null && _file.Name == Path.GetFullPath(path) && File.Exists(path))
            return _file;
        _file?.Dispose();
        _file = null;
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        file.SetLength(EndOfLines(file));
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    private bool Sync()
    {
        try
        {
            if (_file is not null)
                PrivateFile.Flush(_file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isFailing = true;
            return false;
        }
    }

    /// <summary>Number and hash of the last line of a file.</summary>
    private static (long Number, string Before) EndOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        var end = EndOfLines(file);
        if (end == 0)
            throw new IOException("no line to go on from");
        var bytes = new byte[Math.Min(end, 1 << 16)];
        file.Seek(end - bytes.Length, SeekOrigin.Begin);
        file.ReadExactly(bytes);
        var line = bytes.AsSpan(0, bytes.Length - 1);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            return (json.RootElement.GetProperty("n").GetInt64(), AuditFiles.HashOf(line));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException("the last line is none of an audit", exception);
        }
    }

    /// <summary>Where the last whole line ends.</summary>
    private static long EndOfLines(FileStream file)
    {
        var bytes = new byte[Math.Min(file.Length, 1 << 16)];
        file.Seek(file.Length - bytes.Length, SeekOrigin.Begin);
        file.ReadExactly(bytes);
        return file.Length - bytes.Length + Array.LastIndexOf(bytes, (byte)'\n') + 1;
    }
}
