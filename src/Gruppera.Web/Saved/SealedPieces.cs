using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gruppera.Web.Saved;

/// <summary>A stream in sealed pieces, for writing or for reading. Not thread-safe.</summary>
internal sealed class SealedPieces : Stream
{
    private const int PieceLength = 1 << 16;
    private const int TagLength = 16;
    private readonly Stream _file;
    private readonly AesGcm _key;
    private readonly byte[] _plain = new byte[PieceLength];
    private readonly byte[] _sealed = new byte[PieceLength + TagLength];
    private readonly byte[] _nonce = new byte[12];
    private long _number;
    private int _filled;
    private int _taken;
    private bool _isEnded;

    internal SealedPieces(Stream file, byte[] key, bool isWritten) =>
        (_file, _key, CanWrite) = (file, new(key, TagLength), isWritten);

    public override bool CanRead => !CanWrite;

    public override bool CanSeek => false;

    public override bool CanWrite { get; }

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == PieceLength)
                Put(isLast: false);
            var length = Math.Min(buffer.Length, PieceLength - _filled);
            buffer[..length].CopyTo(_plain.AsSpan(_filled));
            _filled += length;
            buffer = buffer[length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last piece: without it the file counts as cut.</summary>
    internal void Complete() => Put(isLast: true);

    /// <exception cref="InvalidDataException">The file was changed or cut, or sealed with another key.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_taken == _filled && !_isEnded)
            Take();
        var length = Math.Min(buffer.Length, _filled - _taken);
        _plain.AsSpan(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
        if (CanRead)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private void Put(bool isLast)
    {
        Number(isLast);
        _key.Encrypt(_nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, TagLength));
        _file.Write(_sealed, 0, _filled + TagLength);
        _filled = 0;
    }

    private void Take()
    {
        var length = _file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        _isEnded = _file.Position == _file.Length;
        if (length < TagLength)
            throw new InvalidDataException();
        (_filled, _taken) = (length - TagLength, 0);
        Number(_isEnded);
        try
        {
            _key.Decrypt(_nonce, _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, TagLength), _plain.AsSpan(0, _filled));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException();
        }
    }

    /// <summary>The next number, which no other piece of the file has.</summary>
    private void Number(bool isLast)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_nonce, _number++);
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}
