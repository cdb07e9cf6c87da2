using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gruppera.Compilation;

/// <summary>Maps packed codes to entry numbers. Open addressing, at most two thirds full; read-only once filled.</summary>
internal sealed class CodeMap
{
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <param name="count">Codes at most.</param>
    internal CodeMap(int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, (count * 3L / 2) + 1));
        _slots = new Slot[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    /// <summary>Codes with their entries, in no order.</summary>
    internal IEnumerable<(ulong Code, int Entry)> All => _slots.Where(slot => slot.Entry != 0).Select(slot => (slot.Code, slot.Entry));

    /// <summary>Adds a code that is not there yet.</summary>
    internal void Add(ulong code, int entry)
    {
        var at = Hash(code);
        while (_slots[at].Entry != 0)
            at = (at + 1) & (_slots.Length - 1);
        _slots[at] = new(code, entry);
    }

    /// <summary>The entry of a code; 0 if the tables do not have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ulong code)
    {
        var slots = _slots;
        var at = Hash(code);
        while (true)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Entry == 0 || slot.Code == code)
                return slot.Entry;
            at = (at + 1) & (slots.Length - 1);
        }
    }

    /// <summary>The entry of the longest known prefix of a code that is not there itself, at least three characters long; 0 if
    /// there is none. The code becomes the prefix.</summary>
    internal int FindPrefix(ref ulong code)
    {
        for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
        {
            var entry = Find(prefix);
            if (entry == 0)
                continue;
            code = prefix;
            return entry;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Hash(ulong code) => (int)((code * 0x9E3779B97F4A7C15) >> _shift);

    private readonly record struct Slot(ulong Code, int Entry);
}
