using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>What the values of a column mean, looked up by bytes without allocating. Letters compare without regard to case.</summary>
internal sealed class ValueMap<T>
    where T : struct
{
    private readonly (T Value, bool IsKnown)[] _ofOne = new (T, bool)[128];
    private readonly (byte[] Text, T Value)[] _ofMany;
    private readonly T _otherwise;

    /// <param name="values">Values and their meanings; <c>*</c> stands for all others, which without it mean <c>default</c>, as
    /// blank does.</param>
    internal ValueMap(IEnumerable<KeyValuePair<string, T>> values)
    {
        var many = new List<(byte[], T)>();
        foreach (var (text, value) in values)
        {
            if (text == "*")
            {
                _otherwise = value;
            }
            else if (text.Length == 1 && text[0] < 128)
            {
                _ofOne[char.ToUpperInvariant(text[0])] = (value, true);
                _ofOne[char.ToLowerInvariant(text[0])] = (value, true);
            }
            else
            {
                many.Add((Encoding.UTF8.GetBytes(text), value));
            }
        }

        _ofMany = [.. many];
    }

    internal T Find(ReadOnlySpan<byte> text) => Find(text, out _);

    /// <summary>The meaning of a value; <paramref name="isKnown"/> is false for a text that the map does not name.</summary>
    internal T Find(ReadOnlySpan<byte> text, out bool isKnown)
    {
        isKnown = true;
        if (text.Length == 1 && text[0] < 128)
        {
            (var value, isKnown) = _ofOne[text[0]];
            return isKnown ? value : _otherwise;
        }

        foreach (var (name, value) in _ofMany)
        {
            if (Ascii.EqualsIgnoreCase(name, text) || text.SequenceEqual(name))
                return value;
        }

        isKnown = text.IsEmpty;
        return isKnown ? default : _otherwise;
    }
}
