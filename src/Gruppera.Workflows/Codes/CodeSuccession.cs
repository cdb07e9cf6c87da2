using System.Collections.Immutable;

namespace Gruppera.Workflows.Codes;

/// <summary>Drafts which codes of a later year take the place of those that went out, by what their owner says, their texts, their
/// neighbours
/// and their properties. A person confirms. Thread-safe.</summary>
public static class CodeSuccession
{
    private const int Most = 3;
    private const double Least = 0.35;
    private const int Neighbours = 3;
    private const double OfWords = 0.55;
    private const double OfProperties = 0.3;
    private const double OfPlace = 0.15;

    /// <summary>The codes of the earlier year that the later one lacks, in order, each with at most three candidates.</summary>
    /// <param name="before">The earlier year.</param>
    /// <param name="after">The later year.</param>
    public static ImmutableArray<SuccessionRow> Draft(CodeEdition before, CodeEdition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var words = after.Codes.Values.ToDictionary(code => code, WordsOf);
        var byWord = after.Codes.Values.SelectMany(code => words[code].Select(word => (word, code)))
            .ToLookup(each => each.word, each => each.code);
        var byPlace = after.Codes.Values.ToLookup(code => (code.IsProcedure, Beginning(code.Code)));
        return
        [
            .. before.Codes.Where(code => !after.Codes.ContainsKey(code.Key)).Select(code => code.Value)
                .OrderBy(code => code.IsProcedure).ThenBy(code => code.Code, StringComparer.Ordinal)
                .Select(code => new SuccessionRow(code, [.. Candidates(code).OrderByDescending(each => each.Score)
                    .ThenByDescending(each => each.IsNew).ThenBy(each => each.Code.Code, StringComparer.Ordinal).Take(Most)])),
        ];

        IEnumerable<Successor> Candidates(EditionCode gone)
        {
            var stated = gone.Successors.Select(each => after.Codes.GetValueOrDefault((gone.IsProcedure, each))).OfType<EditionCode>()
                .ToList();
            if (stated.Count > 0)
                return stated.Select(code => new Successor(code, 1, true, null, null, IsNew(code)));
            var said = WordsOf(gone);
            return byPlace[(gone.IsProcedure, Beginning(gone.Code))]
                .Concat(said.OrderBy(word => byWord[word].Count()).Take(Neighbours).SelectMany(word => byWord[word]))
                .Where(code => code.IsProcedure == gone.IsProcedure).Distinct().Select(code => Compare(gone, code, said))
                .Where(each => each.Score >= Least);
        }

        Successor Compare(EditionCode gone, EditionCode code, ImmutableHashSet<string> said)
        {
            double? shared = said.IsEmpty || words[code].IsEmpty ? null : CodeWordsOf.Share(said, words[code]);
            double? same = gone.Properties.IsEmpty || code.Properties.IsEmpty ? null : CodeWordsOf.Share(gone.Properties, code.Properties);
            var place = (double)gone.Code.AsSpan().CommonPrefixLength(code.Code) / Math.Max(gone.Code.Length, code.Code.Length);
            var weight = OfPlace + (shared is null ? 0 : OfWords) + (same is null ? 0 : OfProperties);
            // Place alone says little: codes stand beside each other that mean different things.
            var score = shared is null && same is null ? place * Least
                : ((OfPlace * place) + (OfWords * shared ?? 0) + (OfProperties * same ?? 0)) / weight;
            return new(code, Math.Round(score, 3), false, shared, same, IsNew(code));
        }

        bool IsNew(EditionCode code) => !before.Codes.ContainsKey((code.IsProcedure, code.Code));
    }

    private static string Beginning(string code) => code[..Math.Min(Neighbours, code.Length)];

    private static ImmutableHashSet<string> WordsOf(EditionCode code) => CodeWordsOf.Text(code.Text);
}
