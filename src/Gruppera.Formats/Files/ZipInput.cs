using System.IO.Compression;

namespace Gruppera.Formats.Files;

/// <summary>The one file that a zip archive holds, unpacked while it is read. One that is cut or damaged fails. Not thread-safe; disposing
/// of it closes the archive.</summary>
internal sealed class ZipInput : ReadStream
{
    private const int MostNamed = 5;
    private static readonly string[] Unread = [".XLSX", ".XLS", ".XLSM", ".DBF", ".ZIP", ".GZ"];
    private readonly ZipArchive _archive;
    private readonly Stream _content;
    private readonly ZipArchiveEntry _entry;
    private readonly Func<Text, Exception> _failure;
    private uint _crc;
    private long _length;

    private ZipInput(ZipArchive archive, ZipArchiveEntry entry, Func<Text, Exception> failure)
    {
        (_archive, _entry, _failure) = (archive, entry, failure);
        _content = entry.Open();
    }

    /// <summary>Name of the file within.</summary>
    internal string Name => _entry.Name;

    /// <summary>True for bytes that begin as a zip archive does.</summary>
    internal static bool Is(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..];

    /// <summary>The only file of an archive; null for a workbook, which is an archive too.</summary>
    /// <param name="source">The archive, from its beginning.</param>
    /// <param name="failure">Makes the exception for an archive that cannot be read, out of what is wrong.</param>
    internal static ZipInput? Open(Stream source, Func<Text, Exception> failure)
    {
        try
        {
            var archive = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Any(entry => entry.FullName == "[Content_Types].xml"
                || entry.FullName.StartsWith("xl/", StringComparison.Ordinal)))
                return null;
            var entries = archive.Entries.Where(entry => entry.Name.Length > 0 && entry.Name[0] != '.' && entry.Name != "Thumbs.db"
                && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
            if (entries.Count == 0)
                throw failure("the archive (zip) holds no file");
            if (entries.Count > 1)
            {
                var named = entries.Take(MostNamed).Select(entry => entry.Name);
                var names = string.Join(", ", entries.Count > MostNamed ? named.Append("...") : named);
                throw failure($"the archive (zip) holds several files: {names}. Unpack it and give the file of contacts");
            }

            var only = entries[0];
            if (only.IsEncrypted)
                throw failure($"{only.Name} in the archive (zip) is encrypted: unpack it with its password");
            return Array.IndexOf(Unread, Path.GetExtension(only.Name).ToUpperInvariant()) < 0
                ? new(archive, only, failure)
                : throw failure($"the archive (zip) holds {only.Name}: unpack it and give that file");
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            throw Damaged(failure);
        }
    }

    private static Exception Damaged(Func<Text, Exception> failure) => failure("it is truncated or damaged (zip): get it again");

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _content.Read(buffer);
            _crc = Crc32.Add(_crc, buffer[..read]);
            _length += read;
            return read > 0 || buffer.IsEmpty || (_length == _entry.Length && _crc == _entry.Crc32)
                ? read
                : throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            throw Damaged(_failure);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
