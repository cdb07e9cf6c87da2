using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gruppera.Native.Borders;

namespace Gruppera.Native.Columns;

/// <summary>A column of the caller's, whose cells are written as a file would have them. Its memory is the caller's and must stay as it is
/// during a call. Thread-safe.</summary>
internal abstract unsafe class Column
{
    private readonly byte* _validity;
    private readonly long _first;

    private protected Column(in CColumn column)
    {
        _validity = column.Validity;
        _first = column.First;
    }

    /// <summary>Writes a cell as a field of a row; nothing for a missing value.</summary>
    /// <param name="row">The row, the first being 0.</param>
    /// <param name="text">Takes the text.</param>
    internal void Write(long row, RowBytes text)
    {
        row += _first;
        if (_validity is null || (_validity[row >> 3] >> (int)(row & 7) & 1) != 0)
            WriteValue(row, text);
    }

    /// <summary>Writes a value that is there.</summary>
    private protected abstract void WriteValue(long row, RowBytes text);

    /// <summary>Reads what C hands over, and checks all that can be checked: types, sizes, and that offsets rise and stay within.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">Rows that it must have behind the first ones that are passed over.</param>
    /// <param name="name">What messages call it.</param>
    internal static Column Of(in CColumn column, long rows, string name)
    {
        Border.Within(column.First, 0, int.MaxValue, $"first of {name}");
        Border.Within(rows, 0, int.MaxValue - column.First, $"rows of {name}");
        var count = rows + column.First;
        var type = (ColumnType)column.Type;
        if (count > 0 && (type is ColumnType.Texts or ColumnType.Utf8 ? column.Size > 0 : type != ColumnType.List))
            Border.NotNull(column.Values, $"values of {name}");
        return type switch
        {
            ColumnType.Texts => new TextColumn(column, count, name),
            ColumnType.Pointers => new PointerColumn(column),
            ColumnType.Utf8 => new TextColumn(column, Offsets.Of(column, count, column.Size, name)),
            ColumnType.Integers => Width(column, name) switch
            {
                1 => new IntegerColumn<sbyte>(column),
                2 => new IntegerColumn<short>(column),
                4 => new IntegerColumn<int>(column),
                _ => new IntegerColumn<long>(column),
            },
            ColumnType.Reals => Width(column, name) switch
            {
                4 => new RealColumn<float>(column),
                8 => new RealColumn<double>(column),
                _ => throw Bad(name, "numbers with decimals have a width of 4 or 8"),
            },
            ColumnType.Days => Width(column, name) switch
            {
                4 => new DayColumn<int>(column),
                8 => new DayColumn<long>(column),
                _ => throw Bad(name, "days have a width of 4 or 8"),
            },
            ColumnType.List => new ListColumn(
                column, Offsets.Of(column, count, column.ItemCount, name), Items(column, name)),
            ColumnType.Dictionary => Width(column, name) switch
            {
                1 => new DictionaryColumn<byte>(column, Items(column, name)),
                2 => new DictionaryColumn<short>(column, Items(column, name)),
                4 => new DictionaryColumn<int>(column, Items(column, name)),
                _ => new DictionaryColumn<long>(column, Items(column, name)),
            },
            _ => throw Bad(name, $"there is no type {column.Type} of columns"),
        };
    }

    private static Column Items(in CColumn column, string name)
    {
        Border.NotNull(column.Items, $"items of {name}");
        Border.Within(column.ItemCount, 0, int.MaxValue, $"item_count of {name}");
        if ((ColumnType)column.Items->Type is ColumnType.List or ColumnType.Dictionary)
            throw Bad(name, "the items of a column are texts or numbers");
        return Of(*column.Items, column.ItemCount, $"items of {name}");
    }

    private static int Width(in CColumn column, string name) =>
        column.Width is 1 or 2 or 4 or 8 ? column.Width : throw Bad(name, $"{column.Width} is no width: 1, 2, 4 or 8");

    private protected static StatusException Bad(string name, string what) => new(Status.Argument, $"{name}: {what}.");

    /// <summary>Texts one after another: with offsets, or each with a zero byte behind.</summary>
    private sealed class TextColumn : Column
    {
        private readonly byte* _values;
        private readonly Offsets _offsets;
        private readonly int _behind;

        internal TextColumn(in CColumn column, Offsets offsets)
            : base(column)
        {
            _values = (byte*)column.Values;
            _offsets = offsets;
        }

        internal TextColumn(in CColumn column, long count, string name)
            : this(column, Offsets.OfZeros(column, count, name)) => _behind = 1;

        private protected override void WriteValue(long row, RowBytes text)
        {
            var (start, end) = _offsets[row];
            text.Add(new ReadOnlySpan<byte>(_values + start, (int)(end - start) - _behind));
        }
    }

    /// <summary>A pointer for each text, which has a zero byte behind; null for a missing one.</summary>
    private sealed class PointerColumn(in CColumn column) : Column(column)
    {
        private readonly byte** _values = (byte**)column.Values;

        private protected override void WriteValue(long row, RowBytes text) =>
            text.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_values[row]));
    }

    private sealed class IntegerColumn<T>(in CColumn column) : Column(column)
        where T : unmanaged
    {
        private readonly T* _values = (T*)column.Values;

        private protected override void WriteValue(long row, RowBytes text) => text.Add(ToLong(_values[row]));
    }

    /// <summary>Numbers with decimals; what is not a number is a missing value, and a whole number has no decimals.</summary>
    private sealed class RealColumn<T>(in CColumn column) : Column(column)
        where T : unmanaged
    {
        private const double MostWhole = 1L << 53;
        private readonly T* _values = (T*)column.Values;

        private protected override void WriteValue(long row, RowBytes text)
        {
            var value = typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref _values[row]) : Unsafe.As<T, double>(ref _values[row]);
            if (Math.Abs(value) < MostWhole && Math.Floor(value) == value)
                text.Add((long)value);
            else if (double.IsFinite(value))
                text.Add(value);
        }
    }

    /// <summary>Days from 1 January 1970.</summary>
    private sealed class DayColumn<T>(in CColumn column) : Column(column)
        where T : unmanaged
    {
        private const int Epoch = 719_162;
        private readonly T* _values = (T*)column.Values;

        private protected override void WriteValue(long row, RowBytes text)
        {
            var day = Epoch + (sizeof(T) == sizeof(int) ? Unsafe.As<T, int>(ref _values[row]) : Unsafe.As<T, long>(ref _values[row]));
            if (day >= 0 && day <= DateOnly.MaxValue.DayNumber)
                text.Add(DateOnly.FromDayNumber((int)day));
            else
                text.Add("?"u8);
        }
    }

    /// <summary>Lists of texts: their items with a blank between.</summary>
    private sealed class ListColumn(in CColumn column, Offsets offsets, Column items) : Column(column)
    {
        private protected override void WriteValue(long row, RowBytes text)
        {
            var (start, end) = offsets[row];
            for (var item = start; item < end; item++)
            {
                if (item > start)
                    text.Add(" "u8);
                items.Write(item, text);
            }
        }
    }

    /// <summary>Places in a list of values; a place that is none is a missing value.</summary>
    private sealed class DictionaryColumn<T>(in CColumn column, Column items) : Column(column)
        where T : unmanaged
    {
        private readonly T* _values = (T*)column.Values;
        private readonly long _count = column.ItemCount;

        private protected override void WriteValue(long row, RowBytes text)
        {
            var place = ToLong(_values[row]);
            if (place >= 0 && place < _count)
                items.Write(place, text);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToLong<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(byte) ? Unsafe.As<T, byte>(ref value) : sizeof(T) switch
        {
            1 => Unsafe.As<T, sbyte>(ref value),
            2 => Unsafe.As<T, short>(ref value),
            4 => Unsafe.As<T, int>(ref value),
            _ => Unsafe.As<T, long>(ref value),
        };
}
