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
    /// <summary>A block and what comes of it stay in the cache of a processor.</summary>
    internal const int BlockSize = 1 << 17;
    private const int MaxRowSize = 1 << 20;
    private readonly CsvRow _row = new();
    private byte[] _rest = [];
    private bool _atEnd;
    private bool _atStart = true;

    /// <summary>Delimiter, once it is known; <c>'\0'</c> for fixed width and before.</summary>
    internal byte Delimiter { get; set; }

    internal bool IsFixedWidth { get; init; }

    /// <summary>Lines above the header that are passed over, whatever they say; 0 to look for a line that names the delimiter.</summary>
    internal int LinesAbove { get; init; }

    /// <summary>Lines above the first row: those without text, and one that only names the delimiter.</summary>
    internal int RowsBefore { get; private set; }

    /// <summary>Fills a block; false at the end of the file.</summary>
    /// <exception cref="ContactFileException">A row is longer than 1 MB.</exception>
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
                throw new ContactFileException("a row is longer than 1 MB: this is not a file of contacts");
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

        if (!_atStart)
            return;
        _atStart = false;
        if (block.Text.StartsWith("\uFEFF"u8))
            Cut(block, 3);
        if (IsFixedWidth)
            return;
        for (; RowsBefore < LinesAbove && block.Text.IndexOf((byte)'\n') is >= 0 and var end; RowsBefore++)
            Cut(block, end + 1);
        if (LinesAbove > 0)
            return;
        CutBlankLines(block);
        if (Delimiters.OfSepLine(block.Text, out var line) is var delimiter && delimiter == 0)
            return;
        Delimiter = delimiter;
        RowsBefore++;
        Cut(block, line);
        CutBlankLines(block);
    }

    private void CutBlankLines(RowBlock block)
    {
        var length = block.Text.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (length <= 0)
            return;
        RowsBefore += block.Text[..length].Count((byte)'\n');
        Cut(block, length);
    }

    private static void Cut(RowBlock block, int length)
    {
        block.Data.AsSpan(length, block.Length - length).CopyTo(block.Data);
        block.Length -= length;
    }

    /// <summary>Where the last row that is surely whole ends. Only quotes can hide line ends, so a block without any is cut at
    /// its last one.</summary>
    private int EndOfLastRow(ReadOnlySpan<byte> text)
    {
        if (IsFixedWidth || !text.Contains((byte)'"'))
            return text.LastIndexOf((byte)'\n') + 1;
        var delimiter = Delimiter == 0 ? Delimiters.Find(text) : Delimiter;
        var position = 0;
        while (position < text.Length)
        {
            // A row without quotes ends at its line end: it need not be split to know that.
            var stop = text[position..].IndexOfAny((byte)'\n', (byte)'"');
            if (stop >= 0 && text[position + stop] == '\n')
                position += stop + 1;
            else if (stop < 0 || _row.Read(text, ref position, delimiter, isLast: false) == CsvRowStatus.Incomplete)
                break;
        }

        return position;
    }
}
