using System.Buffers.Binary;

namespace Gruppera.Formats.Tables;

/// <summary>Bytes -> the one object that stands for them, without allocating once they are known. Not thread-safe.</summary>
internal sealed class TextTable<T>(Func<byte[], T> make)
    where T : class
{
    private (ulong Hash, byte[] Key, T Value)[] _entries = new (ulong, byte[], T)[64];
    private int _count;

    internal T Get(ReadOnlySpan<byte> key)
    {
        var hash = HashOf(key);
        for (var at = (int)hash & (_entries.Length - 1); ; at = (at + 1) & (_entries.Length - 1))
        {
            ref var entry = ref _entries[at];
            if (entry.Key is null)
                return Add(hash, key);
            if (entry.Hash == hash && key.SequenceEqual(entry.Key))
                return entry.Value;
        }
    }

    private static ulong HashOf(ReadOnlySpan<byte> key)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)key.Length;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * Prime;
            hash ^= hash >> 32;
        }

        var last = 0UL;
        foreach (var b in key)
            last = (last << 8) | b;
        hash = (hash ^ last) * Prime;
        return hash ^ (hash >> 32);
    }

    private T Add(ulong hash, ReadOnlySpan<byte> key)
    {
        var bytes = key.ToArray();
        var value = make(bytes);
        if (_count * 2 >= _entries.Length)
        {
            var old = _entries;
            _entries = new (ulong, byte[], T)[old.Length * 2];
            foreach (var entry in old.Where(entry => entry.Key is not null))
                Put(entry);
        }

        Put((hash, bytes, value));
        _count++;
        return value;
    }

    private void Put((ulong Hash, byte[] Key, T Value) entry)
    {
        var at = (int)entry.Hash & (_entries.Length - 1);
        while (_entries[at].Key is not null)
            at = (at + 1) & (_entries.Length - 1);
        _entries[at] = entry;
    }
}
