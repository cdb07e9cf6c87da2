using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Which cells of which rules name a value. Source: grouping.md §6.</summary>
internal static class RuleUses
{
    /// <summary>All cells that name a value, in the order of the rules; an OR letter names the OR values it asks for or forbids.</summary>
    internal static IEnumerable<((FeatureType, string) Value, int Rank, RuleColumn Column, bool Forbids)> Of(DefinitionSet set)
    {
        for (var rank = 0; rank < set.Rules.Length; rank++)
        {
            var rule = set.Rules[rank];
            for (var column = RuleColumn.Icd; column <= RuleColumn.Dgprop4; column++)
            {
                foreach (var (type, value, forbids) in Of(column, rule[column]))
                    yield return ((type, value), rank, column, forbids);
            }
        }
    }

    /// <summary>The values that a cell names.</summary>
    internal static IEnumerable<(FeatureType Type, string Value, bool Forbids)> Of(RuleColumn column, string cell)
    {
        if (column == RuleColumn.Or)
        {
            foreach (var value in cell switch { "S" or "N" => "1", "P" or "Z" => "12", _ => "" })
                yield return (FeatureType.Or, value.ToString(), cell is "N" or "Z");
        }
        else if (TypeOf(column, cell) is var type and not FeatureType.None && cell is not ("" or "+" or "-"))
        {
            yield return (type, cell.TrimStart('-'), cell[0] == '-');
        }
    }

    private static FeatureType TypeOf(RuleColumn column, string cell) => column switch
    {
        RuleColumn.Mdc => FeatureType.Mdc,
        RuleColumn.Dgcat => FeatureType.Dgcat,
        RuleColumn.Pdgprop => FeatureType.Pdgprop,
        RuleColumn.Procpro or RuleColumn.Secpro => FeatureType.Procprop,
        RuleColumn.Dgprop1 or RuleColumn.Dgprop2 or RuleColumn.Dgprop3 or RuleColumn.Dgprop4 =>
            cell.AsSpan().TrimStart('-') is [_, _, 'K', ..] ? FeatureType.Sdgprop : FeatureType.Dgprop,
        _ => FeatureType.None,
    };
}
