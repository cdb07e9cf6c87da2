using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>What came near: rules that failed, and those of the same base group.</summary>
internal static class NearLens
{
    /// <summary>Rules before the fired one that failed on exactly one condition.</summary>
    internal static ImmutableArray<NearMiss> NearMisses(ContactTrace trace, GroupingResult now, WhatIf whatIf)
    {
        var judge = new PlausibilityJudge(trace.Definition, trace.Contact, now);
        var changes = whatIf.Changes(trace.Contact).GroupBy(change => change.Result.Rank).ToDictionary(
            same => same.Key,
            same => (Change: judge.Merge([.. same.Select(change => change.Change)])[0].In(trace.Index), same.First().Result));
        return
        [
            .. Failures(trace).Where(rule => rule.Count() == 1)
                .Select(rule => (Rule: rule, Reached: changes.TryGetValue(rule.Key, out var reached) ? reached : default))
                .Select(each => new NearMiss(
                    GroupOutcome.Of(trace.Definition, each.Rule.Key),
                    RuleLens.Conditions(trace, each.Rule.Key)[each.Rule.First().Second],
                    each.Reached.Change)
                {
                    Plausibility = each.Reached.Change is { } change ? judge.Of(change, each.Reached.Result) : null,
                })
                .OrderBy(miss => miss.Plausibility ?? (Plausibility)int.MaxValue).ThenBy(miss => !IsAtHome(trace, miss.Group.Rank)),
        ];
    }

    /// <summary>True for a rule that names the MDC of the contact.</summary>
    private static bool IsAtHome(ContactTrace trace, int rank)
    {
        var rule = trace.Definition.Set.Rules[rank];
        var mdc = trace.Definition.Categories[trace.Category].Mdc ?? "";
        return mdc.Length > 0 && (rule[RuleColumn.Mdc] == mdc || rule[RuleColumn.Dgcat].StartsWith(mdc, StringComparison.Ordinal));
    }

    internal static ImmutableArray<FailedRule> Failed(ContactTrace trace) =>
    [
        .. Failures(trace).Select(rule => new FailedRule(
            GroupOutcome.Of(trace.Definition, rule.Key),
            [.. rule.Select(step => trace.Definition.Conditions[rule.Key][step.Second].Column)])),
    ];

    /// <summary>Rules with the same conditions as the fired one save the complication level, one for each group.</summary>
    internal static ImmutableArray<SiblingVerdict> Siblings(ContactTrace trace)
    {
        var rules = trace.Definition.Set.Rules;
        var fired = rules[trace.Rank];
        return
        [
            .. Enumerable.Range(0, rules.Length)
                .Where(rank => rules[rank].Drg != fired.Drg && AreSiblings(rules[rank], fired))
                .DistinctBy(rank => rules[rank].Drg)
                .Select(rank => Judge(trace, rank)).OrderByDescending(sibling => sibling.Level),
        ];
    }

    private static SiblingVerdict Judge(ContactTrace trace, int rank)
    {
        var asked = LevelOf(trace.Definition.Set.Rules[rank]);
        var reason = asked > trace.Level
            ? (Text)$"asks for complication level {asked}; the contact has {trace.Level}"
            : $"would hold too, but rule {trace.Definition.Set.Rules[trace.Rank].Id:id} comes before it";
        return new(GroupOutcome.Of(trace.Definition, rank), asked, reason);
    }

    private static int LevelOf(RuleRow rule) => rule[RuleColumn.Compl] switch { "2" => 2, "1" => 1, _ => 0 };

    private static bool AreSiblings(RuleRow one, RuleRow other) =>
        one.Columns.All(column => column == RuleColumn.Compl || one[column] == other[column]);

    private static IEnumerable<IGrouping<int, TraceEvent>> Failures(ContactTrace trace) =>
        trace.Of(TraceKind.Unmet).GroupBy(step => step.Operand);
}
