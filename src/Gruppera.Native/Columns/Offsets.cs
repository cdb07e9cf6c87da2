using Gruppera.Native.Borders;

namespace Gruppera.Native.Columns;

/// <summary>Where the values of each row begin and end, checked: they rise, and stay within what they point into.</summary>
internal readonly unsafe struct Offsets
{
    private readonly void* _offsets;
    private readonly bool _isLong;
    private readonly long[]? _own;

    private Offsets(void* offsets, bool isLong, long[]? own = null)
    {
        _offsets = offsets;
        _isLong = isLong;
        _own = own;
    }

    internal (long Start, long End) this[long row] =>
        _own is not null ? (_own[row], _own[row + 1])
        : _isLong ? (((long*)_offsets)[row], ((long*)_offsets)[row + 1])
        : (((int*)_offsets)[row], ((int*)_offsets)[row + 1]);

    /// <summary>The caller's own, 4 or 8 bytes each, one more than rows.</summary>
    internal static Offsets Of(in CColumn column, long count, long size, string name)
    {
        Border.Within(size, 0, long.MaxValue, $"size of {name}");
        if (column.Width is not (4 or 8))
            throw new StatusException(Status.Argument, $"{name}: offsets have a width of 4 or 8, not {column.Width}.");
        if (count == 0)
            return new(null, false, [0]);
        Border.NotNull(column.Offsets, $"offsets of {name}");
        var offsets = new Offsets(column.Offsets, column.Width == 8);
        var before = column.First == 0 ? 0 : offsets[column.First].Start;
        for (var row = column.First; row < count; row++)
        {
            var (start, end) = offsets[row];
            if (start < before || end < start || end > size || end - start > int.MaxValue)
                throw new StatusException(Status.Argument, $"{name}: the offsets of row {row - column.First} are not within its values.");
            before = end;
        }

        return offsets;
    }

    /// <summary>Of texts with a zero byte behind each.</summary>
    internal static Offsets OfZeros(in CColumn column, long count, string name)
    {
        Border.Within(column.Size, 0, long.MaxValue, $"size of {name}");
        var own = new long[count + 1];
        var values = (byte*)column.Values;
        var at = 0L;
        for (var row = 0L; row < count; row++)
        {
            var rest = new ReadOnlySpan<byte>(values + at, (int)Math.Min(column.Size - at, int.MaxValue));
            var length = rest.IndexOf((byte)0);
            if (length < 0)
                throw new StatusException(Status.Argument, $"{name} has {row} texts with a zero byte behind, and {count} rows.");
            own[row + 1] = at += length + 1;
        }

        return at == column.Size
            ? new(null, true, own)
            : throw new StatusException(Status.Argument, $"{name} has more texts with a zero byte behind than its {count} rows.");
    }
}
