using Gruppera.Definitions;

namespace Gruppera.Workflows.Synthesis;

/// <summary>What a group truly costs in the region, before the unit's efficiency. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Care">The kind of contact it is for.</param>
/// <param name="MeanCost">Mean cost in kronor.</param>
/// <param name="CostSigma">Standard deviation of the logarithm of cost.</param>
/// <param name="MeanDays">Mean of the log-normal distribution that care days are rounded from; 0 for visits.</param>
internal sealed record GroupCost(string Drg, Care Care, double MeanCost, double CostSigma, double MeanDays)
{
    internal const double DaysSigma = 0.7;

    /// <summary>A log-normal amount with this mean, for a number of the standard normal distribution.</summary>
    internal static double LogNormal(double mean, double sigma, double normal) =>
        mean * Elementary.Exp((sigma * normal) - (sigma * sigma / 2));
}

/// <summary>Costs and care days of every group of a set: a round level by kind of contact, operation and complication, the weight of
/// the MDC, and a spread that belongs to the group. Our own figures, for testing; no one's prices.</summary>
internal sealed class GroupCosts
{
    private readonly GroupCost[] _byRank;

    internal GroupCosts(DefinitionSet set, Region region)
    {
        var mdcs = set.DrgNames.GroupBy(name => name.Drg, StringComparer.Ordinal)
            .ToDictionary(names => names.Key, names => names.First().Mdc, StringComparer.Ordinal);
        All = [.. set.Rules.GroupBy(rule => rule.Drg, StringComparer.Ordinal)
            .Select(rules => Of([.. rules], mdcs.GetValueOrDefault(rules.Key, ""), region))];
        var byDrg = All.ToDictionary(cost => cost.Drg, StringComparer.Ordinal);
        _byRank = [.. set.Rules.Select(rule => byDrg[rule.Drg])];
    }

    /// <summary>Every group, in the order of the rules.</summary>
    internal GroupCost[] All { get; }

    internal GroupCost OfRule(int rank) => _byRank[rank];

    /// <summary>Which kind of contact a rule is for: by its care days, or by the last letter of its group.</summary>
    internal static Care CareOf(RuleRow rule)
    {
        var isVisit = rule[RuleColumn.Dur] switch
        {
            "<1" => true,
            "" => rule.Drg is [_, _, _, 'O' or 'P' or 'Q' or 'X' or 'Y' or 'Z' or 'R' or 'S' or 'T' or 'U' or 'V' or 'W'],
            _ => false,
        };
        return !isVisit ? Care.Inpatient : rule.Drg is [_, _, _, >= 'R' and <= 'W'] ? Care.Primary : Care.Outpatient;
    }

    internal static bool IsOperation(RuleRow rule) =>
        rule[RuleColumn.Or] is "S" || (rule[RuleColumn.Procpro] is { Length: > 2 } value && value[0] != '-' && value[2] == 'S');

    private static GroupCost Of(RuleRow[] rules, string mdc, Region region)
    {
        var drg = rules[0].Drg;
        var care = CareOf(rules[0]);
        var isOperation = rules.Any(IsOperation);
        var level = (care, drg[^1]) switch
        {
            (Care.Inpatient, 'A') => 2.4,
            (Care.Inpatient, 'C') => 1.5,
            (Care.Inpatient, _) => 1,
            (_, 'P' or 'T') => 1.5,
            (_, 'Z' or 'W') => 0.4,
            _ => 1,
        };
        var family = drg.Length > 1 ? drg[..^1] : drg;
        var unit = Dice.UnitOf(family, 2);
        var spread = 0.5 + (0.7 * unit) + (6 * Elementary.Exp(24 * Elementary.Log(Math.Max(unit, 0.01))));
        var cost = region.MdcOf(mdc).Cost * level * spread * (care, isOperation) switch
        {
            (Care.Inpatient, true) => 82_000,
            (Care.Inpatient, false) => 46_000,
            (Care.Outpatient, true) => 13_000,
            (Care.Outpatient, false) => 3_200,
            (Care.Primary, true) => 3_000,
            _ => 1_400,
        };
        var days = care == Care.Inpatient ? level * (1.45 + (3.2 * Dice.UnitOf(family, 3))) : 0;
        var round = care == Care.Inpatient ? 100 : 10;
        return new(drg, care, Math.Round(cost / round) * round, Math.Round(0.5 + (0.7 * Dice.UnitOf(family, 4)), 2), Math.Round(days, 1));
    }
}
