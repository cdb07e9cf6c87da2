using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>
/// Numbers every property value that tables or rules name, so that what a contact has is a row of bits.
/// Fact 0 is always true. Filled while compiling, frozen afterwards.
/// </summary>
internal sealed class FactTable
{
    private readonly Dictionary<(FeatureType, string), ushort> _numbers = [];
    private readonly List<(FeatureType Type, string Value)> _facts = [(FeatureType.None, "")];

    internal int Count => _facts.Count;

    /// <summary>Number of 64-bit words that a row of facts takes.</summary>
    internal int Words => (Count + 63) >> 6;

    internal (FeatureType Type, string Value) this[int fact] => _facts[fact];

    /// <summary>The number of a value, given one where it is new.</summary>
    internal ushort Number(FeatureType type, string value)
    {
        if (_numbers.TryGetValue((type, value), out var number))
            return number;
        if (_facts.Count > ushort.MaxValue)
            throw new InvalidOperationException("a definition set may name at most 65 535 property values");
        number = (ushort)_facts.Count;
        _facts.Add((type, value));
        _numbers.Add((type, value), number);
        return number;
    }

    /// <summary>The number of a value, or 0 where nothing names it.</summary>
    internal ushort Find(FeatureType type, string value) => _numbers.GetValueOrDefault((type, value));

    internal IEnumerable<ushort> Of(FeatureType type) =>
        Enumerable.Range(1, Count - 1).Where(fact => _facts[fact].Type == type).Select(fact => (ushort)fact);
}
