using System.Text;

namespace Gruppera;

/// <summary>The words of a small vocabulary, found in any case and without allocating. Immutable, thread-safe.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
internal sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly (string Word, byte[] Utf8, T Meaning)[] _words;

    /// <param name="meanings">Each meaning with its words, the English one first.</param>
    internal Vocabulary(params (T Meaning, string[] Words)[] meanings) =>
        _words = [.. meanings.SelectMany(each => each.Words.Select(word => (word, Encoding.UTF8.GetBytes(word), each.Meaning)))];

    internal IEnumerable<KeyValuePair<string, T>> All => _words.Select(each => KeyValuePair.Create(each.Word, each.Meaning));

    internal string WordOf(T meaning)
    {
        foreach (var each in _words)
        {
            if (EqualityComparer<T>.Default.Equals(each.Meaning, meaning))
                return each.Word;
        }

        return "";
    }

    internal bool TryFind(ReadOnlySpan<char> text, out T meaning)
    {
        text = text.Trim();
        foreach (var each in _words)
        {
            if (text.Equals(each.Word, StringComparison.OrdinalIgnoreCase))
            {
                meaning = each.Meaning;
                return true;
            }
        }

        meaning = default;
        return false;
    }

    internal bool TryFind(ReadOnlySpan<byte> utf8, out T meaning)
    {
        utf8 = utf8.Trim(" \t"u8);
        foreach (var each in _words)
        {
            if (Ascii.IsValid(each.Utf8) ? Ascii.EqualsIgnoreCase(utf8, each.Utf8) : Matches(utf8, each.Word))
            {
                meaning = each.Meaning;
                return true;
            }
        }

        meaning = default;
        return false;
    }

    /// <summary>Compares with a word that has letters outside ASCII.</summary>
    private static bool Matches(ReadOnlySpan<byte> utf8, string word)
    {
        Span<char> text = stackalloc char[32];
        return utf8.Length <= text.Length && Encoding.UTF8.TryGetChars(utf8, text, out var length)
            && text[..length].Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}
