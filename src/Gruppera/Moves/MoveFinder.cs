using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Moves;

/// <summary>Finds why a contact has another result under a later definition set. Thread-safe.</summary>
/// <remarks>Let a be the rule that holds under the earlier set, b the one under the later. Where b was not there before: b is new.
/// Where b is a: its result changed. Where b did not hold before: the first of its conditions that the contact did not meet, and
/// whether that cell changed or what the codes give. Where b held before, but after a: a is gone, or the first of its conditions
/// that the contact no longer meets, and why, or else the order changed. Where no rule holds under either set, a and b are their
/// last rules.</remarks>
public sealed class MoveFinder
{
    private readonly SetDiff _diff;
    private readonly Grouper _before;
    private readonly Grouper _after;

    /// <summary>Makes a finder.</summary>
    /// <param name="diff">What differs between the sets of the groupers.</param>
    /// <param name="before">Groups by the earlier set.</param>
    /// <param name="after">Groups by the later set.</param>
    public MoveFinder(SetDiff diff, Grouper before, Grouper after) =>
        (_diff, _before, _after) = (Argument.Needed(diff), Argument.Needed(before), Argument.Needed(after));

    /// <summary>The cause for a contact with its results under the earlier and the later set.</summary>
    public MoveCause Of(CareContact contact, in GroupingResult before, in GroupingResult after)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var then = _diff.BeforeRankOf(after.Rank);
        var isHeld = before.RuleHeld || after.RuleHeld;
        if (after.RuleHeld || !isHeld)
        {
            if (then < 0)
                return Cause(MoveCauseKind.RuleAdded, after.Rule, isLater: true);
            if (then == before.Rank && (before.RuleHeld || !isHeld))
                return Result(before.Rule, after.Rule);
            if (isHeld && Certifier.Unmet(_before.Definition, contact, then) is { IsEmpty: false } columns)
                return Unmet(contact, _diff.Before.Rules[then], after.Rule, columns, isLater: true);
        }

        var now = _diff.AfterRankOf(before.Rank);
        if (now < 0)
            return Cause(MoveCauseKind.RuleRemoved, before.Rule, isLater: false);
        return isHeld && Certifier.Unmet(_after.Definition, contact, now) is { IsEmpty: false } unmet
            ? Unmet(contact, before.Rule, _diff.After.Rules[now], unmet, isLater: false)
            : Cause(MoveCauseKind.RuleMoved, after.Rule, isLater: true) with { Before = before.Rule.Id, After = _diff.After.Rules[now].Id };
    }

    /// <summary>The cause for a contact that is grouped under the later set with the successors of its codes: these, where they alone give
    /// another result under the earlier set; otherwise what differs between the sets.</summary>
    /// <param name="contact">The contact as recorded.</param>
    /// <param name="converted">The contact with the successors of its codes.</param>
    /// <param name="before">The result of the recorded one under the earlier set.</param>
    /// <param name="after">The result of the converted one under the later set.</param>
    public MoveCause Of(CareContact contact, CareContact converted, in GroupingResult before, in GroupingResult after)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(converted);
        var alone = _before.Group(converted);
        if (Codes(contact).SequenceEqual(Codes(converted))
            || (alone.Drg, alone.ReturnCode, alone.Mdc) == (before.Drg, before.ReturnCode, before.Mdc))
            return Of(converted, alone, after);
        var (from, to) = Codes(contact).Zip(Codes(converted)).First(pair => pair.First != pair.Second);
        return Cause(MoveCauseKind.CodeConverted, after.Rule, isLater: true) with { Code = from, Before = from, After = to };

        static IEnumerable<string> Codes(CareContact contact) =>
            contact.Diagnoses.Select(code => code.ToString()).Concat(contact.Procedures.Select(code => code.ToString()));
    }

    private static MoveCause Cause(MoveCauseKind kind, RuleRow rule, bool isLater) =>
        new() { Kind = kind, Rule = rule.Id, IsLater = isLater };

    private static MoveCause Result(RuleRow before, RuleRow after) => Cause(MoveCauseKind.RuleChanged, after, isLater: true) with
    {
        Before = before.Drg != after.Drg ? before.Drg : before.ReturnCode.ToString(),
        After = before.Drg != after.Drg ? after.Drg : after.ReturnCode.ToString(),
    };

    /// <summary>The first condition of a rule that is met under one set only, the later one where the rule came to hold.</summary>
    private MoveCause Unmet(CareContact contact, RuleRow before, RuleRow after, ImmutableArray<RuleColumn> columns, bool isLater)
    {
        var column = columns[0];
        var (met, unmet) = isLater ? (after, before) : (before, after);
        var cause = Cause(MoveCauseKind.RuleChanged, isLater ? after : before, isLater) with
        {
            Column = column,
            Also = string.Join(' ', columns.Skip(1).Distinct()),
        };
        if (!Asks(met, column, unmet[column])
            || (column.Kind == ColumnKind.OtherProcedure && before[RuleColumn.Procpro] != after[RuleColumn.Procpro]))
            return cause with { Before = before[column], After = after[column] };
        var then = new GivenProperties(_diff.Before, _before.Definition.Marked(contact));
        var now = new GivenProperties(_diff.After, _after.Definition.Marked(contact));
        return MoveReasons.Of(cause, unmet, then, now);
    }

    /// <summary>True if a rule asks for the same as a cell, diagnosis properties in any of their columns.</summary>
    private static bool Asks(RuleRow rule, RuleColumn column, string cell) =>
        rule.Columns.Any(other => other.IsLike(column) && rule[other] == cell);
}
