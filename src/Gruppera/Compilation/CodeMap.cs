using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gruppera.Compilation;

/// <summary>Maps packed codes, or pairs of them, to entry numbers. Open addressing, at most half full; immutable once built.</summary>
internal sealed class CodeMap
{
    private readonly Slot[] _slots;
    private readonly int _shift;

    internal CodeMap(IReadOnlyCollection<KeyValuePair<(ulong Code, ulong Dagger), int>> entries)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Count * 2));
        _slots = new Slot[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        foreach (var ((code, dagger), entry) in entries)
        {
            var at = Hash(code, dagger);
            while (_slots[at].Entry != 0)
                at = (at + 1) & (size - 1);
            _slots[at] = new(code, dagger, entry);
        }
    }

    /// <summary>The entry of a code, or of a pair; 0 where the tables do not have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ulong code, ulong dagger = 0)
    {
        var slots = _slots;
        var at = Hash(code, dagger);
        while (true)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Entry == 0 || (slot.Code == code && slot.Dagger == dagger))
                return slot.Entry;
            at = (at + 1) & (slots.Length - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Hash(ulong code, ulong dagger) =>
        (int)(((code ^ BitOperations.RotateLeft(dagger, 29)) * 0x9E3779B97F4A7C15) >> _shift);

    private readonly record struct Slot(ulong Code, ulong Dagger, int Entry);
}
