using System.Runtime.CompilerServices;
using Gruppera.Compilation;

namespace Gruppera.Moves;

/// <summary>Codes -> bits. A filter of a few kilobytes tells most codes that have no bit that matters, by the code or, where codes may be taken for their
/// prefixes, by its first three characters. Filled, then read on any number of threads.</summary>
internal sealed class CodeBits(bool takesPrefixes)
{
    private const int FilterBits = 15;
    private const int AfterThree = 42; // ten characters of six bits, the first one highest
    private readonly int _shift = takesPrefixes ? AfterThree : 0;
    private readonly Dictionary<ulong, ulong> _bits = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
    private CodeMap _map = new(0);
    private ulong[] _values = [];

    internal void Add(ulong code, ulong bits) => _bits[code] = _bits.GetValueOrDefault(code) | bits;

    /// <summary>Ends the filling.</summary>
    /// <param name="keys">Bits that matter.</param>
    internal void Freeze(ulong keys)
    {
        _map = new(_bits.Count);
        _values = new ulong[_bits.Count + 1];
        var number = 0;
        foreach (var (code, bits) in _bits)
        {
            _values[++number] = bits;
            _map.Add(code, number);
            if ((bits & keys) != 0)
                _filter[Hash(code) >> 6] |= 1UL << Hash(code);
        }
    }

    /// <summary>False where the code has no bit that matters, nor, where that counts, any of its prefixes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayMatter(ulong code) => (_filter[Hash(code) >> 6] >> Hash(code) & 1) != 0;

    /// <summary>The bits of a code; where codes may be taken for their prefixes, those of its prefixes too.</summary>
    internal ulong Of(ulong code)
    {
        var bits = _values[_map.Find(code)];
        if (takesPrefixes)
        {
            for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
                bits |= _values[_map.Find(prefix)];
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Hash(ulong code) => (int)(((code >> _shift) * 0xD6E8FEB86659FD93) >> (64 - FilterBits));
}
