using System.Buffers.Text;
using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace Gruppera.Columnar.Duck;

/// <summary>Writes values into a vector of DuckDB, a row once.</summary>
internal unsafe struct VectorWriter(IntPtr vector, DuckDBType type)
{
    private const int InlineLength = 12;
    private readonly byte* _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
    private ulong* _validity;

    /// <summary>Writes a value as its text says it; none for an empty text, and for one that the type of the column cannot be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int row, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            SetNull(row);
        else if (type == DuckDBType.Varchar)
            WriteText(row, text);
        else
            WriteTyped(row, text.Trim((byte)' '));
    }

    /// <summary>Writes a text, also an empty one: short ones where they stand, long ones into the vector's own memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteText(int row, ReadOnlySpan<byte> text)
    {
        if (text.Length <= InlineLength)
        {
            var to = _data + (row * 16L);
            *(ulong*)to = 0;
            *(ulong*)(to + 8) = 0;
            *(int*)to = text.Length;
            text.CopyTo(new(to + 4, InlineLength));
            return;
        }

        fixed (byte* from = text)
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)row, from, text.Length);
    }

    /// <summary>Writes a short text that was made ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write(int row, in ShortText text) => ((ShortText*)_data)[row] = text;

    public void SetNull(int row)
    {
        if (_validity is null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
    }

    private void WriteTyped(int row, ReadOnlySpan<byte> text)
    {
        if (type == DuckDBType.BigInt && Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
            ((long*)_data)[row] = whole;
        else if (type == DuckDBType.Double && Utf8Parser.TryParse(text, out double number, out used) && used == text.Length)
            ((double*)_data)[row] = number;
        else if (type == DuckDBType.Date && text.Length == 10 && Utf8Parser.TryParse(text[..4], out int year, out _)
            && Utf8Parser.TryParse(text[5..7], out int month, out _) && Utf8Parser.TryParse(text[8..], out int day, out _)
            && month is > 0 and <= 12 && year is > 0 and < 10000 && day > 0 && day <= DateTime.DaysInMonth(year, month))
            ((int*)_data)[row] = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        else
            SetNull(row);
    }
}
