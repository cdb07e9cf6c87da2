using System.Text;

namespace Gruppera;

/// <summary>The words of a small vocabulary, found in any case and without allocating. Immutable, thread-safe.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
internal sealed class Vocabulary<T>
    where T : struct, Enum
{
    private const int Buckets = 64;
    private readonly (string Word, T Meaning)[] _words;
    private readonly (byte[] Utf8, T Meaning)[]?[] _spellings = new (byte[], T)[Buckets][];

    /// <param name="meanings">Each meaning with its words, the English one first.</param>
    internal Vocabulary(params (T Meaning, string[] Words)[] meanings)
    {
        var words = new List<(string, T)>();
        foreach (var (meaning, of) in meanings)
        {
            foreach (var word in of)
            {
                words.Add((word, meaning));
                foreach (var spelling in Spellings(word))
                {
                    var utf8 = Encoding.UTF8.GetBytes(spelling);
                    ref var bucket = ref _spellings[BucketOf(utf8)];
                    bucket = [.. bucket ?? [], (utf8, meaning)];
                }
            }
        }

        _words = [.. words];
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
        foreach (var each in utf8.IsEmpty ? [] : _spellings[BucketOf(utf8)] ?? [])
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

    /// <summary>Words of one length and first letter, in any case, are in one bucket.</summary>
    private static int BucketOf(ReadOnlySpan<byte> utf8) => ((utf8.Length * 7) + (utf8[0] | 0x20)) % Buckets;

    /// <summary>A word of ASCII is compared in any case; of others there are the usual spellings.</summary>
    private static IEnumerable<string> Spellings(string word) =>
        Ascii.IsValid(word) ? [word] : [word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..]];
}
