using Gruppera.Definitions;

namespace Gruppera.Lint;

/// <summary>Complication levels inside a block of codes, such as open and closed fractures of one bone.</summary>
internal static class LevelLint
{
    private const int Block = 3;

    private sealed record Sub(DiagnosisCode Code, DiagnosisCode Base, char Digit, int Level, SourceRow Source);

    /// <summary>Blocks of one diagnosis category in which the last digit of the code changes the level in some codes and not, or not in
    /// the same way, in others that have the same digits. Levels that differ by the code itself, and letters, which count up and mean
    /// nothing by themselves, are left out.</summary>
    internal static IEnumerable<Issue> Differing(DefinitionSet set)
    {
        var rows = set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank).ToLookup(row => row.Code);
        var subs = SubCodes.Of(set).Where(sub => sub.Key.ToString() is [.., var last] code && char.IsAsciiDigit(last)
            && code.Length == sub.Value.ToString().Length + 1 && code.Length > Block + 1);
        var blocks = subs.Select(sub => Of(sub.Key, sub.Value, rows)).GroupBy(sub =>
            (Stem: sub.Base.ToString()[..^1], Category: rows[sub.Code].FirstOrDefault(row => row.Type == FeatureType.Dgcat).Value));
        foreach (var block in blocks.OrderBy(block => block.Key))
        {
            var codes = block.GroupBy(sub => sub.Base).Where(code => code.Count() > 1)
                .Select(code => code.OrderBy(sub => sub.Digit).ToArray()).ToList();
            foreach (var alike in codes.GroupBy(code => string.Concat(code.Select(sub => sub.Digit)), StringComparer.Ordinal))
            {
                var ways = alike.GroupBy(code => string.Join('/', code.Select(sub => sub.Level))).OrderByDescending(way => way.Count())
                    .ToList();
                if (ways.Count < 2 || !alike.Any(code => code.Any(sub => sub.Level != code[0].Level)))
                    continue;
                yield return DefinitionLint.OfRows(
                    set, IssueCodes.LevelsDifferInBlock, "dg_feat",
                    [.. alike.SelectMany(code => code).Select(sub => sub.Source).Where(source => source.Row > 0).Order(Rows)], "code_nat",
                    block.Key.Stem,
                    $"{alike.Key}: {string.Join("; ", ways.Select(way => $"{way.Key} {string.Join(' ', way.Select(Written).Order())}"))}");
            }
        }
    }

    private static readonly Comparer<SourceRow> Rows = Comparer<SourceRow>.Create(
        (one, other) => (one.File, one.Row).CompareTo((other.File, other.Row)));

    private static string Written(Sub[] code) => CodeNotation.Written(code[0].Base.ToString());

    private static Sub Of(DiagnosisCode code, DiagnosisCode of, ILookup<DiagnosisCode, DiagnosisFeature> rows)
    {
        var complications = rows[code].Where(row => row.Type == FeatureType.Compl).ToList();
        return new(
            code, of, code.ToString()[^1], complications.Select(row => ComplicationCategory.LevelOf(row.Value)).DefaultIfEmpty().Max(),
            complications.Select(row => row.Source).FirstOrDefault());
    }
}
