using System.Text;

namespace Gruppera;

/// <summary>The words of a small vocabulary, found in any case and without allocating. Immutable, thread-safe.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
internal sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly (string Word, T Meaning)[] _words;
    private readonly (byte[] Utf8, T Meaning)[] _spellings;

    /// <param name="meanings">Each meaning with its words, the English one first.</param>
    internal Vocabulary(params (T Meaning, string[] Words)[] meanings)
    {
        _words = [.. meanings.SelectMany(each => each.Words.Select(word => (word, each.Meaning)))];
        _spellings = [.. from each in _words from spelling in Spellings(each.Word) select (Encoding.UTF8.GetBytes(spelling), each.Meaning)];
    }

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
        foreach (var each in _spellings)
        {
            if (each.Utf8.Length == utf8.Length && (Ascii.EqualsIgnoreCase(utf8, each.Utf8) || utf8.SequenceEqual(each.Utf8)))
            {
                meaning = each.Meaning;
                return true;
            }
        }

        meaning = default;
        return false;
    }

    /// <summary>A word of ASCII is compared in any case; of others there are the usual spellings.</summary>
    private static IEnumerable<string> Spellings(string word) =>
        Ascii.IsValid(word) ? [word] : [word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..]];
}
