using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>
/// Numbers every property value that tables or rules name, so that what a contact has is a row of bits.
/// Fact 0 is always true. Filled while compiling, frozen afterwards.
/// </summary>
internal sealed class FactTable
{
    private readonly Dictionary<string, int>[] _numbers = [.. Enum.GetValues<FeatureType>().Select(_ => new Dictionary<string, int>())];
    private readonly List<(FeatureType Type, string Value)> _facts = [(FeatureType.None, "")];

    internal int Count => _facts.Count;

    /// <summary>Number of 64-bit words that a row of facts takes.</summary>
    internal int Words => (Count + 63) >> 6;

    internal (FeatureType Type, string Value) this[int fact] => _facts[fact];

    /// <summary>The number of a value, given one where it is new.</summary>
    internal ushort Number(FeatureType type, string value)
    {
        if (_numbers[(int)type].TryGetValue(value, out var number))
            return (ushort)number;
        number = _facts.Count;
        if (number > CompiledDefinition.MostValues)
            throw new ArgumentException($"a definition set may name at most {CompiledDefinition.MostValues} values", nameof(value));
        _facts.Add((type, value));
        _numbers[(int)type].Add(value, number);
        return (ushort)number;
    }

    internal IEnumerable<ushort> Of(FeatureType type) =>
        Enumerable.Range(1, Count - 1).Where(fact => _facts[fact].Type == type).Select(fact => (ushort)fact);
}
