using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gruppera.Columnar.Duck;

/// <summary>A text of at most twelve bytes as DuckDB keeps it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal readonly struct ShortText
{
    private readonly ulong _low;
    private readonly ulong _high;

    public ShortText(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        text.CopyTo(bytes[4..]);
        bytes[0] = (byte)text.Length;
        (_low, _high) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>True if a text fits.</summary>
    public static bool Fits(ReadOnlySpan<byte> text) => text.Length <= 12;
}
