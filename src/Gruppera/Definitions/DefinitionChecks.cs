using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>Looks for mistakes in the content of a definition set. Grouping works without it. Thread-safe.</summary>
public static class DefinitionChecks
{
    /// <summary>Runs every check: values that rules name and nothing knows (GRP2003), several categories of one code (GRP2004),
    /// MDC rows against the category (GRP2005), groups without name (GRP2008), rules with the same id (GRP2009),
    /// complication categories without a row (GRP2010), values without meaning for their type (GRP2011).</summary>
    /// <returns>Findings in the order of the checks, each in file order. Reads the names of the set, which may open its delivery.</returns>
    /// <remarks>Source: docs/specification/grouping.md §1, §4.1, §5, §8.</remarks>
    public static ImmutableArray<Issue> Run(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. UnknownValues(set), .. FeatureChecks.Categories(set), .. Names(set), .. DuplicateRules(set),
            .. FeatureChecks.Complications(set), .. FeatureChecks.Values(set),
        ];
    }

    internal static Issue Issue(
        DefinitionSet set, IssueCode code, string table, SourceRow source, string column, string value, string detail) => new(
        code, set.FileOf(source), table, source.Row, column, value, detail);

    private static IEnumerable<Issue> UnknownValues(DefinitionSet set)
    {
        var known = KnownValues(set);
        foreach (var rule in set.Rules)
        {
            foreach (var (column, cell) in rule.Asked())
            {
                foreach (var (type, value, _) in column.ValuesOf(cell))
                {
                    if (type != FeatureType.Or && value.Length > 0 && !known.Contains((type, value)))
                        yield return Issue(
                            set, IssueCodes.UnknownValueInRule, "drg_logic", rule.Source, column.Id, value, $"rule {rule.Id}");
                }
            }
        }
    }

    /// <summary>Values that some code has or some name table knows; what MDC 98 is recoded to by sex is known too.</summary>
    internal static HashSet<(FeatureType, string)> KnownValues(DefinitionSet set)
    {
        var known = set.DiagnosisFeatures.Select(feature => (feature.Type, feature.Value))
            .Concat(set.ProcedureFeatures.Select(feature => (feature.Type, feature.Value)))
            .Concat(set.Texts.Values.Select(name => (name.Type, name.Value)))
            .ToHashSet();
        known.UnionWith([.. known.Where(value => value.Item1 == FeatureType.Dgcat && value.Item2.Length >= 2)
            .Select(value => (FeatureType.Mdc, value.Item2[..2]))]);
        known.UnionWith([.. known.Where(value => value.Item2.StartsWith("98", StringComparison.Ordinal))
            .SelectMany(value => new[] { (value.Item1, "12" + value.Item2[2..]), (value.Item1, "13" + value.Item2[2..]) })]);
        return known;
    }

    private static IEnumerable<Issue> Names(DefinitionSet set)
    {
        var named = set.DrgNames.Select(name => name.Drg).ToHashSet(StringComparer.Ordinal);
        return from rule in set.Rules
               where named.Count > 0 && rule.Drg.Length > 0 && !named.Contains(rule.Drg)
               group rule by rule.Drg into drg
               select Issue(set, IssueCodes.DrgWithoutName, "drg_logic", drg.First().Source, "drg_nat", drg.Key, $"rule {drg.First().Id}");
    }

    private static IEnumerable<Issue> DuplicateRules(DefinitionSet set) =>
        from rule in set.Rules
        group rule by rule.Id into same
        from copy in same.Skip(1)
        select Issue(set, IssueCodes.DuplicateRule, "drg_logic", copy.Source, "id", copy.Id, $"also in row {same.First().Source.Row}");
}
