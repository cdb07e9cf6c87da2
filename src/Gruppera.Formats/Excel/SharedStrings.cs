using System.Text;

namespace Gruppera.Formats.Excel;

/// <summary>The texts that the cells of a workbook share, packed: one of a few letters takes a few bytes. Not thread-safe while it
/// grows.</summary>
internal sealed class SharedStrings
{
    private const int ChunkBits = 20;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MostChunks = 128;
    private const int MostTexts = 8_000_000;
    private readonly List<byte[]> _chunks = [];
    private readonly List<uint> _starts = [];
    private uint _end = ChunkLength;

    /// <summary>How many there are.</summary>
    internal int Count => _starts.Count;

    /// <summary>A text.</summary>
    internal string this[int index]
    {
        get
        {
            ReadOnlySpan<byte> chunk = _chunks[(int)(_starts[index] >> ChunkBits) - 1];
            chunk = chunk[(int)(_starts[index] & (ChunkLength - 1))..];
            return Encoding.UTF8.GetString(chunk[..chunk.IndexOf((byte)0)]);
        }
    }

    /// <summary>Adds a text of a cell, which XML keeps from having the character 0.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    internal void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text) + 1;
        if ((_end & (ChunkLength - 1)) + length > ChunkLength || (_end & (ChunkLength - 1)) == 0)
        {
            if (_chunks.Count == MostChunks)
                throw new InvalidDataException("the workbook has more than 128 MB of texts: save it as CSV");
            _chunks.Add(new byte[ChunkLength]);
            _end = (uint)_chunks.Count << ChunkBits;
        }

        if (_starts.Count == MostTexts)
            throw new InvalidDataException("the workbook has more than 8 000 000 texts: save it as CSV");
        _starts.Add(_end);
        Encoding.UTF8.GetBytes(text, _chunks[^1].AsSpan((int)(_end & (ChunkLength - 1))));
        _end += (uint)length;
    }
}
