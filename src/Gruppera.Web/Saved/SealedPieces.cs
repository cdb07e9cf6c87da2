using System.Buffers.Binary;
using System.Security.Cryptography;
using Gruppera.Formats.Files;

namespace Gruppera.Web.Saved;

/// <summary>Seals and opens pieces, one after the other. Not thread-safe.</summary>
internal sealed class SealedPieces(byte[] key) : IDisposable
{
    internal const int PieceLength = 1 << 16;
    internal const int TagLength = 16;
    private readonly AesGcm _key = new(key, TagLength);
    private readonly byte[] _nonce = new byte[12];
    private long _number;

    /// <summary>A piece, and room for it sealed.</summary>
    internal byte[] Plain { get; } = new byte[PieceLength];

    internal byte[] Sealed { get; } = new byte[PieceLength + TagLength];

    /// <summary>Seals so many bytes of the piece.</summary>
    internal void Seal(int length, bool isLast)
    {
        Number(isLast);
        _key.Encrypt(_nonce, Plain.AsSpan(0, length), Sealed.AsSpan(0, length), Sealed.AsSpan(length, TagLength));
    }

    /// <summary>Opens so many bytes.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It is not what was sealed with this key, number and end.</exception>
    internal void Open(int length, bool isLast)
    {
        Number(isLast);
        _key.Decrypt(_nonce, Sealed.AsSpan(0, length), Sealed.AsSpan(length, TagLength), Plain.AsSpan(0, length));
    }

    public void Dispose()
    {
        _key.Dispose();
        CryptographicOperations.ZeroMemory(Plain);
    }

    /// <summary>The next number, which no other piece of the file has.</summary>
    private void Number(bool isLast)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_nonce, _number++);
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>What is written to it goes to a file, sealed. Not thread-safe.</summary>
internal sealed class SealedWriter(Stream file, byte[] key) : WriteStream
{
    private readonly SealedPieces _pieces = new(key);
    private int _filled;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == SealedPieces.PieceLength)
                Put(isLast: false);
            var length = Math.Min(buffer.Length, SealedPieces.PieceLength - _filled);
            buffer[..length].CopyTo(_pieces.Plain.AsSpan(_filled));
            _filled += length;
            buffer = buffer[length..];
        }
    }

    /// <summary>Writes the last piece: without it the file counts as cut.</summary>
    internal void Complete() => Put(isLast: true);

    protected override void Dispose(bool disposing)
    {
        _pieces.Dispose();
        base.Dispose(disposing);
    }

    private void Put(bool isLast)
    {
        _pieces.Seal(_filled, isLast);
        file.Write(_pieces.Sealed, 0, _filled + SealedPieces.TagLength);
        _filled = 0;
    }
}

/// <summary>What was sealed in a file, as it is read; it is closed with this. Not thread-safe.</summary>
internal sealed class SealedReader(FileStream file, byte[] key) : ReadStream
{
    private readonly SealedPieces _pieces = new(key);
    private int _filled;
    private int _taken;
    private bool _isEnded;

    /// <exception cref="InvalidDataException">The file was changed or cut, or sealed with another key.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_taken == _filled && !_isEnded)
            Take();
        var length = Math.Min(buffer.Length, _filled - _taken);
        _pieces.Plain.AsSpan(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        _pieces.Dispose();
        file.Dispose();
        base.Dispose(disposing);
    }

    private void Take()
    {
        var length = file.ReadAtLeast(_pieces.Sealed, _pieces.Sealed.Length, throwOnEndOfStream: false);
        _isEnded = file.Position == file.Length;
        if (length < SealedPieces.TagLength)
            throw new InvalidDataException();
        (_filled, _taken) = (length - SealedPieces.TagLength, 0);
        try
        {
            _pieces.Open(_filled, _isEnded);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException();
        }
    }
}
