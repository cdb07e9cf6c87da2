using System.Numerics;

namespace Gruppera.Search;

/// <summary>How alike a word asked for and a word of the tables are.</summary>
internal static class WordMatching
{
    private const int Longest = 64;

    /// <summary>The likeness; null if there is none.</summary>
    internal static WordMatchKind? Of(SearchWord asked, SearchWord known)
    {
        if (known.Spelled == asked.Spelled)
            return WordMatchKind.Exact;
        if (known.IsCode)
            return known.Folded.StartsWith(asked.Folded, StringComparison.Ordinal) ? WordMatchKind.CodeBeginning : null;
        if (known.Folded == asked.Folded)
            return WordMatchKind.Accents;
        if (asked.Stem.Length >= 4 && (known.Stem == asked.Stem || known.Folded == asked.Stem || known.Stem == asked.Folded))
            return WordMatchKind.Inflection;
        if (asked.Folded.Length >= 3 && known.Folded.StartsWith(asked.Folded, StringComparison.Ordinal))
            return WordMatchKind.Beginning;
        if (asked.Folded.Length >= 4 && known.Folded.Length > asked.Folded.Length && (asked.Letters & ~known.Letters) == 0)
        {
            if (known.Folded.EndsWith(asked.Folded, StringComparison.Ordinal))
                return WordMatchKind.LastPart;
            if (known.Folded.Contains(asked.Folded, StringComparison.Ordinal))
                return WordMatchKind.Part;
        }

        return IsMisspelled(asked, known) ? WordMatchKind.Misspelling : null;
    }

    /// <summary>What a likeness counts; for every word exactly as spelled 1.</summary>
    internal static double Score(WordMatchKind kind) => kind switch
    {
        WordMatchKind.Exact => 1,
        WordMatchKind.Accents => 0.95,
        WordMatchKind.CodeBeginning => 0.9,
        WordMatchKind.Inflection => 0.85,
        WordMatchKind.Beginning => 0.75,
        WordMatchKind.LastPart => 0.7,
        WordMatchKind.Part => 0.6,
        WordMatchKind.TakenFor => 0.55,
        WordMatchKind.Synonym => 0.5,
        _ => 0.4,
    };

    /// <summary>One edit between words of four letters or more, two where they have eight.</summary>
    private static bool IsMisspelled(SearchWord asked, SearchWord known)
    {
        var (one, other) = (asked.Folded, known.Folded);
        var length = Math.Max(one.Length, other.Length);
        var most = length >= 8 ? 2 : length >= 4 ? 1 : 0;
        return most > 0 && length <= Longest && !asked.HasDigit && !known.HasDigit && Math.Abs(one.Length - other.Length) <= most
            && BitOperations.PopCount(asked.Letters ^ known.Letters) <= 2 * most && Edits(one, other, most) <= most;
    }

    /// <summary>Letters put in, left out, replaced, or two neighbours exchanged, to get from one word to the other; more than
    /// <paramref name="most"/> where there are more.</summary>
    internal static int Edits(string one, string other, int most)
    {
        Span<int> before = stackalloc int[Longest + 1], last = stackalloc int[Longest + 1], row = stackalloc int[Longest + 1];
        for (var k = 0; k <= other.Length; k++)
            last[k] = k;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var k = 1; k <= other.Length; k++)
            {
                var cost = one[i - 1] == other[k - 1] ? 0 : 1;
                row[k] = Math.Min(Math.Min(row[k - 1], last[k]) + 1, last[k - 1] + cost);
                if (i > 1 && k > 1 && one[i - 1] == other[k - 2] && one[i - 2] == other[k - 1])
                    row[k] = Math.Min(row[k], before[k - 2] + 1);
                least = Math.Min(least, row[k]);
            }

            if (least > most)
                return least;
            var oldest = before;
            before = last;
            last = row;
            row = oldest;
        }

        return last[other.Length];
    }
}
