using Gruppera.Compilation;

namespace Gruppera.Moves;

/// <summary>Codes -> bits. A filter of a few kilobytes in front tells most codes that have none. Filled, then read on any number of threads.</summary>
internal sealed class CodeBits(bool takesPrefixes)
{
    private const int FilterBits = 15;
    private readonly Dictionary<ulong, ulong> _bits = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
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
            _values[++number] = bits;
            _map.Add(code, number);
            _filter[Hash(code) >> 6] |= 1UL << Hash(code);
        }
    }

    /// <summary>The bits of a code; where codes may be taken for their prefixes, those of its prefixes too.</summary>
    internal ulong Of(ulong code)
    {
        var bits = Exact(code);
        if (takesPrefixes)
        {
            for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
                bits |= Exact(prefix);
        }

        return bits;
    }

    private ulong Exact(ulong code) => (_filter[Hash(code) >> 6] >> Hash(code) & 1) == 0 ? 0 : _values[_map.Find(code)];

    private static int Hash(ulong code) => (int)((code * 0xD6E8FEB86659FD93) >> (64 - FilterBits));
}
