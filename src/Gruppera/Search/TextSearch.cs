using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Search;

/// <summary>
/// Finds groups, properties, codes and rules of a definition set by words of their texts in any of its languages, or by the beginning of
/// their codes. Every word asked for must be found; accents, endings, compounds and small misspellings are forgiven, and cost rank.
/// Made once (some tenths of a second for a national set), then quick. Immutable, thread-safe.
/// </summary>
public sealed class TextSearch
{
    /// <summary>Languages of catalogues in which a code is found.</summary>
    internal const int MostCatalogues = 5;

    /// <summary>Languages of labels of the program's own.</summary>
    private const int MostLabels = 2;

    /// <summary>Fields of an entry: its key, up to four texts of the tables, those of catalogues, and labels.</summary>
    private const int Fields = 5 + MostCatalogues + MostLabels;
    private const int MostWords = 32;
    private const int Suggested = 5;
    private const int ShortestPrefix = 3;
    private const int ShortestPart = 3;
    private const int LongestCompound = 64;

    /// <summary>Words such as KOL begin other words by chance.</summary>
    private const int LongestShort = 4;
    private readonly bool _takesPrefixes;
    private readonly SearchEntry[] _entries;
    private readonly SearchWord[] _words;
    private readonly int[][] _places;
    private readonly ushort[] _lengths;

    /// <summary>Reads all texts of a set; this may open its delivery.</summary>
    public TextSearch(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _takesPrefixes = set.CodeLookup == CodeLookup.LongestPrefix;
        _entries = [.. SearchEntries.Of(set)];
        _lengths = new ushort[_entries.Length * Fields];
        var places = new Dictionary<(string Word, bool IsCode), List<int>>();
        for (var entry = 0; entry < _entries.Length; entry++)
        {
            Add(CodeOf(_entries[entry].Key), isCode: true, (entry * Fields) + 0);
            _lengths[entry * Fields] = (ushort)_entries[entry].Key.Length;
            var fields = _entries[entry].Fields;
            for (var field = 0; field < fields.Length; field++)
            {
                var place = (entry * Fields) + field + 1;
                _lengths[place] = (ushort)Math.Min(fields[field].Length, ushort.MaxValue);
                foreach (var word in SearchWord.Split(fields[field]))
                    Add(word, isCode: false, place);
            }
        }

        _words = [.. places.Keys.Select(key => new SearchWord(key.Word, key.IsCode))];
        _places = [.. places.Values.Select(list => list.ToArray())];

        void Add(string word, bool isCode, int place)
        {
            if (!places.TryGetValue((word, isCode), out var list))
                places[(word, isCode)] = list = [];
            if (list.Count == 0 || list[^1] != place)
                list.Add(place);
        }
    }

    /// <summary>Things that can be found.</summary>
    public int Count => _entries.Length;

    /// <summary>Searches.</summary>
    /// <param name="query">Words, or beginnings of codes, separated by blanks; the first 32 count.</param>
    /// <param name="kinds">What to look for; all kinds where there are none.</param>
    /// <param name="limit">How many hits to give at most.</param>
    /// <returns>Hits by exactness, then kind, then length of text, then key. Equal calls give equal results.</returns>
    public SearchResult Find(string query, IReadOnlyCollection<SearchKind>? kinds = null, int limit = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        var everyday = EverydayWords.In(query);
        var asked = WordsOf(query);
        var found = asked.Select(word => Matches(word, kinds, !everyday.IsEmpty)).ToArray();
        for (var i = 0; i < asked.Length && asked.Length < MostWords; i++)
        {
            if (found[i].Count == 0 && Parted(asked[i], kinds) is { } parts)
            {
                asked = [.. asked[..i], .. parts.Words, .. asked[(i + 1)..]];
                found = [.. found[..i], .. parts.Found, .. found[(i + 1)..]];
            }
        }

        ImmutableArray<string> missing = [.. asked.Zip(found).Where(pair => pair.Second.Count == 0).Select(pair => pair.First.Spelled)];
        var hits = asked.Length == 0 || missing.Length > 0
            ? []
            : found.MinBy(matches => matches.Count)!.Keys.Select(entry => entry / Fields).Distinct()
                .Select(entry => Rate(entry, found)).Where(hit => hit.Score > 0)
                .OrderByDescending(hit => Math.Round(hit.Score, 3)).ThenBy(hit => _entries[hit.Entry].Kind).ThenBy(hit => hit.Length)
                .ThenBy(hit => _entries[hit.Entry].Key, StringComparer.Ordinal).ToList();
        return new(
            [.. hits.Take(limit).Select(hit => Hit(hit.Entry, hit.Score, asked, found))],
            hits.Count,
            missing,
            [.. asked.Where(word => missing.Contains(word.Spelled)).SelectMany(Nearest).Distinct().Take(Suggested)],
            everyday);
    }

    /// <summary>A compound as its two parts, with or without a linking s, where something has both; null if nothing has.</summary>
    private (SearchWord[] Words, Dictionary<int, (int Word, WordMatchKind How)>[] Found)? Parted(
        SearchWord word, IReadOnlyCollection<SearchKind>? kinds)
    {
        if (word.HasDigit || word.Spelled.Length > LongestCompound)
            return null;
        for (var at = word.Spelled.Length - ShortestPart; at >= ShortestPart; at--)
        {
            var first = word.Spelled[..at];
            foreach (var stem in first.Length > ShortestPart && first[^1] is 's' ? [first, first[..^1]] : new[] { first })
            {
                SearchWord[] words = [new(stem), new(word.Spelled[at..])];
                var found = words.Select(part => Whole(Matches(part, kinds, isEveryday: true))).ToArray();
                if (found[0].Keys.Select(place => place / Fields).Intersect(found[1].Keys.Select(place => place / Fields)).Any())
                    return (words, found);
            }
        }

        return null;

        static Dictionary<int, (int Word, WordMatchKind How)> Whole(Dictionary<int, (int Word, WordMatchKind How)> matches) =>
            matches.Where(match => match.Value.How is <= WordMatchKind.Beginning or WordMatchKind.Synonym).ToDictionary();
    }

    /// <summary>A word with a digit is a code as one writes it, dots and marks and all.</summary>
    private static SearchWord[] WordsOf(string query) =>
    [
        .. query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(raw => raw.Any(char.IsDigit)
                ? [(Word: CodeOf(raw), IsFunction: FunctionCode.IsWritten(raw))]
                : SearchWord.Split(raw).Select(word => (Word: word, IsFunction: false)))
            .Where(each => each.Word.Length > 0).DistinctBy(each => each.Word).Take(MostWords)
            .Select(each => new SearchWord(each.Word) { IsFunction = each.IsFunction }),
    ];

    private static string CodeOf(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>For each field that has a word like the one asked for, the best such word. A word that people use for a disease is
    /// itself: the
    /// beginning of another word is no match for a short one where some text has it whole.</summary>
    private Dictionary<int, (int Word, WordMatchKind How)> Matches(
        SearchWord asked, IReadOnlyCollection<SearchKind>? kinds, bool isEveryday)
    {
        var best = new Dictionary<int, (int Word, WordMatchKind How)>();
        var synonyms = SearchTerms.Of(asked);
        for (var word = 0; word < _words.Length; word++)
        {
            var how = WordMatching.Of(asked, _words[word]);
            if (how is null or WordMatchKind.Misspelling && Array.Exists(synonyms, term => SearchTerms.Fits(_words[word], term)))
                how = WordMatchKind.Synonym;
            if (how is not { } kind)
                continue;
            foreach (var place in _places[word])
            {
                if ((kinds is null or { Count: 0 } || kinds.Contains(_entries[place / Fields].Kind))
                    && (!best.TryGetValue(place, out var known) || kind < known.How))
                    best[place] = (word, kind);
            }
        }

        if (FunctionCode.MayBe(asked.Spelled))
            best = OfOneClassification(asked, best, kinds);
        if (isEveryday && asked.Folded.Length <= LongestShort && best.Values.Any(IsWhole))
            best = best.Where(match => IsWhole(match.Value)).ToDictionary();
        return best.Count == 0 && _takesPrefixes && asked.HasDigit ? TakenFor(asked, kinds) : best;

        static bool IsWhole((int Word, WordMatchKind How) match) => match.How is <= WordMatchKind.Inflection or WordMatchKind.Synonym;
    }

    /// <summary>A code written as one of functions (ICF) is no diagnosis where it is found, and one written as a diagnosis is no
    /// function.</summary>
    private Dictionary<int, (int Word, WordMatchKind How)> OfOneClassification(
        SearchWord asked, Dictionary<int, (int Word, WordMatchKind How)> best, IReadOnlyCollection<SearchKind>? kinds)
    {
        var own = best.Where(match => asked.IsFunction
            ? _entries[match.Key / Fields].Kind != SearchKind.Diagnosis
            : _entries[match.Key / Fields] is not { Kind: SearchKind.Procedure } entry || !FunctionCode.MayBe(entry.Key)).ToDictionary();
        if (own.Count == 0 && !asked.IsFunction && _takesPrefixes)
            own = TakenFor(asked, kinds);
        return own.Count > 0 ? own : best;
    }

    /// <summary>The codes that the set takes a longer one for.</summary>
    private Dictionary<int, (int Word, WordMatchKind How)> TakenFor(SearchWord asked, IReadOnlyCollection<SearchKind>? kinds)
    {
        for (var length = asked.Folded.Length - 1; length >= ShortestPrefix; length--)
        {
            var word = Array.FindIndex(_words, known => known.IsCode && asked.Folded.AsSpan(0, length).SequenceEqual(known.Folded));
            var codes = word < 0 ? [] : _places[word].Where(place => _entries[place / Fields].Kind is var kind
                && kind is SearchKind.Diagnosis or SearchKind.Procedure
                && (kinds is null or { Count: 0 } || kinds.Contains(kind)))
                .ToDictionary(place => place, _ => (word, WordMatchKind.TakenFor));
            if (codes.Count > 0)
                return codes;
        }

        return [];
    }

    /// <summary>The mean score of the words and the length of the field that has most of them; score 0 if a word is missing.</summary>
    private (int Entry, double Score, int Length) Rate(int entry, Dictionary<int, (int Word, WordMatchKind How)>[] found)
    {
        var (sum, best, length) = (0.0, -1.0, 0);
        foreach (var matches in found)
        {
            var score = BestPlace(entry, matches) is var place and >= 0 ? WordMatching.Score(matches[place].How) : 0;
            if (score == 0)
                return (entry, 0, 0);
            sum += score;
        }

        for (var place = entry * Fields; place < (entry + 1) * Fields; place++)
        {
            var inField = found.Sum(matches => matches.TryGetValue(place, out var match) ? WordMatching.Score(match.How) : 0);
            if (inField > best || (inField == best && _lengths[place] < length))
                (best, length) = (inField, _lengths[place]);
        }

        return (entry, sum / found.Length, length);
    }

    private static int BestPlace(int entry, Dictionary<int, (int Word, WordMatchKind How)> matches)
    {
        var best = -1;
        for (var place = entry * Fields; place < (entry + 1) * Fields; place++)
        {
            if (matches.TryGetValue(place, out var match) && (best < 0 || match.How < matches[best].How))
                best = place;
        }

        return best;
    }

    private SearchHit Hit(int entry, double score, SearchWord[] asked, Dictionary<int, (int Word, WordMatchKind How)>[] found) => new(
        _entries[entry].Kind, _entries[entry].Key, _entries[entry].Text, Math.Round(score, 3),
        [.. asked.Zip(found, (word, matches) => (word, Match: matches[BestPlace(entry, matches)]))
            .Select(pair => new WordMatch(pair.word.Spelled, _words[pair.Match.Word].Spelled, pair.Match.How))]);

    /// <summary>Words that share most pairs of letters with one that was not found.</summary>
    private IEnumerable<string> Nearest(SearchWord asked)
    {
        var pairs = Pairs(asked.Folded);
        return _words.Where(word => !word.IsCode && word.Folded.Length > 2 && word.Folded != asked.Folded)
            .Select(word => (word.Spelled, Likeness: Likeness(pairs, Pairs(word.Folded))))
            .Where(word => word.Likeness > 0.35).OrderByDescending(word => word.Likeness)
            .ThenBy(word => word.Spelled, StringComparer.Ordinal).Take(Suggested).Select(word => word.Spelled);
    }

    private static HashSet<int> Pairs(string word) =>
    [
        .. Enumerable.Range(0, Math.Max(0, word.Length - 1)).Select(i => (word[i] << 16) | word[i + 1]),
    ];

    private static double Likeness(HashSet<int> one, HashSet<int> other) =>
        2.0 * other.Count(one.Contains) / Math.Max(1, one.Count + other.Count);
}
