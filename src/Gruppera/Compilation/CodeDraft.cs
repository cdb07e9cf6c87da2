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

/// <summary>Drafts by code or pair, in the order of their first rows.</summary>
internal sealed class DraftTable
{
    private CodeDraft?[] _slots = new CodeDraft?[1 << 12];
    private CodeDraft? _last;

    internal List<CodeDraft> All { get; } = [];

    /// <summary>The draft of a code or pair, made where it is new.</summary>
    internal CodeDraft this[ulong code, ulong dagger = 0]
    {
        get
        {
            // Rows of a code stand together.
            if (_last is { } last && last.Code == code && last.Dagger == dagger)
                return last;
            ref var slot = ref Slot(code, dagger);
            if (slot is null)
            {
                slot = new(code, dagger);
                All.Add(slot);
                if (All.Count * 2 > _slots.Length)
                    return Grow();
            }

            return _last = slot;
        }
    }

    private CodeDraft Grow()
    {
        _slots = new CodeDraft?[_slots.Length * 4];
        foreach (var draft in All)
            Slot(draft.Code, draft.Dagger) = draft;
        return _last = All[^1];
    }

    private ref CodeDraft? Slot(ulong code, ulong dagger)
    {
        var at = (int)(((code * 31) + dagger) * 0x9E3779B97F4A7C15 >> 40) & (_slots.Length - 1);
        while (_slots[at] is { } other && (other.Code != code || other.Dagger != dagger))
            at = (at + 1) & (_slots.Length - 1);
        return ref _slots[at];
    }
}

/// <summary>Freezes drafts into entries. Codes that give the same share one, which keeps the hot path in the cache: tables of
/// fifty thousand codes have some thousand different ones.</summary>
internal sealed class EntryPool : IEqualityComparer<CodeDraft>
{
    private readonly Dictionary<CodeDraft, int> _known;
    private readonly List<CodeEntry> _entries = [default];
    private readonly List<ushort> _items = [];

    internal EntryPool() => _known = new(this);

    internal CodeEntry[] Entries => [.. _entries];

    internal ushort[] Items => [.. _items];

    /// <summary>The number of the entry for a draft.</summary>
    internal int Add(CodeDraft draft)
    {
        if (_known.TryGetValue(draft, out var number))
            return number;
        number = _entries.Count;
        _known.Add(draft, number);
        Span<ushort> counts = stackalloc ushort[(int)ItemKind.Exclusion + 1];
        counts.Clear();
        var start = _items.Count;
        foreach (var item in draft.Items)
        {
            counts[(int)(item >> 16)]++;
            _items.Add((ushort)item);
        }

        _entries.Add(new()
        {
            Start = start,
            Dgprops = counts[(int)ItemKind.Dgprop],
            Procprops = counts[(int)ItemKind.Procprop],
            Pdgprops = counts[(int)ItemKind.Pdgprop],
            Sdgprops = counts[(int)ItemKind.Sdgprop],
            Complications = counts[(int)ItemKind.Complication],
            Exclusions = counts[(int)ItemKind.Exclusion],
            Category = draft.Category,
            OrMask = draft.OrMask,
            ComplicationLevel = draft.Level,
            IsInTable = draft.IsInTable,
            HasPairs = draft.HasPairs,
        });
        return number;
    }

    public bool Equals(CodeDraft? x, CodeDraft? y) =>
        x!.Category == y!.Category && x.OrMask == y.OrMask && x.Level == y.Level && x.IsInTable == y.IsInTable
        && x.HasPairs == y.HasPairs && x.Items.SequenceEqual(y.Items);

    public int GetHashCode(CodeDraft draft)
    {
        var hash = draft.Category + ((uint)draft.OrMask << 16);
        foreach (var item in draft.Items)
            hash = (hash * 31) + item;
        return (int)(hash * 0x9E3779B9);
    }
}
