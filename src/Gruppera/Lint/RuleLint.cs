using Gruppera.Definitions;
using Gruppera.Reach;

namespace Gruppera.Lint;

/// <summary>Rules that never hold, and outpatient rules unlike the others.</summary>
internal static class RuleLint
{
    internal static IEnumerable<Issue> Unreachable(Reachability reachability)
    {
        var set = reachability.Definition.Set;
        for (var rank = 0; rank < set.Rules.Length; rank++)
        {
            var reach = reachability.ToRule(rank);
            if (reach.Verdict == Verdict.Unreachable && Of(set, rank, reach) is { } issue)
                yield return issue;
        }
    }

    /// <summary>What the finding is. A condition that nothing meets by itself is identified by its cell or its value (GRP2002, GRP2003,
    /// GRP2017).</summary>
    private static Issue? Of(DefinitionSet set, int rank, RuleReach reach)
    {
        var rule = set.Rules[rank];
        if (reach.Conditions.Length > 0)
        {
            return reach.Conditions.Length == 1
                ? null
                : DefinitionLint.OfRule(
                    set, IssueCodes.ContradictoryConditions, rank,
                    string.Join(" + ", reach.Conditions.Select(column => $"{column} {rule[column]}")));
        }

        for (var earlier = 0; earlier < rank; earlier++)
        {
            if (IsSiblingOfLess(set.Rules[earlier], rule))
                return DefinitionLint.OfRule(
                    set, IssueCodes.ComplicatedAfterUncomplicated, rank, $"compl {rule[RuleColumn.Compl]} ← {set.Rules[earlier].Id}");
        }

        return DefinitionLint.OfRule(
            set, IssueCodes.UnreachableRule, rank, "← " + DefinitionLint.Some(reach.Winners.Select(winner => set.Rules[winner].Id), " + "));
    }

    /// <summary>The same conditions save that the other asks for less complication.</summary>
    private static bool IsSiblingOfLess(RuleRow other, RuleRow rule) =>
        string.CompareOrdinal(other[RuleColumn.Compl], rule[RuleColumn.Compl]) < 0
        && rule.Columns.All(column => column == RuleColumn.Compl || other[column] == rule[column]);

    /// <summary>Where most outpatient rules (duration below 1, return code 0) leave the dead out by discharge N, those that belong to
    /// an MDC, or to a group of which another rule does so, are to do it too.</summary>
    internal static IEnumerable<Issue> Outpatient(DefinitionSet set)
    {
        var outpatient = set.Rules.Index().Where(each => each.Item[RuleColumn.Dur] == "<1" && each.Item.ReturnCode == new ReturnCode('0'))
            .ToList();
        var living = outpatient.Where(each => each.Item[RuleColumn.Disch] == "N").ToList();
        if (living.Count * 2 <= outpatient.Count)
            return [];
        var groups = living.Select(each => each.Item.Drg).ToHashSet(StringComparer.Ordinal);
        return outpatient.Where(each => each.Item[RuleColumn.Disch].Length == 0
            && (each.Item[RuleColumn.Mdc].Length > 0 || groups.Contains(each.Item.Drg)))
            .Select(each => DefinitionLint.OfRule(
                set, IssueCodes.OutpatientRuleWithoutDischarge, each.Index, $"{living.Count}/{outpatient.Count} disch N"));
    }

    /// <summary>Where most rules about the principal diagnosis ask for a valid one, those that have a blank there.</summary>
    internal static IEnumerable<Issue> PrincipalNotRequired(DefinitionSet set)
    {
        var about = set.Rules.Index().Where(each => AboutPrincipal(each.Item).Any()).ToList();
        var valid = about.Count(each => each.Item[RuleColumn.Icd] == "+");
        return valid * 2 <= about.Count
            ? []
            : about.Where(each => each.Item[RuleColumn.Icd].Length == 0).Select(each => DefinitionLint.OfRule(
                set, IssueCodes.PrincipalNotRequired, each.Index,
                string.Join(" + ", AboutPrincipal(each.Item).Select(asked => $"{asked.Column} {asked.Cell}"))));
    }

    private static IEnumerable<(RuleColumn Column, string Cell)> AboutPrincipal(RuleRow rule) => rule.Asked().Where(asked =>
        asked.Cell[0] != '-' && asked.Column.Type is FeatureType.Mdc or FeatureType.Dgcat or FeatureType.Pdgprop);
}
