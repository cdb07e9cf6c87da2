using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What the logic says of a rule.</summary>
internal sealed class RuleQuestion(Lookups lookups, ComplicationSiblings siblings)
{
    private const int Around = 3;

    internal RuleView? Of(string idOrOrd)
    {
        var rank = lookups.Index.RuleOf(idOrOrd);
        if (rank < 0)
            return null;
        var rules = lookups.Set.Rules;
        var rule = rules[rank];
        return new()
        {
            Rule = lookups.Brief(rank),
            CombinedDrg = rule.CombinedDrg,
            ReturnCodeText = lookups.Set.ReturnCodes.FirstOrDefault(text => text.Code == rule.ReturnCode).Text,
            NationalVersions = rule.NationalVersions,
            Place = rank + 1,
            Of = rules.Length,
            File = lookups.FileOf(rule.Source),
            Row = rule.Source.Row,
            Before = Between(rank - Around, rank),
            After = Between(rank + 1, rank + 1 + Around),
            Siblings = [.. siblings.Family(rank).Select(other => new SiblingRule(
                rules[other].Id, rules[other].Ord, lookups.Named(rules[other].Drg), ComplicationSiblings.Level(rules[other])))],
            Nearest = [.. Nearest(rule)],
            Problems = [.. lookups.Index.ProblemsOfRule(rule.Id)],
        };
    }

    private ImmutableArray<RuleBrief> Between(int first, int end) =>
        [.. Enumerable.Range(0, lookups.Set.Rules.Length).Where(rank => rank >= first && rank < end).Select(lookups.Brief)];

    private IEnumerable<NearRule> Nearest(RuleRow rule)
    {
        foreach (var other in lookups.Set.Rules)
        {
            if (OnlyDifference(rule, other) is not { } column || column == RuleColumn.Compl)
                continue;
            var words = RuleWording.Of(other, lookups.Index).FirstOrDefault(condition => condition.Column == column);
            yield return new(other.Id, other.Ord, lookups.Named(other.Drg), column, other[column], words?.Text);
        }
    }

    /// <summary>The one column in which two rules differ; null if they differ in none or in several.</summary>
    private static RuleColumn? OnlyDifference(RuleRow rule, RuleRow other)
    {
        RuleColumn? found = null;
        foreach (var column in rule.Columns)
        {
            if (rule[column] == other[column])
                continue;
            if (found is not null)
                return null;
            found = column;
        }

        return found;
    }
}
