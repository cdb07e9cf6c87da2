using System.Buffers.Binary;

namespace Gruppera.Formats.Files;

/// <summary>The checksum of gzip and zip files (ISO 3309), eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[] Table = BuildTable();

    /// <summary>The checksum of a text.</summary>
    public static uint Of(ReadOnlySpan<byte> data) => Add(0, data);

    /// <summary>The checksum of what was read before and of what follows it; 0 before anything was read.</summary>
    public static uint Add(uint before, ReadOnlySpan<byte> data)
    {
        var crc = ~before;
        var table = Table;
        for (; data.Length >= Slices; data = data[Slices..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc, BinaryPrimitives.ReadUInt32LittleEndian(data[4..]));
            crc = table[(7 << 8) | (byte)low] ^ table[(6 << 8) | (byte)(low >> 8)]
                ^ table[(5 << 8) | (byte)(low >> 16)] ^ table[(4 << 8) | (int)(low >> 24)]
                ^ table[(3 << 8) | (byte)high] ^ table[(2 << 8) | (byte)(high >> 8)]
                ^ table[(1 << 8) | (byte)(high >> 16)] ^ table[(int)(high >> 24)];
        }

        foreach (var b in data)
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[Slices << 8];
        for (uint i = 0; i < 256; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++)
                table[i] = (table[i] >> 1) ^ ((table[i] & 1) * 0xEDB88320);
        }

        for (var i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        return table;
    }
}
