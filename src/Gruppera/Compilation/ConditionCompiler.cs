using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>Reads the cells of a rule into conditions. Source: grouping.md §6 and §6.1.</summary>
internal static class ConditionCompiler
{
    internal static Condition[] Compile(RuleRow rule, FactTable facts, Action<RuleColumn> unreadable)
    {
        var conditions = new List<Condition>();
        for (var column = RuleColumn.Icd; column <= RuleColumn.Disch; column++)
        {
            var cell = rule[column];
            if (cell.Length == 0)
                continue;
            var condition = Read(rule, column, cell, facts);
            if (condition.Test == Test.Never)
                unreadable(column);
            conditions.Add(condition);
        }

        return [.. conditions];
    }

    private static Condition Read(RuleRow rule, RuleColumn column, string cell, FactTable facts) => column switch
    {
        RuleColumn.Icd => cell switch
        {
            "+" => new(column, Test.ValidPrincipal, 1),
            "-" => new(column, Test.ValidPrincipal, 0),
            _ => new(column, Test.Never),
        },
        RuleColumn.Mdc => Fact(column, FeatureType.Mdc, cell, facts),
        RuleColumn.Dgcat => Fact(column, FeatureType.Dgcat, cell, facts),
        RuleColumn.Pdgprop => Fact(column, FeatureType.Pdgprop, cell, facts),
        RuleColumn.Procpro => Fact(column, FeatureType.Procprop, cell, facts),
        RuleColumn.Dgprop1 or RuleColumn.Dgprop2 or RuleColumn.Dgprop3 or RuleColumn.Dgprop4 =>
            Fact(column, IsOfFirstSecondary(cell) ? FeatureType.Sdgprop : FeatureType.Dgprop, cell, facts),
        RuleColumn.Compl => cell is "1" or "2" ? new(column, Test.Level, cell[0] - '0') : new(column, Test.Never),
        RuleColumn.Or => OrState(cell) is var states and not 0 ? new(column, Test.OrState, states) : new(column, Test.Never),
        RuleColumn.Secpro => Secondary(rule[RuleColumn.Procpro], cell, facts),
        RuleColumn.Agelim => Limit(column, cell, Test.AgeBelow, Test.AgeAbove),
        RuleColumn.Dur => Limit(column, cell, Test.DurationBelow, Test.DurationAbove),
        RuleColumn.Sex => cell switch
        {
            "M" => new(column, Test.Sex, (int)Sex.Male),
            "F" => new(column, Test.Sex, (int)Sex.Female),
            "-" => new(column, Test.Sex, (int)Sex.Missing),
            _ => new(column, Test.Never),
        },
        RuleColumn.Disch => cell switch
        {
            "N" => new(column, Test.NotDischarge, (int)DischargeMode.Dead),
            "E" => new(column, Test.Discharge, (int)DischargeMode.Dead),
            "R" => new(column, Test.Discharge, (int)DischargeMode.Transferred),
            "L" => new(column, Test.Discharge, (int)DischargeMode.LeftAgainstAdvice),
            _ => new(column, Test.Never),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Values <c>nnKnn</c> are properties of the first secondary diagnosis.</summary>
    private static bool IsOfFirstSecondary(string cell)
    {
        var value = cell.AsSpan().TrimStart('-');
        return value.Length > 2 && value[2] == 'K';
    }

    private static Condition Fact(RuleColumn column, FeatureType type, string cell, FactTable facts) => cell switch
    {
        "+" or "-" => new(column, Test.Never),
        ['-', .. var value] => new(column, Test.Lacks, facts.Number(type, value)),
        _ => new(column, Test.Has, facts.Number(type, cell)),
    };

    /// <summary>The OR states (0-7, bits as <see cref="CodeEntry.OrMask"/>) that a letter accepts, as a bit set.</summary>
    private static int OrState(string cell)
    {
        Func<int, bool>? accepts = cell switch
        {
            "S" => mask => (mask & 1) != 0,
            "P" => mask => (mask & 3) != 0,
            "N" => mask => (mask & 1) == 0,
            "Z" => mask => (mask & 3) == 0,
            "+" => mask => mask != 0,
            "-" => mask => mask == 0,
            _ => null,
        };
        var states = 0;
        for (var mask = 0; accepts is not null && mask < 8; mask++)
            states |= accepts(mask) ? 1 << mask : 0;
        return states;
    }

    private static Condition Secondary(string first, string cell, FactTable facts)
    {
        var p = first.Length == 0 ? 0 : facts.Number(FeatureType.Procprop, first);
        return cell switch
        {
            "+" => new(RuleColumn.Secpro, Test.OtherUnit, p),
            "-" => new(RuleColumn.Secpro, Test.NoOtherUnit, p),
            ['-', .. var value] => new(RuleColumn.Secpro, Test.Lacks, facts.Number(FeatureType.Procprop, value)),
            _ when p == 0 => new(RuleColumn.Secpro, Test.Has, facts.Number(FeatureType.Procprop, cell)),
            _ => new(RuleColumn.Secpro, Test.TwoUnits, p, facts.Number(FeatureType.Procprop, cell)),
        };
    }

    private static Condition Limit(RuleColumn column, string cell, Test below, Test above) =>
        int.TryParse(cell.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? cell[0] switch
            {
                '<' => new(column, below, limit),
                '>' => new(column, above, limit),
                _ => new(column, Test.Never),
            }
            : new(column, Test.Never);
}
