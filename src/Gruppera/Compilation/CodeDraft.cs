namespace Gruppera.Compilation;

/// <summary>What an entry's items are, in the order in which an entry holds them.</summary>
internal enum ItemKind
{
    Dgprop,
    Procprop,
    Pdgprop,
    Sdgprop,
    Complication,
    Exclusion,
}

/// <summary>What a code or pair gives, while its rows are being collected.</summary>
internal sealed class CodeDraft(ulong code, ulong dagger)
{
    private uint[] _items = new uint[4];
    private int _count;

    internal ulong Code { get; } = code;

    /// <summary>Dagger code of a pair, or 0.</summary>
    internal ulong Dagger { get; } = dagger;

    internal ushort Category { get; set; }

    internal byte OrMask { get; set; }

    internal byte Level { get; set; }

    internal bool IsInTable { get; set; }

    internal bool HasPairs { get; set; }

    /// <summary>Kind in the upper half of each, number in the lower; ascending.</summary>
    internal ReadOnlySpan<uint> Items => _items.AsSpan(0, _count);

    /// <summary>Adds an item in its place, once.</summary>
    internal void Add(ItemKind kind, int number)
    {
        var item = ((uint)kind << 16) | (uint)number;
        var at = _count;
        while (at > 0 && _items[at - 1] > item)
            at--;
        if (at > 0 && _items[at - 1] == item)
            return;
        if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);
        Array.Copy(_items, at, _items, at + 1, _count - at);
        _items[at] = item;
        _count++;
    }
}
