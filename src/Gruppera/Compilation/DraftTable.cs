namespace Gruppera.Compilation;

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
