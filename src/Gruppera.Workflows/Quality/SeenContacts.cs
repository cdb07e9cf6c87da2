namespace Gruppera.Workflows.Quality;

/// <summary>Hashes of contacts that were there before, in tables of eight bytes a place: 20 million take less than 300 MB. Two different
/// contacts have the same hash once in 90 000 files of that size. Not thread-safe.</summary>
internal sealed class SeenContacts(int most)
{
    private const int Tables = 256;
    private const int FirstSize = 64;
    private readonly ulong[][] _tables = [.. Enumerable.Range(0, Tables).Select(_ => new ulong[FirstSize])];
    private readonly int[] _counts = new int[Tables];
    private long _count;

    /// <summary>Contacts that there was no room for.</summary>
    internal long NotRemembered { get; private set; }

    /// <summary>False if the hash was there before; remembers it while there is room.</summary>
    internal bool Add(ulong hash)
    {
        hash = Math.Max(hash, 1); // 0 marks a free place
        var number = (int)(hash >> 56);
        var table = _tables[number];
        var at = Place(table, hash);
        if (table[at] == hash)
            return false;
        if (_count == most)
        {
            NotRemembered++;
            return true;
        }

        table[at] = hash;
        _count++;
        if (++_counts[number] * 4 > table.Length * 3)
            Grow(number);
        return true;
    }

    private void Grow(int number)
    {
        var larger = new ulong[_tables[number].Length * 2];
        foreach (var hash in _tables[number])
        {
            if (hash != 0)
                larger[Place(larger, hash)] = hash;
        }

        _tables[number] = larger;
    }

    /// <summary>The place of a hash, or the free one where it would stand.</summary>
    private static int Place(ulong[] table, ulong hash)
    {
        var at = (int)hash & (table.Length - 1);
        while (table[at] != 0 && table[at] != hash)
            at = (at + 1) & (table.Length - 1);
        return at;
    }
}
