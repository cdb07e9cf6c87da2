namespace Gruppera.Definitions;

/// <summary>The checks of <see cref="DefinitionChecks"/> that look at the properties of codes.</summary>
internal static class FeatureChecks
{
    /// <summary>At most one category per code and dagger, the MDC being its first two characters. Source: docs/specification/grouping.md
    /// §1.</summary>
    public static IEnumerable<Issue> Categories(DefinitionSet set)
    {
        var categories = new Dictionary<Diagnosis, string>();
        foreach (var feature in set.DiagnosisFeatures.Where(feature => feature.Type == FeatureType.Dgcat))
        {
            if (!categories.TryAdd(Key(feature), feature.Value) && categories[Key(feature)] != feature.Value)
                yield return Issue(set, IssueCodes.SeveralMdcs, feature, $"{Key(feature)}, also {categories[Key(feature)]}");
        }

        foreach (var feature in set.DiagnosisFeatures.Where(feature => feature.Type == FeatureType.Mdc))
        {
            if (categories.TryGetValue(Key(feature), out var category) && !category.StartsWith(feature.Value, StringComparison.Ordinal))
                yield return Issue(set, IssueCodes.MdcAgainstCategory, feature, $"{Key(feature)}, category {category}");
        }
    }

    /// <summary>Every complication category that a diagnosis gives has a row in the category table. The active ones of a single code (98C01
    /// ...) have only an exclusion list, which is enough: the category table says what activates the inactive ones. Source:
    /// docs/specification/grouping.md §5.</summary>
    public static IEnumerable<Issue> Complications(DefinitionSet set)
    {
        var categories = set.ComplicationCategories.Select(category => category.Category).ToHashSet(StringComparer.Ordinal);
        var lists = set.ComplicationExclusions.Select(exclusion => ListOf(exclusion.Category)).ToHashSet(StringComparer.Ordinal);
        return from feature in set.DiagnosisFeatures
               where feature.Type == FeatureType.Compl && !categories.Contains(feature.Value) && !lists.Contains(ListOf(feature.Value))
               group feature by feature.Value into category
               select Issue(set, IssueCodes.UnknownComplication, category.First(), $"{Key(category.First())}, {category.Count()} rows");
    }

    /// <summary>Values that can match nothing, such as a DGPROP with the letter of a procedure property. Source:
    /// docs/specification/grouping.md §5, §8.</summary>
    public static IEnumerable<Issue> Values(DefinitionSet set)
    {
        foreach (var feature in set.DiagnosisFeatures.Where(feature => !IsReadable(feature.Type, feature.Value)))
            yield return Issue(set, IssueCodes.UnreadableValue, feature, $"{Key(feature)}, {feature.Type}");
        foreach (var feature in set.ProcedureFeatures.Where(feature => !IsReadable(feature.Type, feature.Value)))
        {
            yield return DefinitionChecks.Issue(
                set, IssueCodes.UnreadableValue, "proc_feat", feature.Source, "varval", feature.Value, $"{feature.Code}, {feature.Type}");
        }
    }

    private static bool IsReadable(FeatureType type, string value) => type switch
    {
        FeatureType.Or => value is "0" or "1" or "2" or "3",
        FeatureType.Cc => value is "0" or "1" or "2",
        FeatureType.Compl => value is [_, _, 'C' or 'G' or 'I' or 'J', _, _],
        FeatureType.Dgcat => value is [_, _, 'M', ..],
        FeatureType.Dgprop => value is [_, _, not ('S' or 'O' or 'M' or 'P'), ..],
        FeatureType.Procprop => value is [_, _, not ('X' or 'M' or 'P'), ..],
        FeatureType.Pdgprop => value is [_, _, not ('X' or 'M' or 'S'), ..],
        FeatureType.Sdgprop => value is [_, _, 'K', ..],
        _ => true,
    };

    /// <summary>The exclusion list of an active category, its letter left out; an inactive one needs more than a list.</summary>
    private static string ListOf(string category) => category is [_, _, 'C' or 'G', ..] ? category.Remove(2, 1) : category;

    private static Diagnosis Key(DiagnosisFeature feature) => new(feature.Code, feature.Dagger);

    private static Issue Issue(DefinitionSet set, IssueCode code, DiagnosisFeature feature, string detail) =>
        DefinitionChecks.Issue(set, code, "dg_feat", feature.Source, "varval", feature.Value, detail);
}
