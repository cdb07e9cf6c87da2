using System.Runtime.CompilerServices;
using Gruppera.Compilation;

namespace Gruppera.Moves;

/// <summary>Codes -> bits. A small table without collision handling tells at once what a code has at most, by the code or, where codes may
/// be read as their prefixes, by its first three characters. Filled, then read on any number of threads.</summary>
internal sealed class CodeBits(bool takesPrefixes)
{
    private const int SlotBits = 12;
    private const int AfterThree = 42; // ten characters of six bits, the first one highest
    private readonly int _shift = takesPrefixes ? AfterThree : 0;
    private readonly Dictionary<ulong, ulong> _bits = [];
    private readonly ulong[] _slots = new ulong[1 << SlotBits];
    private CodeMap _map = new(0);
    private ulong[] _values = [];

    internal void Add(ulong code, ulong bits) => _bits[code] = _bits.GetValueOrDefault(code) | bits;

    /// <summary>Ends the filling.</summary>
    internal void Freeze()
    {
        _map = new(_bits.Count);
        _values = new ulong[_bits.Count + 1];
        var number = 0;
        foreach (var (code, bits) in _bits)
        {
            _values[++number] = bits | (takesPrefixes ? OfPrefixes(code) : 0);
            _map.Add(code, number);
            _slots[Hash(code)] |= bits;
        }
    }

    /// <summary>The bits of the code, or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong AtMost(ulong code) => _slots[Hash(code)];

    /// <summary>The bits of a code; where codes may be read as their prefixes, those of its prefixes too.</summary>
    internal ulong Of(ulong code)
    {
        if (AtMost(code) == 0)
            return 0;
        var number = _map.Find(code);
        while (takesPrefixes && number == 0)
        {
            code = CodePacking.Shorten(code);
            if (!CodePacking.HasThree(code))
                return 0;
            number = _map.Find(code);
        }

        return _values[number];
    }

    private ulong OfPrefixes(ulong code)
    {
        var bits = 0UL;
        for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
            bits |= _bits.GetValueOrDefault(prefix);
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Hash(ulong code) => (int)(((code >> _shift) * 0xD6E8FEB86659FD93) >> (64 - SlotBits));
}
