using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>A stretch of a file that holds whole rows.</summary>
internal sealed class RowBlock
{
    internal byte[] Data { get; set; } = new byte[RowBlockReader.BlockSize];

    internal int Length { get; set; }

    internal ReadOnlySpan<byte> Text => Data.AsSpan(0, Length);
}

/// <summary>Cuts a stream into blocks of whole rows, so that blocks can be read side by side. Not thread-safe.</summary>
internal sealed class RowBlockReader(Stream stream)
{
    internal const int BlockSize = 1 << 20;
    private const int MaxRowSize = 1 << 24;
    private readonly CsvRow _row = new();
    private byte[] _rest = [];
    private bool _atEnd;
    private bool _atStart = true;

    /// <summary>Delimiter, once it is known; <c>'\0'</c> for fixed width and before.</summary>
    internal byte Delimiter { get; set; }

    internal bool IsFixedWidth { get; init; }

    /// <summary>Fills a block; false at the end of the file.</summary>
    /// <exception cref="ContactFileException">A row is longer than 16 MB.</exception>
    internal bool Read(RowBlock block)
    {
        if (block.Data.Length < _rest.Length * 2)
            block.Data = new byte[Math.Min(_rest.Length * 2, MaxRowSize)];
        _rest.CopyTo(block.Data, 0);
        block.Length = _rest.Length;
        while (true)
        {
            Fill(block);
            var end = _atEnd ? block.Length : EndOfLastRow(block.Text);
            if (end > 0 || _atEnd)
            {
                _rest = block.Data.AsSpan(end, block.Length - end).ToArray();
                block.Length = end;
                return end > 0;
            }

            if (block.Data.Length >= MaxRowSize)
            {
                throw new ContactFileException("a row is longer than 16 MB: this is not a file of contacts");
            }

            var larger = block.Data;
            Array.Resize(ref larger, Math.Min(larger.Length * 2, MaxRowSize));
            block.Data = larger;
        }
    }

    private void Fill(RowBlock block)
    {
        while (!_atEnd && block.Length < block.Data.Length)
        {
            var read = stream.Read(block.Data, block.Length, block.Data.Length - block.Length);
            _atEnd = read == 0;
            block.Length += read;
        }

        if (_atStart && block.Text.StartsWith("\uFEFF"u8))
        {
            block.Data.AsSpan(3, block.Length - 3).CopyTo(block.Data);
            block.Length -= 3;
        }

        _atStart = false;
    }

    /// <summary>Where the last row that is surely whole ends. Only quotes can hide line ends, so a block without any is cut at
    /// its last one.</summary>
    private int EndOfLastRow(ReadOnlySpan<byte> text)
    {
        if (IsFixedWidth || !text.Contains((byte)'"'))
            return text.LastIndexOf((byte)'\n') + 1;
        var delimiter = Delimiter == 0 ? FindDelimiter(text) : Delimiter;
        var position = 0;
        while (position < text.Length && _row.Read(text, ref position, delimiter, isLast: false) != CsvRowStatus.Incomplete)
        {
        }

        return position;
    }

    /// <summary>The delimiter of a text by its first line: the most frequent of semicolon, comma and tab outside quotes.</summary>
    internal static byte FindDelimiter(ReadOnlySpan<byte> text)
    {
        Span<int> counts = stackalloc int[3];
        counts.Clear();
        var quoted = false;
        foreach (var b in text)
        {
            if (b == '\n' && !quoted)
                break;
            quoted ^= b == '"';
            var kind = quoted ? -1 : ";,\t"u8.IndexOf(b);
            if (kind >= 0)
                counts[kind]++;
        }

        var best = counts[1] > counts[0] ? 1 : 0;
        return ";,\t"u8[counts[2] > counts[best] ? 2 : best];
    }
}
