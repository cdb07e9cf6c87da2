using System.Security.Cryptography;
using Gruppera.Formats.Files;

namespace Gruppera.Workflows.Backups;

/// <summary>A stream as long as it was when it was opened, which knows the hash of what was read. Not thread-safe.</summary>
internal sealed class CountedStream(Stream content, long length) : ReadStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    /// <summary>SHA-256 of what was read, in lower-case hexadecimal.</summary>
    internal string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>True, so that a writer of archives asks for its length.</summary>
    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <exception cref="EndOfStreamException">It has become shorter meanwhile, or is cut.</exception>
    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        var read = content.Read(buffer);
        if (read == 0 && !buffer.IsEmpty)
            throw new EndOfStreamException();
        _hash.AppendData(buffer[..read]);
        _position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        content.Dispose();
        base.Dispose(disposing);
    }
}
