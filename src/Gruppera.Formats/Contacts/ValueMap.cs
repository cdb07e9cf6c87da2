using System.Text;

namespace Gruppera.Formats.Contacts;

/// <summary>What the values of a column mean, looked up by bytes without allocating. Letters compare without regard to case.</summary>
internal sealed class ValueMap<T>
    where T : struct
{
    private readonly T[] _ofOne = new T[128];
    private readonly (byte[] Text, T Value)[] _ofMany;

    /// <param name="values">Values and their meanings; all others, and blank, mean <c>default</c>.</param>
    internal ValueMap(IEnumerable<KeyValuePair<string, T>> values)
    {
        var many = new List<(byte[], T)>();
        foreach (var (text, value) in values)
        {
            if (text.Length == 1 && text[0] < 128)
            {
                _ofOne[char.ToUpperInvariant(text[0])] = value;
                _ofOne[char.ToLowerInvariant(text[0])] = value;
            }
            else
            {
                many.Add((Encoding.UTF8.GetBytes(text), value));
            }
        }

        _ofMany = [.. many];
    }

    internal T Find(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1)
            return text[0] < 128 ? _ofOne[text[0]] : default;
        foreach (var (name, value) in _ofMany)
        {
            if (Ascii.EqualsIgnoreCase(name, text) || text.SequenceEqual(name))
                return value;
        }

        return default;
    }
}
