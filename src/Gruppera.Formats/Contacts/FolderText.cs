using System.Text;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>The text files of a folder as one text: in the order of their names, with the header of the first, which all must have. Each
/// may have an encoding of its own. Not thread-safe.</summary>
internal sealed class FolderText : ReadStream
{
    private static readonly string[] Extensions = [".csv", ".txt", ".tsv", ".tab", ".skv", ".dat"];
    private readonly Queue<(string Name, Func<Stream> Open)> _files;
    private readonly string _folder;
    private Stream? _text;
    private byte[] _header = [];
    private bool _isLineOpen;

    internal FolderText(string folder, IEnumerable<(string Name, Func<Stream> Open)> files) => (_folder, _files) = (folder, new(files));

    /// <summary>The files of a folder that hold text of contacts.</summary>
    internal static IReadOnlyList<string> FilesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is not ['_' or '.', ..] && IsText(file))
            .Order(StringComparer.Ordinal),
    ];

    internal static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = _text?.Read(buffer) ?? 0;
            if (read > 0)
            {
                _isLineOpen = buffer[read - 1] != '\n';
                return read;
            }

            if (_files.Count == 0)
                return 0;
            if (_isLineOpen)
            {
                (buffer[0], _isLineOpen) = ((byte)'\n', false);
                return 1;
            }

            Next();
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _text?.Dispose();
        base.Dispose(disposing);
    }

    private static bool IsText(string path) => Extensions.Contains(
        Path.GetExtension(IsPacked(path) ? path[..^3] : path).ToLowerInvariant(), StringComparer.Ordinal);

    private void Next()
    {
        _text?.Dispose();
        var (name, open) = _files.Dequeue();
        var head = new HeadStream(open());
        _text = head;
        var line = FirstLine(head);
        if (_header.Length == 0)
        {
            _header = line.ToArray();
            return;
        }

        if (!line.TrimEnd("\r\n"u8).SequenceEqual(_header.AsSpan().TrimEnd("\r\n"u8)))
            throw new ContactFileException(
                $"{name}: its first line is not that of the other files of {_folder}, {Encoding.UTF8.GetString(_header).Trim():header}. " +
                $"Files of a folder must have the same columns in the same order", isMisfit: true);
        head.ReadExactly(new byte[line.Length]);
    }

    private static ReadOnlySpan<byte> FirstLine(HeadStream text)
    {
        for (var size = 1 << 12; ; size *= 2)
        {
            var head = text.Peek(size);
            if (head.IndexOf((byte)'\n') is >= 0 and var end)
                return head[..(end + 1)];
            if (head.Length < size)
                return head;
        }
    }
}
