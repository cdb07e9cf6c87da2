using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Gruppera.Formats.Csv;

/// <summary>How a row of delimited text ended.</summary>
public enum CsvRowStatus
{
    /// <summary>A whole row.</summary>
    Complete,

    /// <summary>The data ended before the row did, and more may follow.</summary>
    Incomplete,

    /// <summary>A quote is never closed, or text follows a closing quote: the row ends at its first line end.</summary>
    BadQuote,
}

/// <summary>
/// Splits delimited text (RFC 4180: UTF-8 bytes, quotes only at the start of a field, doubled inside) into rows and fields,
/// without copying and, once its arrays have grown, without allocating. Not thread-safe: one per thread.
/// </summary>
public sealed class CsvRow
{
    /// <summary>A quoted field longer than this counts as a quote that was never closed.</summary>
    public const int MaxQuotedLength = 1 << 16;

    private const byte Quote = (byte)'"';
    private const byte Lf = (byte)'\n';
    private Field[] _fields = new Field[32];

    /// <summary>Number of fields of the row last read.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a field, without its quotes. Doubled quotes inside stay doubled where <see cref="HasEscapes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> data, int index) =>
        data.Slice(_fields[index].Start, _fields[index].Length);

    /// <summary>True if the field holds doubled quotes.</summary>
    public bool HasEscapes(int index) => _fields[index].Escaped;

    /// <summary>True if the field stands in quotes.</summary>
    public bool IsQuoted(int index) => _fields[index].Quoted;

    /// <summary>The text of a field, doubled quotes made single; allocates.</summary>
    public string TextOf(ReadOnlySpan<byte> data, int index)
    {
        var text = Encoding.UTF8.GetString(Get(data, index));
        return HasEscapes(index) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Takes fields that stand one behind the other, instead of finding them.</summary>
    /// <param name="start">Where the first begins.</param>
    /// <param name="ends">Where each ends.</param>
    internal void Place(int start, ReadOnlySpan<int> ends)
    {
        if (_fields.Length < ends.Length)
            _fields = new Field[ends.Length];
        var fields = _fields.AsSpan(0, ends.Length);
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new(start, ends[i] - start, false, false);
            start = ends[i];
        }

        Count = ends.Length;
    }

    /// <summary>Reads the row that starts at <paramref name="position"/> and moves the position behind its line end.</summary>
    /// <param name="data">Text; a row must lie in it whole.</param>
    /// <param name="position">Start of the row; afterwards the start of the next one (unchanged where incomplete).</param>
    /// <param name="delimiter">Field delimiter.</param>
    /// <param name="isLast">True if no text follows <paramref name="data"/>, so that its end is a row's end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CsvRowStatus Read(ReadOnlySpan<byte> data, ref int position, byte delimiter, bool isLast)
    {
        Count = 0;
        var start = position;
        var at = start;
        var delimiters = Vector256.Create(delimiter);
        var lineEnds = Vector256.Create(Lf);
        if (at < data.Length && data[at] == Quote)
            goto QuotedField;
    NextChunk:
        while (at + Vector256<byte>.Count <= data.Length)
        {
            var chunk = Vector256.LoadUnsafe(in data[at]);
            var hits = (Vector256.Equals(chunk, delimiters) | Vector256.Equals(chunk, lineEnds)).ExtractMostSignificantBits();
            while (hits != 0)
            {
                var end = at + System.Numerics.BitOperations.TrailingZeroCount(hits);
                if (data[end] == Lf)
                    return EndOfRow(data, start, end, ref position);
                Add(start, end - start);
                start = end + 1;
                if (start < data.Length && data[start] == Quote)
                    goto QuotedField;
                hits &= hits - 1;
            }

            at += Vector256<byte>.Count;
        }

        for (; at < data.Length; at++)
        {
            var b = data[at];
            if (b == Lf)
                return EndOfRow(data, start, at, ref position);
            if (b != delimiter)
                continue;
            Add(start, at - start);
            start = at + 1;
            if (start < data.Length && data[start] == Quote)
                goto QuotedField;
        }

        return isLast ? EndOfRow(data, start, data.Length, ref position) : CsvRowStatus.Incomplete;

    QuotedField:
        var close = FindClosingQuote(data, start + 1, out var escaped);
        var after = close + 1;
        if (close < 0)
            return isLast || data.Length - start > MaxQuotedLength ? BadQuote(data, ref position, isLast) : CsvRowStatus.Incomplete;
        if (after >= data.Length && !isLast)
            return CsvRowStatus.Incomplete;
        if (after < data.Length && data[after] == '\r')
        {
            after++;
            if (after >= data.Length && !isLast)
                return CsvRowStatus.Incomplete;
        }

        Add(start + 1, close - start - 1, quoted: true, escaped);
        if (after >= data.Length || data[after] == Lf)
        {
            position = Math.Min(after + 1, data.Length);
            return CsvRowStatus.Complete;
        }

        if (data[after] != delimiter)
            return BadQuote(data, ref position, isLast);
        start = at = after + 1;
        if (start < data.Length && data[start] == Quote)
            goto QuotedField;
        goto NextChunk;
    }

    /// <summary>Index of the quote that closes a field, or -1.</summary>
    private static int FindClosingQuote(ReadOnlySpan<byte> data, int from, out bool escaped)
    {
        escaped = false;
        var limit = data[..Math.Min(data.Length, from + MaxQuotedLength)];
        while (true)
        {
            var next = limit[from..].IndexOf(Quote);
            if (next < 0)
                return -1;
            from += next;
            if (from + 1 >= limit.Length || limit[from + 1] != Quote)
                return from;
            escaped = true;
            from += 2;
        }
    }

    private CsvRowStatus BadQuote(ReadOnlySpan<byte> data, ref int position, bool isLast)
    {
        var end = data[position..].IndexOf(Lf);
        if (end < 0 && !isLast)
            return CsvRowStatus.Incomplete;
        end = end < 0 ? data.Length : position + end;
        Count = 0;
        EndOfRow(data, position, end, ref position);
        return CsvRowStatus.BadQuote;
    }

    private CsvRowStatus EndOfRow(ReadOnlySpan<byte> data, int start, int end, ref int position)
    {
        position = Math.Min(end + 1, data.Length);
        if (end > start && data[end - 1] == '\r')
            end--;
        Add(start, end - start);
        return CsvRowStatus.Complete;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int start, int length, bool quoted = false, bool escaped = false)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[Count++] = new(start, length, quoted, escaped);
    }

    private readonly record struct Field(int Start, int Length, bool Quoted, bool Escaped);
}
