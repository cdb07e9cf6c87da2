using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.Codes;

/// <summary>Proposes properties for a new code: what its neighbours in the classification have, and the codes whose texts are most like
/// its own. A person decides. Immutable, thread-safe.</summary>
/// <remarks>The neighbours are the codes that share the longest beginning of at least three characters with the code, two codes or more
/// (one, where there is no more at three). Alike are the five codes whose texts share most words with the text, by Jaccard's index, from
/// 0.2. The score is 0.6 of the share of neighbours with the property and 0.4 of the share of those alike; where one kind of evidence is
/// lacking, the share of the other.</remarks>
public sealed class PropertyProposals
{
    private const int ShortestStem = 3;
    private const int MostAlike = 5;
    private const double LeastAlike = 0.2;
    private const double OfNeighbours = 0.6;
    private static readonly ImmutableArray<FeatureType> Sole =
        [FeatureType.Dgcat, FeatureType.Mdc, FeatureType.Compl, FeatureType.Or, FeatureType.Cc];

    private readonly ImmutableArray<Known> _codes;
    private readonly ILookup<string, Known> _byStem;
    private readonly ILookup<string, Known> _byWord;

    private sealed record Known(
        bool IsProcedure, string Code, ImmutableHashSet<(FeatureType Type, string Value)> Properties, ImmutableHashSet<string> Words);

    /// <summary>Prepares proposals out of the codes of a set.</summary>
    public PropertyProposals(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var index = set.Index;
        _codes =
        [
            .. set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank && !row.Code.IsUnknown).GroupBy(row => row.Code)
                .Select(rows => new Known(
                false, rows.Key.ToString(), [.. rows.Where(row => row.Type != FeatureType.None).Select(row => (row.Type, row.Value))],
                CodeWordsOf.Text(index.TextOf(new Diagnosis(rows.Key))))),
            .. set.ProcedureFeatures.Where(row => !row.Code.IsUnknown).GroupBy(row => row.Code).Select(rows => new Known(
                true, rows.Key.ToString(), [.. rows.Where(row => row.Type != FeatureType.None).Select(row => (row.Type, row.Value))],
                CodeWordsOf.Text(index.TextOf(rows.Key)))),
        ];
        _byStem = _codes.SelectMany(code => Stems(code.Code), (code, stem) => (Key: KeyOf(code.IsProcedure, stem), code))
            .ToLookup(each => each.Key, each => each.code, StringComparer.Ordinal);
        _byWord = _codes.SelectMany(code => code.Words, (code, word) => (Key: KeyOf(code.IsProcedure, word), code))
            .ToLookup(each => each.Key, each => each.code, StringComparer.Ordinal);
    }

    /// <summary>What a code may be given, the best evidence first; what the set gives it already is no evidence.</summary>
    /// <param name="code">The code, normalised.</param>
    /// <param name="isProcedure">True for a procedure.</param>
    /// <param name="text">Its text; empty if it has none.</param>
    public ImmutableArray<ProposedProperty> Of(string code, bool isProcedure, string text)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(text);
        var (stem, near) = Neighbours(code, isProcedure);
        var words = CodeWordsOf.Text(text);
        var alike = words.SelectMany(word => _byWord[KeyOf(isProcedure, word)]).Distinct().Where(known => known.Code != code)
            .Select(known => (Known: known, Share: CodeWordsOf.Share(words, known.Words))).Where(each => each.Share >= LeastAlike)
            .OrderByDescending(each => each.Share).ThenBy(each => each.Known.Code, StringComparer.Ordinal).Take(MostAlike)
            .Select(each => each.Known).ToList();
        var found = near.Concat(alike).SelectMany(known => known.Properties).Distinct().Select(property =>
        {
            var (with, likeWith) = (near.Count(known => known.Properties.Contains(property)),
                alike.Count(known => known.Properties.Contains(property)));
            var (one, other) = (Share(with, near.Count), Share(likeWith, alike.Count));
            return new ProposedProperty(
                property.Type, property.Value,
                near.Count == 0 ? other : alike.Count == 0 ? one : (OfNeighbours * one) + ((1 - OfNeighbours) * other),
                near.Count == 0 ? "" : stem, near.Count, with, alike.Count, likeWith,
                [.. near.Concat(alike).Where(known => known.Properties.Contains(property)).Select(known => known.Code).Distinct().Take(3)]);
        }).OrderByDescending(each => each.Score).ThenBy(each => each.Type).ThenBy(each => each.Value, StringComparer.Ordinal).ToList();
        var taken = new HashSet<FeatureType>();
        return
        [
            .. found.Select(each => each with
            {
                IsProposed = each.Score >= ProposedProperty.Least && (!Sole.Contains(each.Type) || taken.Add(each.Type)),
            }),
        ];

        static double Share(int with, int of) => of == 0 ? 0 : (double)with / of;
    }

    private (string Stem, List<Known> Codes) Neighbours(string code, bool isProcedure)
    {
        foreach (var fewest in (int[])[2, 1])
        {
            foreach (var stem in Stems(code).Reverse())
            {
                var codes = _byStem[KeyOf(isProcedure, stem)].Where(known => known.Code != code).ToList();
                if (codes.Count >= fewest)
                    return (stem, codes);
            }
        }

        return ("", []);
    }

    private static string KeyOf(bool isProcedure, string text) => (isProcedure ? "P" : "D") + text;

    private static IEnumerable<string> Stems(string code) =>
        Enumerable.Range(ShortestStem, Math.Max(0, code.Length - ShortestStem + 1)).Select(length => code[..length]);
}
