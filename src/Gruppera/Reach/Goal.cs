using Gruppera.Compilation;

namespace Gruppera.Reach;

/// <summary>What a contact is to be like: a conjunction of conditions, each of them held or broken. Not thread-safe.</summary>
internal sealed class Goal
{
    private const int AllOrBits = 7;
    private readonly ulong[] _forbidden;

    internal Goal(int words) => _forbidden = new ulong[words];

    private Goal(Goal other)
    {
        _forbidden = [.. other._forbidden];
        Required = [.. other.Required];
        (Valid, Sexes, Discharges, LevelFrom, LevelTo) = (other.Valid, other.Sexes, other.Discharges, other.LevelFrom, other.LevelTo);
        (OrAllowed, OrNeeded) = (other.OrAllowed, other.OrNeeded);
        (AgeFrom, AgeTo, DurationFrom, DurationTo) = (other.AgeFrom, other.AgeTo, other.DurationFrom, other.DurationTo);
        (Pairs, Soles, Strangers, Family) = ([.. other.Pairs], [.. other.Soles], [.. other.Strangers], [.. other.Family]);
    }

    internal List<ushort> Required { get; } = [];

    /// <summary>Validity of the principal diagnosis, bit 0 no, bit 1 yes.</summary>
    internal int Valid { get; private set; } = 3;

    /// <summary>One bit for each <see cref="Sex"/>.</summary>
    internal int Sexes { get; private set; } = 7;

    internal int Discharges { get; private set; } = 15;

    internal int LevelFrom { get; private set; }

    internal int LevelTo { get; private set; } = 2;

    /// <summary>OR bits that codes may have.</summary>
    internal int OrAllowed { get; private set; } = AllOrBits;

    /// <summary>OR bits of which some code must have one; 0 if none must.</summary>
    internal int OrNeeded { get; private set; }

    internal long AgeFrom { get; private set; }

    internal long AgeTo { get; private set; } = int.MaxValue;

    internal long DurationFrom { get; private set; }

    internal long DurationTo { get; private set; } = int.MaxValue;

    /// <summary>Properties of two different codes.</summary>
    internal List<(ushort P, ushort Q)> Pairs { get; } = [];

    /// <summary>Two properties of which one code has both, and no other has either.</summary>
    internal List<(ushort P, ushort Q)> Soles { get; } = [];

    /// <summary>Properties that some steering code lacks.</summary>
    internal List<ushort> Strangers { get; } = [];

    /// <summary>Properties that every steering code has.</summary>
    internal List<ushort> Family { get; } = [];

    internal ReadOnlySpan<ulong> Forbidden => _forbidden;

    internal bool Forbids(int fact) => (_forbidden[fact >> 6] >> fact & 1) != 0;

    /// <summary>True if no contact can be like this, as far as the conditions themselves show.</summary>
    internal bool IsEmpty =>
        Valid == 0 || Sexes == 0 || Discharges == 0 || LevelFrom > LevelTo || AgeFrom > AgeTo || DurationFrom > DurationTo
            || (OrNeeded != 0 && (OrNeeded & OrAllowed) == 0) || Required.Exists(fact => Forbids(fact))
            || Soles.Exists(sole => Pairs.Exists(pair => pair == sole));

    internal Goal Clone() => new(this);

    /// <summary>Demands that a condition holds.</summary>
    internal Goal Hold(in Condition condition)
    {
        var (operand, second) = (condition.Operand, condition.Second);
        switch (condition.Test)
        {
            case Test.ValidPrincipal: Valid &= 1 << operand; break;
            case Test.Has: Require(operand); break;
            case Test.Lacks: Forbid(operand); break;
            case Test.OrState: AcceptOr(operand); break;
            case Test.TwoUnits:
                Require(operand);
                Require(second);
                Pairs.Add(((ushort)operand, (ushort)second));
                break;
            case Test.OtherUnit: Strangers.Add((ushort)operand); break;
            case Test.NoOtherUnit: Family.Add((ushort)operand); break;
            case Test.Level: LevelFrom = Math.Max(LevelFrom, operand); break;
            case Test.AgeBelow: Age(to: operand - 1L); break;
            case Test.AgeAbove: Age(from: operand + 1L); break;
            case Test.DurationBelow: Duration(to: operand - 1L); break;
            case Test.DurationAbove: Duration(from: operand + 1L); break;
            case Test.Sex: Sexes &= 1 << operand; break;
            case Test.Discharge: Discharges &= 1 << operand; break;
            case Test.NotDischarge: Discharges &= ~(1 << operand); break;
            default: Sexes = 0; break;
        }

        return this;
    }

    /// <summary>The ways in which a condition can fail to hold, beside what is demanded already; together they are all.</summary>
    internal IEnumerable<Goal> Broken(Condition condition)
    {
        var (operand, second) = (condition.Operand, condition.Second);
        Func<Goal, Goal>[] ways = condition.Test switch
        {
            Test.ValidPrincipal => [goal => goal.Hold(condition with { Operand = 1 - operand })],
            Test.Has => [goal => goal.Hold(condition with { Test = Test.Lacks })],
            Test.Lacks => [goal => goal.Hold(condition with { Test = Test.Has })],
            Test.OrState => [goal => goal.AcceptOr(~operand)],
            Test.TwoUnits =>
                [goal => goal.Forbid(operand), goal => goal.Require(operand).Forbid(second), goal => goal.Sole(operand, second)],
            Test.OtherUnit => [goal => goal.Hold(condition with { Test = Test.NoOtherUnit })],
            Test.NoOtherUnit => [goal => goal.Hold(condition with { Test = Test.OtherUnit })],
            Test.Level => [goal => goal.Below(operand)],
            Test.AgeBelow => [goal => goal.Age(from: operand)],
            Test.AgeAbove => [goal => goal.Age(to: operand)],
            Test.DurationBelow => [goal => goal.Duration(from: operand)],
            Test.DurationAbove => [goal => goal.Duration(to: operand)],
            Test.Sex => [goal => goal.Without(1 << operand)],
            Test.Discharge => [goal => goal.Hold(condition with { Test = Test.NotDischarge })],
            Test.NotDischarge => [goal => goal.Hold(condition with { Test = Test.Discharge })],
            _ => [],
        };
        return ways.Select(way => way(Clone())).Where(goal => !goal.IsEmpty);
    }

    private Goal Require(int fact)
    {
        if (!Required.Contains((ushort)fact))
            Required.Add((ushort)fact);
        return this;
    }

    private Goal Forbid(int fact)
    {
        _forbidden[fact >> 6] |= 1UL << fact;
        return this;
    }

    /// <summary>One code has both properties and no other has either: they are there, and not in two codes.</summary>
    private Goal Sole(int p, int q)
    {
        Soles.Add(((ushort)p, (ushort)q));
        return Require(p).Require(q);
    }

    /// <summary>Each letter accepts either all states within some bits, or all that have one of some bits.</summary>
    private Goal AcceptOr(int states)
    {
        var (any, rejected) = (0, 0);
        for (var mask = 0; mask <= AllOrBits; mask++)
        {
            if ((states >> mask & 1) != 0)
                any |= mask;
            else
                rejected |= mask;
        }

        if ((states & 1) != 0)
            OrAllowed &= any;
        else
            OrNeeded = OrNeeded == 0 ? AllOrBits & ~rejected : OrNeeded & ~rejected;
        return this;
    }

    private Goal Below(int level)
    {
        LevelTo = Math.Min(LevelTo, level - 1);
        return this;
    }

    private Goal Without(int sex)
    {
        Sexes &= ~sex;
        return this;
    }

    private Goal Age(long from = 0, long to = int.MaxValue)
    {
        (AgeFrom, AgeTo) = (Math.Max(AgeFrom, from), Math.Min(AgeTo, to));
        return this;
    }

    private Goal Duration(long from = 0, long to = int.MaxValue)
    {
        (DurationFrom, DurationTo) = (Math.Max(DurationFrom, from), Math.Min(DurationTo, to));
        return this;
    }
}
