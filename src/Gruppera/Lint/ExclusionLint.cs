using Gruppera.Definitions;

namespace Gruppera.Lint;

/// <summary>Exclusion lists that differ by the letter of their category. Source: docs/specification/grouping.md §5, point 3, and
/// §8.</summary>
internal static class ExclusionLint
{
    /// <summary>A category whose digits have rows both under C and under G, and not the same ones.</summary>
    internal static IEnumerable<Issue> Differing(DefinitionSet set)
    {
        var lists = set.ComplicationExclusions.Where(row => row.Category is [_, _, 'C' or 'G', ..])
            .GroupBy(row => row.Category.Remove(2, 1), StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var letters = list.GroupBy(row => row.Category[2]).OrderBy(rows => rows.Key).Select(rows => rows.ToLookup(Code)).ToList();
            if (letters is not [var c, var g])
                continue;
            ComplicationExclusion[] lone =
            [
                .. c.Where(rows => !g.Contains(rows.Key)).Concat(g.Where(rows => !c.Contains(rows.Key))).Select(rows => rows.First()),
            ];
            if (lone.Length > 0)
                yield return DefinitionChecks.Issue(
                    set, IssueCodes.ExclusionListsDiffer, "compl_excl", lone[0].Source, "compl", lone[0].Category,
                    $"C {c.Count}, G {g.Count}: {DefinitionLint.Some(lone.Select(row => $"{row.Category[2]} {Code(row)}"), ", ")}");
        }
    }

    private static Diagnosis Code(ComplicationExclusion row) => new(row.Code, row.Dagger);
}
