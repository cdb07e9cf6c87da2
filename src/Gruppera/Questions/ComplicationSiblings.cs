using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Rules with identical conditions except the complication level give groups of one base group.</summary>
internal sealed class ComplicationSiblings
{
    private readonly Lookups _lookups;
    private readonly Lazy<ILookup<string, int>> _families;

    internal ComplicationSiblings(Lookups lookups)
    {
        _lookups = lookups;
        _families =
            new(() => Enumerable.Range(0, lookups.Set.Rules.Length).ToLookup(rank => Key(lookups.Set.Rules[rank]), StringComparer.Ordinal));
    }

    /// <summary>A group and its base group over all its rules; empty if it has none.</summary>
    internal ImmutableArray<ComplicationSibling> Of(IEnumerable<int> ranks)
    {
        var rules = _lookups.Set.Rules;
        ImmutableArray<ComplicationSibling> siblings =
        [
            .. ranks.SelectMany(Family).Distinct().GroupBy(rank => rules[rank].Drg)
                .Select(same => new ComplicationSibling(
                    _lookups.Named(same.Key), [.. same.Select(rank => Level(rules[rank])).Distinct().OrderDescending()], same.Count()))
                .OrderByDescending(sibling => sibling.Levels[0]).ThenBy(sibling => sibling.Drg.Drg, StringComparer.Ordinal),
        ];
        return siblings.Length > 1 ? siblings : [];
    }

    /// <summary>The rules that differ from a rule in the level only, and itself; empty if it stands alone.</summary>
    internal IEnumerable<int> Family(int rank)
    {
        var family = _families.Value[Key(_lookups.Set.Rules[rank])];
        return family.Count() > 1 ? family : [];
    }

    /// <summary>The level that a rule demands: 2, 1, or 0 for none.</summary>
    internal static int Level(RuleRow rule) => rule[RuleColumn.Compl] switch { "2" => 2, "1" => 1, _ => 0 };

    private static string Key(RuleRow rule) => string.Join('\t', rule.Conditions.SetItem(RuleColumn.Compl.Index, ""));
}
