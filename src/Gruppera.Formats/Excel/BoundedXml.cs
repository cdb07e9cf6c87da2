using Gruppera.Formats.Files;

namespace Gruppera.Formats.Excel;

/// <summary>XML on its way to a reader that holds a tag, and the tags around it, in memory: a part of a workbook whose tags are longer than
/// any real one's, or stand deeper in each other, fails. Not thread-safe; disposing of it closes the source.</summary>
internal sealed class BoundedXml(Stream source) : ReadStream
{
    private const int LongestTag = 1 << 20;
    private const int Deepest = 1_000;
    private long _sinceTag;
    private int _depth;
    private byte _last;

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        foreach (var b in buffer[..read])
        {
            if (b == 0)
                continue; // of UTF-16
            _sinceTag = b is (byte)'<' or (byte)'>' ? 0 : _sinceTag + 1;
            if (_last == '<' && b == '/')
                _depth--;
            else if (_last == '<' && b is not ((byte)'!' or (byte)'?'))
                _depth++;
            else if (_last == '/' && b == '>')
                _depth--;
            _last = b;
            if (_sinceTag > LongestTag || _depth > Deepest)
                throw new InvalidDataException("it is not written as a workbook is: its tags are too long, or too deep in each other");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
