using Gruppera.Definitions;

namespace Gruppera.Lint;

/// <summary>Exclusion lists that differ by the letter of their category, lack sub codes of what they have, lack what their own category
/// has, or serve two complications. Source: docs/specification/grouping.md §5, point 3, and §8.</summary>
internal static class ExclusionLint
{
    /// <summary>A category whose digits have rows both under C and under G, and not the same ones.</summary>
    internal static IEnumerable<Issue> Differing(DefinitionSet set)
    {
        var lists = set.ComplicationExclusions.Where(row => row.Category is [_, _, 'C' or 'G', ..])
            .GroupBy(row => ComplicationCategory.ListOf(row.Category), StringComparer.Ordinal);
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
                    $"C {c.Count}, G {g.Count}: {DefinitionLint.Some(lone.Select(Written), ", ")}");
        }
    }

    /// <summary>A code on a list of which sub codes are missing: "sub codes must follow the base code". One finding for each list and
    /// code.</summary>
    internal static IEnumerable<Issue> WithoutSubCodes(DefinitionSet set)
    {
        var subs = SubCodes.Of(set).ToLookup(sub => sub.Value, sub => sub.Key);
        foreach (var list in Lists(set))
        {
            var rows = list.Where(row => row.Dagger.IsBlank).ToLookup(row => row.Code);
            foreach (var rowsOfCode in rows.Where(row => subs.Contains(row.Key)))
            {
                string[] lacking =
                [
                    .. subs[rowsOfCode.Key].Where(sub => !rows.Contains(sub)).Select(sub => CodeNotation.Written(sub.ToString()))
                        .Order(StringComparer.Ordinal),
                ];
                if (lacking.Length > 0)
                    yield return DefinitionLint.OfRows(
                        set, IssueCodes.SubCodesNotExcluded, "compl_excl", [.. rowsOfCode.Select(row => row.Source)], "code_nat",
                        rowsOfCode.Key.ToString(), $"{rowsOfCode.First().Category}: {DefinitionLint.Some(lacking, " ")}");
            }
        }
    }

    /// <summary>A diagnosis that a complication category has and its list has not, alone or as a pair. Categories without a list are left
    /// out.</summary>
    internal static IEnumerable<Issue> NotOnOwn(DefinitionSet set)
    {
        var lists = Lists(set).ToDictionary(list => list.Key, list => list.Select(Code).ToHashSet(), StringComparer.Ordinal);
        return from row in set.DiagnosisFeatures
               where row.Type == FeatureType.Compl && row.Value is [_, _, 'C' or 'G' or 'I' or 'J', ..]
               let list = lists.GetValueOrDefault(ComplicationCategory.ListOf(row.Value))
               where list is not null && !list.Contains(new(row.Code, row.Dagger)) && !list.Contains(new(row.Code))
                   && (row.Dagger.IsBlank || !list.Contains(new(row.Dagger)))
               group row by (row.Code, row.Dagger, List: ComplicationCategory.ListOf(row.Value)) into own
               select DefinitionLint.OfRows(
                   set, IssueCodes.NotOnOwnList, "dg_feat", [.. own.Select(row => row.Source)], "code_nat",
                   new Diagnosis(own.Key.Code, own.Key.Dagger).ToString(), own.First().Value);
    }

    /// <summary>Categories of the same digits whose names are not the same, but for a mark of the level at the end.</summary>
    internal static IEnumerable<Issue> OfTwoComplications(DefinitionSet set) =>
        from row in set.ComplicationCategories
        where row.Category is [_, _, 'C' or 'G' or 'I' or 'J', ..] && Name(row).Length > 0
        group row by ComplicationCategory.ListOf(row.Category) into list
        let first = list.OrderBy(row => Name(row).Length).First()
        let others = list.Where(row => !Name(row).StartsWith(Name(first), StringComparison.OrdinalIgnoreCase)).ToArray()
        where others.Length > 0
        select DefinitionLint.OfRows(
            set, IssueCodes.CategoriesShareList, "compl_name", [first.Source, .. others.Select(row => row.Source)], "compl", first.Category,
            string.Join(", ", others.Select(row => row.Category).Distinct(StringComparer.Ordinal)));

    private static string Name(ComplicationCategory row) => row.Text.Combined.Length > 0 ? row.Text.Combined : row.Text.National;

    private static IEnumerable<IGrouping<string, ComplicationExclusion>> Lists(DefinitionSet set) =>
        set.ComplicationExclusions.Where(row => row.Category.Length > 2)
            .GroupBy(row => ComplicationCategory.ListOf(row.Category), StringComparer.Ordinal);

    private static string Written(ComplicationExclusion row) => $"{row.Category[2]} {CodeNotation.Written(Code(row).ToString())}";

    private static Diagnosis Code(ComplicationExclusion row) => new(row.Code, row.Dagger);
}
