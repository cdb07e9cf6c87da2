using System.Runtime.InteropServices;

namespace Gruppera.Compilation;

/// <summary>What a code gives, while its rows are being collected.</summary>
internal sealed class CodeDraft
{
    internal List<ushort> Dgprops { get; } = new(2);

    internal List<ushort> Procprops { get; } = new(2);

    internal List<ushort> Pdgprops { get; } = [];

    internal List<ushort> Sdgprops { get; } = [];

    internal List<ushort> Complications { get; } = [];

    internal SortedSet<ushort> Exclusions { get; } = [];

    internal ushort Category { get; set; }

    internal byte OrMask { get; set; }

    internal byte Level { get; set; }

    internal bool IsInTable { get; set; }

    internal bool HasPairs { get; set; }

    /// <summary>All of it as one sequence: the same for two codes that give the same.</summary>
    internal ushort[] Content() =>
    [
        Category, OrMask, Level, (ushort)((IsInTable ? 1 : 0) + (HasPairs ? 2 : 0)),
        (ushort)Dgprops.Count, .. Dgprops.Order(), (ushort)Procprops.Count, .. Procprops.Order(), (ushort)Pdgprops.Count, .. Pdgprops.Order(),
        (ushort)Sdgprops.Count, .. Sdgprops.Order(), (ushort)Complications.Count, .. Complications.Order(), .. Exclusions,
    ];
}

/// <summary>Freezes drafts into entries. Codes that give the same share one, which keeps the hot path in the cache: tables of
/// fifty thousand codes have some thousand different ones.</summary>
internal sealed class EntryPool : IEqualityComparer<ushort[]>
{
    private readonly Dictionary<ushort[], int> _known;

    internal EntryPool() => _known = new(this);

    internal List<CodeEntry> Entries { get; } = [default];

    internal List<ushort> Facts { get; } = [];

    internal List<ushort> Complications { get; } = [];

    internal List<ushort> Exclusions { get; } = [];

    /// <summary>The number of the entry for a draft.</summary>
    internal int Add(CodeDraft draft)
    {
        var content = draft.Content();
        if (_known.TryGetValue(content, out var entry))
            return entry;
        entry = Entries.Count;
        _known.Add(content, entry);
        Entries.Add(new()
        {
            Facts = Facts.Count,
            Dgprops = (ushort)draft.Dgprops.Count,
            Procprops = (ushort)draft.Procprops.Count,
            Pdgprops = (ushort)draft.Pdgprops.Count,
            Sdgprops = (ushort)draft.Sdgprops.Count,
            Complications = Complications.Count,
            ComplicationCount = (ushort)draft.Complications.Count,
            Exclusions = Exclusions.Count,
            ExclusionCount = (ushort)draft.Exclusions.Count,
            Category = draft.Category,
            OrMask = draft.OrMask,
            ComplicationLevel = draft.Level,
            IsInTable = draft.IsInTable,
            HasPairs = draft.HasPairs,
        });
        Facts.AddRange([.. draft.Dgprops, .. draft.Procprops, .. draft.Pdgprops, .. draft.Sdgprops]);
        Complications.AddRange(draft.Complications);
        Exclusions.AddRange(draft.Exclusions);
        return entry;
    }

    public bool Equals(ushort[]? x, ushort[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(ushort[] content)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(content.AsSpan()));
        return hash.ToHashCode();
    }
}
