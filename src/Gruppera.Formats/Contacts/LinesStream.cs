using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>Lines as a stream of UTF-8 text.</summary>
internal class LinesStream(IEnumerable<string> lines, IDisposable? source = null) : Stream
{
    private readonly IEnumerator<string> _lines = lines.GetEnumerator();
    private readonly MemoryStream _ready = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _ready.Read(buffer);
        if (read > 0)
            return read;
        var text = new StringBuilder();
        for (var rows = 0; rows < 1000 && _lines.MoveNext(); rows++)
            text.Append(_lines.Current).Append('\n');
        _ready.SetLength(0);
        _ready.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _ready.Position = 0;
        return _ready.Read(buffer);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
            _ready.Dispose();
            source?.Dispose();
        }

        base.Dispose(disposing);
    }
}
