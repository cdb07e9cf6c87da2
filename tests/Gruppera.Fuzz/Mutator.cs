using System.IO.Compression;
using System.Text;

namespace Gruppera.Fuzz;

/// <summary>Changes bytes at random, the same way for the same seed. Not thread-safe.</summary>
internal sealed class Mutator(Random random)
{
    private const int Longest = 1 << 16;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\\ud800", "\"", "\"\"", ";", ",", "\t", "\r", "\n", "\0", "null", "{}", "[]", "[[[[", "true", "-1", "0", "1e999", "2147483648",
            "99999999999999999999", "2024-02-30", "30.2.2024", "240305", "I21.9", "G94.0*A50.3", "ABC10", "æøå", "\u2212", "\u00a0", "NaN",
            "\"\": ", "<t>", "</c>", "<row r=\"999999999\">", "r=\"XFD1\"", "&#0;", "Patient/", "resourceType", "=\"001\"", "#N/A",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc3], [0xed, 0xa0, 0x80], [0x1f, 0x8b], [0x50, 0x4b, 3, 4],
    ];

    /// <summary>Bytes like some of the seeds.</summary>
    internal byte[] Of(byte[][] seeds, bool isPacked)
    {
        var seed = seeds[random.Next(seeds.Length)];
        if (isPacked && random.Next(4) > 0 && Repacked(seed) is { } packed)
            return packed;
        return Changed(seed, seeds[random.Next(seeds.Length)]);
    }

    private byte[] Changed(byte[] seed, byte[] other)
    {
        var bytes = new List<byte>(seed);
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
            Change(bytes, other);
        return [.. bytes.Count > Longest ? bytes.GetRange(0, Longest) : bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(1 << random.Next(8), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length)); break;
            case 4 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.Skip(from).Take(1 << random.Next(8)));
                break;
            case 5 when bytes.Count > 0: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]); break;
        }
    }

    /// <summary>An archive with some part changed, left out or doubled; null for what is none.</summary>
    private byte[]? Repacked(byte[] seed)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(seed));
            var parts = archive.Entries.Select(entry => (entry.FullName, Bytes: BytesOf(entry))).ToList();
            var at = random.Next(parts.Count);
            switch (random.Next(12))
            {
                case 0: parts.RemoveAt(at); break;
                case 1: parts.Add(parts[at]); break;
                default: parts[at] = (parts[at].FullName, Changed(parts[at].Bytes, parts[random.Next(parts.Count)].Bytes)); break;
            }

            return Packed(parts);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>An archive of parts.</summary>
    internal static byte[] Packed(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    private static byte[] BytesOf(ZipArchiveEntry entry)
    {
        using var memory = new MemoryStream();
        using var content = entry.Open();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}
