using Gruppera.Compilation;
using Gruppera.Features;
using Gruppera.Tracing;

namespace Gruppera.Matching;

/// <summary>The first rule whose every condition is met, found as the manual says: rule by rule, column by column.
/// The yardstick for <see cref="IndexedMatcher"/>. Source: docs/specification/grouping.md §6 and §7.</summary>
internal static class LinearMatcher
{
    /// <summary>Rank of the rule, or -1 if none holds.</summary>
    internal static int Match(in ContactFeatures features)
    {
        var rules = features.Definition.Conditions;
        for (var rule = 0; rule < rules.Length; rule++)
        {
            if (FirstUnmet(rules[rule], features) < 0)
                return rule;
        }

        return -1;
    }

    /// <summary>As <see cref="Match(in ContactFeatures)"/>, and reports every condition that is not met, rule by rule, up to the rule that
    /// holds.</summary>
    internal static int Match<T>(in ContactFeatures features, T tracer)
        where T : struct, ITracer
    {
        var rules = features.Definition.Conditions;
        for (var rule = 0; rule < rules.Length; rule++)
        {
            var holds = true;
            for (var i = 0; i < rules[rule].Length; i++)
            {
                if (IsMet(rules[rule][i], features))
                    continue;
                holds = false;
                tracer.Add(new(TraceKind.Unmet, rule, i));
            }

            if (!holds)
                continue;
            tracer.Add(new(TraceKind.Held, rule));
            return rule;
        }

        return -1;
    }

    /// <summary>Index of the first condition that is not met, or -1.</summary>
    internal static int FirstUnmet(Condition[] conditions, in ContactFeatures features)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            if (!IsMet(conditions[i], features))
                return i;
        }

        return -1;
    }

    internal static bool IsMet(in Condition condition, in ContactFeatures features) => condition.Test switch
    {
        Test.ValidPrincipal => features.HasValidPrincipal == (condition.Operand == 1),
        Test.Has => features.Has(condition.Operand),
        Test.Lacks => !features.Has(condition.Operand),
        Test.OrState => (condition.Operand >> features.OrMask & 1) != 0,
        Test.TwoUnits => HasTwoUnits(condition.Operand, condition.Second, features),
        Test.OtherUnit => HasOtherUnit(condition.Operand, features),
        Test.NoOtherUnit => !HasOtherUnit(condition.Operand, features),
        Test.Level => features.Level >= condition.Operand,
        Test.AgeBelow => features.Age < condition.Operand,
        Test.AgeAbove => features.Age > condition.Operand,
        Test.DurationBelow => features.Duration < condition.Operand,
        Test.DurationAbove => features.Duration > condition.Operand,
        Test.Sex => (int)features.Sex == condition.Operand,
        Test.Discharge => (int)features.Discharge == condition.Operand,
        Test.NotDischarge => (int)features.Discharge != condition.Operand,
        _ => false,
    };

    /// <summary>Two different units, one with p and another with q; one unit may have both, but not serve twice.</summary>
    private static bool HasTwoUnits(int p, int q, in ContactFeatures features)
    {
        var withP = 0;
        var withQ = 0;
        var withEither = 0;
        foreach (ref readonly var unit in features.Units)
        {
            var hasP = Has(unit, p, features);
            var hasQ = Has(unit, q, features);
            withP += hasP ? 1 : 0;
            withQ += hasQ ? 1 : 0;
            withEither += hasP || hasQ ? 1 : 0;
        }

        return withP > 0 && withQ > 0 && withEither > 1;
    }

    /// <summary>Some unit of OR 1 with at least one procedure property lacks p.</summary>
    private static bool HasOtherUnit(int p, in ContactFeatures features)
    {
        foreach (ref readonly var unit in features.Units)
        {
            if (IsOtherUnit(unit, p, features))
                return true;
        }

        return false;
    }

    /// <summary>True for a unit of OR 1 with at least one procedure property that lacks p.</summary>
    internal static bool IsOtherUnit(in Unit unit, int p, in ContactFeatures features)
    {
        var entries = features.Definition.Codes.Entries;
        var (first, dagger, pair) = (entries[unit.First], entries[unit.Dagger], entries[unit.Pair]);
        return ((first.OrMask | dagger.OrMask | pair.OrMask) & 1) != 0
            && first.Procprops + dagger.Procprops + pair.Procprops > 0
            && !Has(unit, p, features);
    }

    private static bool Has(in Unit unit, int procprop, in ContactFeatures features)
    {
        var codes = features.Definition.Codes;
        var fact = (ushort)procprop;
        return codes.Procprops(codes.Entries[unit.First]).Contains(fact)
            || codes.Procprops(codes.Entries[unit.Dagger]).Contains(fact)
            || codes.Procprops(codes.Entries[unit.Pair]).Contains(fact);
    }
}
