using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>The words that people use for diseases and operations, in the Nordic languages and English. They stand in
/// <c>definitions/words.csv</c>, made by us. Thread-safe.</summary>
public static class EverydayWords
{
    private const int ShortestMisspelled = 6;
    private static readonly Lazy<ImmutableArray<EverydayWord>> Known = new(Read);

    /// <summary>All of them, in the order of the file.</summary>
    public static ImmutableArray<EverydayWord> All => Known.Value;

    /// <summary>The words that a query is, or that stand in it, the longest first; those of one meaning in several languages once. A
    /// query is
    /// compared whole, then phrase by phrase; accents and endings are forgiven, and of a long word one letter.</summary>
    public static ImmutableArray<EverydayWord> In(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        SearchWord[] asked = [.. SearchWord.Split(query).Select(word => new SearchWord(word))];
        for (var length = asked.Length; length > 0; length--)
        {
            for (var start = 0; start + length <= asked.Length; start++)
            {
                var phrase = asked.AsSpan(start, length).ToArray();
                var (found, best) = (new List<EverydayWord>(), int.MaxValue);
                foreach (var word in All)
                {
                    var distance = Distance(phrase, word.Words);
                    if (distance < best)
                        (found, best) = ([], distance);
                    if (distance == best && distance < int.MaxValue)
                        found.Add(word);
                }

                if (found.Count > 0)
                    return [.. found.DistinctBy(word => string.Join(' ', word.Codes))];
            }
        }

        return [];
    }

    /// <summary>0 as spelled, 1 but for accents, 2 but for endings, 3 but for a letter; the greatest number for another phrase.</summary>
    private static int Distance(SearchWord[] asked, SearchWord[] known)
    {
        if (asked.Length != known.Length)
            return int.MaxValue;
        var most = 0;
        for (var i = 0; i < asked.Length; i++)
        {
            var distance = WordMatching.Of(asked[i], known[i]) switch
            {
                WordMatchKind.Exact => 0,
                WordMatchKind.Accents => 1,
                WordMatchKind.Inflection => 2,
                WordMatchKind.Misspelling when asked[i].Folded.Length >= ShortestMisspelled => 3,
                _ => int.MaxValue,
            };
            most = Math.Max(most, distance);
        }

        return most;
    }

    private static ImmutableArray<EverydayWord> Read()
    {
        using var file = new StreamReader(typeof(EverydayWords).Assembly.GetManifestResourceStream("Gruppera.words.csv")!);
        var words = ImmutableArray.CreateBuilder<EverydayWord>();
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            if (line.Split(',') is [var language, var word, var codes])
                words.Add(new(language, word.Trim('"'), [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        }

        return words.ToImmutable();
    }
}
