using Gruppera.Grouping;

namespace Gruppera.Explanation;

/// <summary>A group with the rule that gives it. Immutable.</summary>
/// <param name="Drg">National group.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="ReturnCode">Return code of the rule.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Rank">Rank of the rule among the set's, the first being 0.</param>
public sealed record GroupOutcome(string Drg, TableText Name, ReturnCode ReturnCode, string Rule, int Rank)
{
    internal static GroupOutcome Of(Compilation.CompiledDefinition definition, int rank)
    {
        var rule = definition.Set.Rules[rank];
        return new(rule.Drg, definition.DrgNameOf(rank).Text, rule.ReturnCode, rule.Id, rank);
    }

    internal static GroupOutcome Of(in GroupingResult result) =>
        new(result.Drg, result.DrgName, result.ReturnCode, result.Rule.Id, result.Rank);
}
