using Gruppera.Definitions;

namespace Gruppera.Moves;

/// <summary>Which row of the tables of codes makes a condition met under one of two sets only. Source: docs/specification/grouping.md
/// §3-§6.</summary>
internal static class MoveReasons
{
    /// <summary>Completes a cause.</summary>
    /// <param name="cause">The rule and the condition.</param>
    /// <param name="rule">The rule as it stands where the condition is not met.</param>
    /// <param name="before">What the contact's codes give under the earlier set.</param>
    /// <param name="after">What they give under the later one.</param>
    internal static MoveCause Of(MoveCause cause, RuleRow rule, GivenProperties before, GivenProperties after)
    {
        var (met, unmet) = cause.IsLater ? (after, before) : (before, after);
        var column = cause.Column!;
        var cell = rule[column];
        var value = cell.TrimStart('-');
        var isDenied = cell is ['-', _, ..];
        var row = column.Kind switch
        {
            ColumnKind.Principal => Category(met, unmet),
            ColumnKind.Value when column.Type is FeatureType.Mdc or FeatureType.Dgcat => Category(met, unmet),
            ColumnKind.Value => First(column.TypeOf(cell), value),
            ColumnKind.OtherProcedure when value is not ("+" or "") =>
                FirstOf(First(column.Type, value), First(column.Type, rule[RuleColumn.Procpro])),
            ColumnKind.OtherProcedure => Differing(FeatureType.Procprop, FeatureType.Or),
            ColumnKind.OperatingRoom => cell is "S" or "P" or "+" ? Operating(met, unmet, cell) : Operating(unmet, met, cell),
            _ => default, // the contact itself does not differ, and a level is asked about below
        };
        if (column.Kind == ColumnKind.Level && met.Complicating(cell == "2" ? 2 : 1).FirstOrDefault() is { Code: not null } complicating)
            return Complication(cause, complicating, met, unmet, before, after);
        return row.Code is null ? cause with { Kind = MoveCauseKind.Other } : Changed(cause, row, before, after);

        PropertyRow First(FeatureType type, string wanted)
        {
            var (has, lacks) = isDenied ? (unmet, met) : (met, unmet);
            var found = has.With(type, wanted).FirstOrDefault(given => !lacks.Rows.Contains(given));
            return found.Code is null && wanted is ['1', '2' or '3', .. var rest] ? First(type, "98" + rest) : found;
        }

        PropertyRow Differing(params FeatureType[] types) =>
            met.Rows.Except(unmet.Rows).Concat(unmet.Rows.Except(met.Rows)).FirstOrDefault(given => types.Contains(given.Type));
    }

    private static PropertyRow FirstOf(PropertyRow one, PropertyRow other) => one.Code is null ? other : one;

    /// <summary>The category that differs; a dagger code that is new or gone makes a pair valid or not.</summary>
    private static PropertyRow Category(GivenProperties met, GivenProperties unmet)
    {
        if (met.Category != unmet.Category)
            return met.Category.Code is null ? unmet.Category : met.Category;
        return met.Rows.Except(unmet.Rows).Concat(unmet.Rows.Except(met.Rows)).FirstOrDefault(given => given.Unit == 0);
    }

    private static PropertyRow Operating(GivenProperties has, GivenProperties lacks, string cell) => has.Rows.FirstOrDefault(given =>
        given.Type == FeatureType.Or && !lacks.Rows.Contains(given)
        && (given.Value == "1" || (cell is "P" or "Z" && given.Value == "2") || (cell is "+" or "-" && given.Value != "0")));

    /// <summary>What a code that complicates under one set lacks under the other:
    /// the category, its activation, or freedom from exclusion.</summary>
    private static MoveCause Complication(
        MoveCause cause, PropertyRow row, GivenProperties met, GivenProperties unmet, GivenProperties before, GivenProperties after)
    {
        if (row.Type == FeatureType.Cc || !unmet.Values(row.Code, row.Type).Contains(row.Value))
            return Changed(cause, row, before, after);
        var kind = unmet.IsExcluded(row.Value) ? MoveCauseKind.ExclusionChanged : MoveCauseKind.ActivatorChanged;
        return cause with
        {
            Kind = kind,
            Category = row.Value,
            Type = row.Type,
            Code = kind == MoveCauseKind.ExclusionChanged ? met.Principal : row.Code,
            Before = before == met ? "" : row.Value,
            After = after == met ? "" : row.Value,
        };
    }

    /// <summary>A code with what it had instead under the other set, where that is one thing.</summary>
    private static MoveCause Changed(MoveCause cause, PropertyRow row, GivenProperties before, GivenProperties after)
    {
        string[] had = [.. before.Values(row.Code, row.Type)], has = [.. after.Values(row.Code, row.Type)];
        string[] lost = [.. had.Except(has)], gained = [.. has.Except(had)];
        return cause with
        {
            Kind = MoveCauseKind.CodeChanged,
            Code = row.Code,
            Type = row.Type,
            Before = lost.Contains(row.Value) ? row.Value : lost.Length == 1 ? lost[0] : "",
            After = gained.Contains(row.Value) ? row.Value : gained.Length == 1 ? gained[0] : "",
        };
    }
}
