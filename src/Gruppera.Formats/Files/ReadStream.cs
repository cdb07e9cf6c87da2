namespace Gruppera.Formats.Files;

/// <summary>A stream that is read forward, once: what it derives from needs <see cref="Read(Span{byte})"/> alone. It has no length and
/// no position, and cannot be written to (<see cref="NotSupportedException"/>).</summary>
public abstract class ReadStream : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public abstract override int Read(Span<byte> buffer);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A stream that is written forward: what it derives from needs <see cref="Write(ReadOnlySpan{byte})"/> alone. It has no length
/// and no position, and cannot be read (<see cref="NotSupportedException"/>).</summary>
public abstract class WriteStream : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public abstract override void Write(ReadOnlySpan<byte> buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class HeadStream(Stream source) : ReadStream
{
    private byte[] _head = [];
    private int _length;
    private int _position;

    /// <summary>The first bytes: so many, or all there are.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_head.Length < count)
            Array.Resize(ref _head, count);
        while (_length < count)
        {
            var read = source.Read(_head, _length, count - _length);
            if (read == 0)
                break;
            _length += read;
        }

        return _head.AsSpan(_position, Math.Min(count, _length) - _position);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position == _length)
            return source.Read(buffer);
        var count = Math.Min(buffer.Length, _length - _position);
        _head.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        if (_position == _length)
            (_head, _position, _length) = ([], 0, 0);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
