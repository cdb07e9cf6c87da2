namespace Gruppera.Compilation;

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
