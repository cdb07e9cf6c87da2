using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>What a level of complication costs beside the groups next to it: for a group with too few contacts of its own.
/// Immutable.</summary>
/// <remarks>The mean of the base group (the same three characters) is made free of its mix of levels: mean cost = base mean x r(level) /
/// the mean of r over the base group's contacts, where r is the cost of a level over that of the lowest one in the base groups that have
/// both, weighted by contacts; those of the same first letter where three or more tell it, otherwise all.</remarks>
internal sealed class SiblingRatios(IReadOnlyList<TrimmedGroup> groups, int minContacts)
{
    /// <summary>Last letters that differ in complication alone, from the lowest.</summary>
    private static readonly string[] Levels = ["ECA", "QP"];

    private readonly ILookup<string, TrimmedGroup> _families = groups
        .Where(group => LevelsOf(group.Group.Drg) is not null && group.Basis.Count > 0)
        .ToLookup(group => Family(group.Group.Drg), StringComparer.Ordinal);

    private readonly Dictionary<(char Levels, char Level), List<(string Family, double Own, double Low)>> _pairs = [];

    /// <summary>The mean cost of a group by those beside it; null if they do not show.</summary>
    internal double? MeanOf(string drg)
    {
        if (LevelsOf(drg) is not { } levels)
            return null;
        var family = _families[Family(drg)].ToList();
        var contacts = family.Sum(group => (long)group.Basis.Count);
        if (contacts < minContacts || Ratio(drg[0], levels, drg[^1]) is not { } own)
            return null;
        var mix = new NeumaierSum();
        foreach (var group in family)
        {
            if (Ratio(drg[0], levels, group.Group.Drg[^1]) is not { } ratio)
                return null;
            mix.Add(ratio * group.Basis.Count);
        }

        return NeumaierSum.Of(family.Select(group => group.Basis.Sum).ToArray()) * own / mix.Value;
    }

    /// <summary>The mean cost of a group by the others of its base group alone, and how many contacts these have, ratios of levels being
    /// those of other base groups; null if they do not show.</summary>
    internal (double Mean, long Contacts)? Beside(string drg)
    {
        if (LevelsOf(drg) is not { } levels || Ratio(drg[0], levels, drg[^1], Family(drg)) is not { } own)
            return null;
        var (sum, mix, contacts) = (new NeumaierSum(), new NeumaierSum(), 0L);
        foreach (var group in _families[Family(drg)].Where(group => group.Group.Drg != drg))
        {
            if (Ratio(drg[0], levels, group.Group.Drg[^1], Family(drg)) is not { } ratio)
                continue;
            sum.Add(group.Basis.Sum);
            mix.Add(ratio * group.Basis.Count);
            contacts += group.Basis.Count;
        }

        return contacts == 0 ? null : (sum.Value * own / mix.Value, contacts);
    }

    private static string? LevelsOf(string drg) =>
        drg.Length < 2 ? null : Levels.FirstOrDefault(letters => letters.Contains(drg[^1], StringComparison.Ordinal));

    /// <summary>Three characters and which set of levels: a visit and an admission may share the three.</summary>
    private static string Family(string drg) => $"{drg[..^1]}{LevelsOf(drg)![0]}";

    private double? Ratio(char mdc, string levels, char level, string without = "")
    {
        if (level == levels[0])
            return 1;
        if (!_pairs.TryGetValue((levels[0], level), out var pairs))
        {
            _pairs[(levels[0], level)] = pairs =
            [
                .. _families.Where(family => family.Key[^1] == levels[0])
                    .Select(family => (family.Key, Low: Enough(family, levels[0]), Own: Enough(family, level)))
                    .Where(pair => pair.Low is not null && pair.Own is not null)
                    .Select(pair => (pair.Key, pair.Own!.Basis.Sum, pair.Own!.Basis.Count * pair.Low!.Basis.Mean)),
            ];
        }

        var (near, nearOwn, nearLow, all, own, low) = (0, 0.0, 0.0, 0, 0.0, 0.0);
        foreach (var (family, ofOwn, ofLow) in pairs)
        {
            if (family == without)
                continue;
            (all, own, low) = (all + 1, own + ofOwn, low + ofLow);
            if (family[0] == mdc)
                (near, nearOwn, nearLow) = (near + 1, nearOwn + ofOwn, nearLow + ofLow);
        }

        return near >= 3 ? nearOwn / nearLow : all > 0 ? own / low : null;
    }

    private TrimmedGroup? Enough(IEnumerable<TrimmedGroup> family, char level) =>
        family.FirstOrDefault(group => group.Group.Drg[^1] == level && group.Basis.Count >= minContacts);
}
