using Gruppera.Definitions;

namespace Gruppera.Search;

/// <summary>Something that can be found, with the texts it is found by.</summary>
internal sealed record SearchEntry(SearchKind Kind, string Key, TableText Text, TableText Short = default)
{
    /// <summary>The texts it is found by; the first field, its key, is none of them. A rule is found by its id only.</summary>
    internal string[] Fields =>
        Kind == SearchKind.Rule ? [] :
        [
            Text.National ?? "", Text.Combined ?? "", Short.National ?? "", Short.Combined ?? "",
            .. Text.Catalogues.IsDefault ? [] : Text.Catalogues.Take(TextSearch.MostCatalogues).Select(text => text.Text),
            .. Text.Labels.IsDefault ? [] : Text.Labels.Where(label => !Text.Has(label.Language)).Select(text => text.Text),
        ];
}

/// <summary>Everything of a set that can be found, each thing once.</summary>
internal static class SearchEntries
{
    internal static IEnumerable<SearchEntry> Of(DefinitionSet set)
    {
        var index = set.Index;
        return Drgs(set)
            .Concat(set.Texts.Values.Select(row => new SearchEntry(KindOf(row.Type), row.Value, row.Text)))
            .Concat(set.ComplicationCategories.Select(row => new SearchEntry(SearchKind.Complication, row.Category, row.Text)))
            .Concat(set.ReturnCodes.Select(row => new SearchEntry(SearchKind.ReturnCode, row.Code.ToString(), row.Text)))
            .Concat(set.Texts.Diagnoses.Select(row => new Diagnosis(row.Code, row.Dagger))
                .Concat(set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger))).Distinct()
                .Select(code => new SearchEntry(SearchKind.Diagnosis, code.ToString(), index.TextOf(code))))
            .Concat(set.Texts.Procedures.Select(row => row.Code).Concat(set.ProcedureFeatures.Select(row => row.Code)).Distinct()
                .Where(code => code != set.PrimaryCareCode || code.IsBlank)
                .Select(code => new SearchEntry(SearchKind.Procedure, code.ToString(), index.TextOf(code))))
            .Concat(set.Rules.Select(rule => new SearchEntry(SearchKind.Rule, rule.Id, index.DrgOf(rule.Drg).Text)))
            .DistinctBy(entry => (entry.Kind, entry.Key));
    }

    private static IEnumerable<SearchEntry> Drgs(DefinitionSet set)
    {
        foreach (var row in set.DrgNames)
            yield return new(SearchKind.Drg, row.Drg, row.Text, row.ShortText);
        foreach (var drg in set.Rules.Select(rule => rule.Drg).Distinct())
            yield return new(SearchKind.Drg, drg, TableText.None);
    }

    private static SearchKind KindOf(FeatureType type) => type switch
    {
        FeatureType.Mdc => SearchKind.Mdc,
        FeatureType.Dgcat => SearchKind.Category,
        _ => SearchKind.Property,
    };
}
