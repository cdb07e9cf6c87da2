using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Reach;

namespace Gruppera.Lint;

/// <summary>Rules whose group weighs less than that of a later rule of the same MDC which some of their contacts also meet.</summary>
internal static class WeightLint
{
    private sealed record Weighed(int Rank, RuleRow Row, double Weight);

    /// <summary>One finding for each group: the heaviest later group of its MDC that it takes a contact from. An earlier rule that asks
    /// for all the later one asks for, and more, is an exception on purpose and left out.</summary>
    internal static IEnumerable<Issue> Run(Reachability reachability, Func<string, double?> weightOf)
    {
        var set = reachability.Definition.Set;
        var rules = set.Rules.Index().Where(rule => rule.Item[RuleColumn.Mdc].Length > 0 && weightOf(rule.Item.Drg) is not null)
            .Select(rule => new Weighed(rule.Index, rule.Item, weightOf(rule.Item.Drg)!.Value));
        foreach (var mdc in rules.GroupBy(rule => rule.Row[RuleColumn.Mdc], StringComparer.Ordinal))
        {
            foreach (var group in mdc.GroupBy(rule => rule.Row.Drg, StringComparer.Ordinal))
            {
                var (light, heavy) = mdc.OrderByDescending(rule => rule.Weight).Where(rule => rule.Weight > group.First().Weight)
                    .Select(later => (group.FirstOrDefault(rule => Takes(reachability, rule, later)), later))
                    .FirstOrDefault(pair => pair.Item1 is not null);
                if (light is not null)
                    yield return DefinitionLint.OfRule(
                        set, IssueCodes.LowerWeightFirst, light.Rank,
                        FormattableString.Invariant($"{light.Row.Drg} {light.Weight} ← {heavy.Row.Id} {heavy.Row.Drg} {heavy.Weight}"));
            }
        }
    }

    private static bool Takes(Reachability reachability, Weighed earlier, Weighed later) => earlier.Rank < later.Rank
        && !IsExceptionTo(reachability.Definition, earlier.Rank, later.Rank) && reachability.TakesFrom(earlier.Rank, later.Rank);

    private static bool IsExceptionTo(CompiledDefinition definition, int earlier, int later) =>
        definition.Conditions[later].All(condition => definition.Conditions[earlier].Contains(condition));
}
