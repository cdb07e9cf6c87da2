using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Which cells of which rules name a value. Source: docs/specification/grouping.md §6.</summary>
internal static class RuleUses
{
    /// <summary>All cells that name a value, in the order of the rules; an OR letter names the OR values it asks for or forbids.</summary>
    internal static IEnumerable<((FeatureType, string) Value, int Rank, RuleColumn Column, bool Forbids)> Of(DefinitionSet set) =>
        from rule in set.Rules.Index()
        from asked in rule.Item.Asked()
        from value in asked.Column.ValuesOf(asked.Cell)
        select ((value.Type, value.Value), rule.Index, asked.Column, value.IsDenied);
}
