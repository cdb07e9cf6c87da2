using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>A table of dBase or Excel as delimited text (semicolon, header first), so that it can be read as a file of contacts.</summary>
internal sealed class TableTextStream(TableReader table) : Stream
{
    private readonly MemoryStream _ready = new();
    private bool _started;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _ready.Read(buffer);
        if (read > 0 || !Refill())
            return read;
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
            table.Dispose();
        base.Dispose(disposing);
    }

    private bool Refill()
    {
        var text = new StringBuilder();
        if (!_started)
            text.Append(CsvText.Row(table.Columns, ';')).Append('\n');
        _started = true;
        for (var rows = 0; rows < 1000 && table.Read(); rows++)
        {
            for (var column = 0; column < table.Columns.Length; column++)
                text.Append(column > 0 ? ";" : "").Append(CsvText.Quote(table[column].ToString(), ';'));
            text.Append('\n');
        }

        _ready.SetLength(0);
        _ready.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _ready.Position = 0;
        return text.Length > 0;
    }
}
