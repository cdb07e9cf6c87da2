using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>Reads the cells of a rule into conditions: what each kind of column means. Source: docs/specification/grouping.md §6 and
/// §6.1.</summary>
internal static class ConditionCompiler
{
    internal static Condition[] Compile(RuleRow rule, FactTable facts, Action<RuleColumn> unreadable)
    {
        var conditions = new List<Condition>();
        foreach (var (column, cell) in rule.Asked())
        {
            var (test, operand, second) = Read(rule, column, cell, facts);
            if (test == Test.Never)
                unreadable(column);
            conditions.Add(new(column, test, operand, second));
        }

        return [.. conditions];
    }

    private static Meaning Read(RuleRow rule, RuleColumn column, string cell, FactTable facts) => column.Kind switch
    {
        ColumnKind.Principal => cell switch
        {
            "+" => new(Test.ValidPrincipal, 1),
            "-" => new(Test.ValidPrincipal, 0),
            _ => Meaning.None,
        },
        ColumnKind.Value => Fact(column.TypeOf(cell), cell, facts),
        ColumnKind.Level => cell is "1" or "2" ? new(Test.Level, cell[0] - '0') : Meaning.None,
        ColumnKind.OperatingRoom => OrState(cell) is var states and not 0 ? new(Test.OrState, states) : Meaning.None,
        ColumnKind.OtherProcedure => Secondary(column.Type, rule[RuleColumn.Procpro], cell, facts),
        ColumnKind.Age => Limit(cell, Test.AgeBelow, Test.AgeAbove),
        ColumnKind.Duration => Limit(cell, Test.DurationBelow, Test.DurationAbove),
        ColumnKind.Sex => cell switch
        {
            "M" => new(Test.Sex, (int)Sex.Male),
            "F" => new(Test.Sex, (int)Sex.Female),
            "-" => new(Test.Sex, (int)Sex.Missing),
            _ => Meaning.None,
        },
        ColumnKind.Discharge => cell switch
        {
            "N" => new(Test.NotDischarge, (int)DischargeMode.Dead),
            "E" => new(Test.Discharge, (int)DischargeMode.Dead),
            "R" => new(Test.Discharge, (int)DischargeMode.Transferred),
            "L" => new(Test.Discharge, (int)DischargeMode.LeftAgainstAdvice),
            _ => Meaning.None,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static Meaning Fact(FeatureType type, string cell, FactTable facts) => cell switch
    {
        "+" or "-" => Meaning.None,
        ['-', .. var value] => new(Test.Lacks, facts.Number(type, value)),
        _ => new(Test.Has, facts.Number(type, cell)),
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

    private static Meaning Secondary(FeatureType type, string first, string cell, FactTable facts)
    {
        var p = first.Length == 0 ? 0 : facts.Number(type, first);
        return cell switch
        {
            "+" => new(Test.OtherUnit, p),
            "-" => new(Test.NoOtherUnit, p),
            ['-', .. var value] => new(Test.Lacks, facts.Number(type, value)),
            _ when p == 0 => new(Test.Has, facts.Number(type, cell)),
            _ => new(Test.TwoUnits, p, facts.Number(type, cell)),
        };
    }

    private static Meaning Limit(string cell, Test below, Test above) =>
        CellLimit.Read(cell) is { } limit ? new(limit.IsBelow ? below : above, limit.Days) : Meaning.None;

    private readonly record struct Meaning(Test Test, int Operand = 0, int Second = 0)
    {
        internal static Meaning None => new(Test.Never);
    }
}
