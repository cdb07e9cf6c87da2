using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Reach;

namespace Gruppera.Lint;

/// <summary>Codes with two OR values, and codes that texts call inactive and that still affect grouping.</summary>
internal static class CodeLint
{
    internal static IEnumerable<Issue> SeveralOrs(DefinitionSet set) =>
        from row in set.ProcedureFeatures
        where row.Type == FeatureType.Or
        group row by row.Code into code
        where code.Select(row => row.Value).Distinct(StringComparer.Ordinal).Skip(1).Any()
        select DefinitionLint.OfRows(
            set, IssueCodes.SeveralOrValues, "proc_feat", [.. code.Select(row => row.Source)], "code_nat", code.Key.ToString(),
            string.Join(", ", code.Select(row => row.Value).Distinct(StringComparer.Ordinal)));

    /// <summary>A text that begins with such a word as <c>Deleted 2012/12/31</c>, and not of a later year than that of the set.</summary>
    internal static IEnumerable<Issue> Inactive(CompiledDefinition definition, CodeReader reader)
    {
        var set = definition.Set;
        var asked = Enumerable.Range(1, definition.Facts.Count - 1).Where(reader.IsAsked).Select(fact => definition.Facts[fact])
            .ToHashSet();
        var diagnoses = set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank).ToLookup(row => row.Code);
        var procedures = set.ProcedureFeatures.ToLookup(row => row.Code);
        return
        [
            .. from text in set.Texts.Diagnoses
               where text.Dagger.IsBlank && IsInactive(text.Text, set.Version.Year)
               let rows = diagnoses[text.Code].Where(row => Counts(row.Type, row.Value)).ToArray()
               where rows.Length > 0
               select Issue("dg_feat", text.Code.ToString(), [.. rows.Select(row => (row.Type, row.Value, row.Source))]),
            .. from text in set.Texts.Procedures
               where IsInactive(text.Text, set.Version.Year)
               let rows = procedures[text.Code].Where(row => Counts(row.Type, row.Value)).ToArray()
               where rows.Length > 0
               select Issue("proc_feat", text.Code.ToString(), [.. rows.Select(row => (row.Type, row.Value, row.Source))]),
        ];

        bool Counts(FeatureType type, string value) => type switch
        {
            FeatureType.Compl or FeatureType.Dgcat => true,
            FeatureType.Or or FeatureType.Cc => value is not ("0" or ""),
            _ => asked.Contains((type, value)),
        };

        Issue Issue(string table, string code, (FeatureType Type, string Value, SourceRow Source)[] rows) => DefinitionLint.OfRows(
            set, IssueCodes.InactiveCodeSteers, table, [.. rows.Select(row => row.Source)], "code_nat", code,
            DefinitionLint.Some(rows.Select(row => $"{row.Type} {row.Value}"), ", "));
    }

    private static bool IsInactive(TableText text, int year) => InactiveText.Of(text) is { } last && (year == 0 || !(last >= year));
}
