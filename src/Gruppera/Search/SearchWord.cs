namespace Gruppera.Search;

/// <summary>A word made ready to be compared: as spelled, without accents, without its ending. Immutable.</summary>
internal sealed class SearchWord
{
    // Endings of Swedish and English nouns, adjectives and verbs, written without accents; the longest that fits is taken off.
    private static readonly string[] Endings =
    [
        .. ("arnas ernas ornas andet ingen ingar heten arna erna orna ande ende arens aren ares aste ning ing ens ets are ast ade ies ed " +
            "ad at en et ar er or es as a e s n t y").Split(
            ' ')
            .OrderByDescending(ending => ending.Length),
    ];

    internal SearchWord(string spelled, bool isCode = false)
    {
        Spelled = spelled;
        IsCode = isCode;
        Folded = Fold(spelled);
        HasDigit = Folded.Any(char.IsAsciiDigit);
        Stem = HasDigit ? Folded : StemOf(Folded);
        foreach (var letter in Folded)
            Letters |= 1UL << (letter & 63);
    }

    /// <summary>In lower case.</summary>
    internal string Spelled { get; }

    /// <summary>True if it is a code and not a word of a text.</summary>
    internal bool IsCode { get; }

    /// <summary>True if it is written as a code of functions (ICF), with a small letter: where one is found, it is no diagnosis.</summary>
    internal bool IsFunction { get; init; }

    internal string Folded { get; }

    internal string Stem { get; }

    internal bool HasDigit { get; }

    /// <summary>One bit per letter that occurs: words that differ by one edit differ by at most two bits.</summary>
    internal ulong Letters { get; }

    /// <summary>The words of a text, in lower case.</summary>
    internal static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isLetter && start < 0)
                start = i;
            if (isLetter || start < 0)
                continue;
            yield return text[start..i].ToLowerInvariant();
            start = -1;
        }
    }

    /// <summary>A text in lower case without accents; <c>æ</c> and <c>ø</c> as the Swedish letters for them.</summary>
    /// <remarks>The platform decomposes no letters where it runs without culture data, hence the list.</remarks>
    internal static string Fold(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < folded.Length; i++)
        {
            var letter = char.ToLowerInvariant(text[i]);
            folded[i] = char.IsAscii(letter) ? letter : letter switch
            {
                'å' or 'ä' or 'á' or 'à' or 'â' or 'ã' or 'æ' => 'a',
                'ö' or 'ø' or 'ó' or 'ò' or 'ô' or 'õ' or 'œ' => 'o',
                'é' or 'è' or 'ê' or 'ë' => 'e',
                'ü' or 'ú' or 'ù' or 'û' => 'u',
                'í' or 'ì' or 'î' or 'ï' => 'i',
                'ý' or 'ÿ' => 'y',
                'ç' or 'č' => 'c',
                'š' or 'ß' => 's',
                'ž' => 'z',
                'ñ' => 'n',
                'ð' => 'd',
                _ => letter,
            };
        }
    });

    private static string StemOf(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }
}
