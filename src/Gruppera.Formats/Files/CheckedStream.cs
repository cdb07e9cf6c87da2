namespace Gruppera.Formats.Files;

/// <summary>What an archive holds under a name, which fails at its end where it is not what the archive says it is: the framework does not
/// look.</summary>
internal sealed class CheckedStream(Stream source, long length, uint crc) : ReadStream
{
    private long _length;
    private uint _crc;

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        _crc = Crc32.Add(_crc, buffer[..read]);
        _length += read;
        return read > 0 || buffer.IsEmpty || (_length == length && _crc == crc)
            ? read
            : throw new InvalidDataException("the file is truncated or damaged");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
