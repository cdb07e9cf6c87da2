using System.Buffers.Binary;
using System.IO.Compression;

namespace Gruppera.Formats.Files;

/// <summary>What a gzip file unpacks to, member by member. One that is cut, damaged, or has bytes behind its end fails: the framework's own
/// reader takes the first and the last for the end of the file. Not thread-safe; disposing of it closes the source.</summary>
/// <remarks>Source: RFC 1952. Where the data of a member end is seen by its trailer, checksum and length of what was unpacked.</remarks>
public sealed class GzipInput : ReadStream
{
    private const int MostFed = 8192;
    private const int TrailerLength = 8;
    private const int WindowLength = 1 << 17;
    private readonly Stream _source;
    private readonly Func<Text, Exception> _failure;
    private readonly byte[] _window = new byte[WindowLength];
    private int _position;
    private int _end;
    private DeflateStream? _member;
    private int _memberStart;
    private uint _crc;
    private uint _length;
    private bool _isFirst = true;

    /// <summary>Unpacks a stream.</summary>
    /// <param name="source">The packed file.</param>
    /// <param name="failure">Makes the exception that reading throws where the file is not whole, out of what is wrong.</param>
    public GzipInput(Stream source, Func<Text, Exception> failure)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(failure);
        (_source, _failure) = (source, failure);
    }

    /// <summary>True for bytes that begin as a gzip file does.</summary>
    internal static bool Is(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, ..];

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            while (!buffer.IsEmpty && (_member is not null || Begin()))
            {
                var read = _member!.Read(buffer);
                if (read > 0)
                {
                    _crc = Crc32.Add(_crc, buffer[..read]);
                    _length += (uint)read;
                    return read;
                }

                if (!End())
                    return 0;
            }

            return 0;
        }
        catch (InvalidDataException)
        {
            throw NotWhole();
        }
        catch (EndOfStreamException)
        {
            throw NotWhole();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private Exception NotWhole() =>
        _failure("it is truncated or damaged (gzip): get it again");

    /// <summary>Reads the header of the next member; false at the end of the file.</summary>
    private bool Begin()
    {
        if (Available(1) == 0 && !_isFirst)
            return false;
        if (Next() != 0x1F || Next() != 0x8B || Next() != 8)
            throw new InvalidDataException();
        var flags = Next();
        if ((flags & 0xE0) != 0)
            throw new InvalidDataException();
        Skip(6);
        if ((flags & 4) != 0)
            Skip(Next() | (Next() << 8));
        for (var text = flags & 0b11000; text != 0; text &= text - 1)
        {
            while (Next() != 0)
            {
            }
        }

        if ((flags & 2) != 0)
            Skip(2);
        _member = new(new Feed(this), CompressionMode.Decompress);
        (_memberStart, _crc, _length, _isFirst) = (_position, 0, 0, false);
        return true;
    }

    /// <summary>Finds the trailer of the member: in what was fed last, of which the member may have left some.</summary>
    private bool End()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        var isAll = Available(TrailerLength + 3) < TrailerLength + 3;
        var from = Math.Max(_memberStart, _position - (2 * MostFed));
        var isFound = false;
        for (int at; (at = _window.AsSpan(from, Math.Min(_end, _position + TrailerLength) - from).IndexOf(trailer)) >= 0; from += at + 1)
        {
            isFound = true;
            var behind = from + at + TrailerLength;
            if ((isAll && behind == _end) || Is(_window.AsSpan(behind, _end - behind)))
            {
                _position = behind;
                return true;
            }
        }

        throw isFound
            ? _failure("it has bytes after its end (gzip): get it again")
            : NotWhole();
    }

    private byte Next() => Available(1) > 0 ? _window[_position++] : throw new EndOfStreamException();

    private void Skip(int count)
    {
        for (; count > 0; count--)
            Next();
    }

    /// <summary>How many bytes are there to be read, after an attempt to have so many. What was fed last stays where it can be looked
    /// at.</summary>
    private int Available(int wanted)
    {
        if (_end - _position < wanted && _end + wanted > WindowLength - MostFed)
        {
            var kept = Math.Max(0, _position - (2 * MostFed));
            _window.AsSpan(kept, _end - kept).CopyTo(_window);
            (_position, _end, _memberStart) = (_position - kept, _end - kept, Math.Max(0, _memberStart - kept));
        }

        while (_end - _position < wanted)
        {
            var read = _source.Read(_window, _end, WindowLength - _end);
            if (read == 0)
                break;
            _end += read;
        }

        return _end - _position;
    }

    /// <summary>Gives a member its data little by little, so that its end lies in what it was given last.</summary>
    private sealed class Feed(GzipInput file) : ReadStream
    {
        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, MostFed), file.Available(1));
            file._window.AsSpan(file._position, count).CopyTo(buffer);
            file._position += count;
            return count;
        }
    }
}
