using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>Groups that share a weight: names with + between, as <c>T17P+T17Q</c>, or patterns, as <c>*P+*Q</c>, where the star stands for
/// the same text in each. Immutable.</summary>
/// <remarks>Source: errata of the Swedish list of 2021, where T17P and T17Q share a weight.</remarks>
public sealed record SharedWeights(ImmutableArray<string> Patterns)
{
    /// <summary>Reads what is shared; null if it names fewer than two groups, or some with a star and some without.</summary>
    public static SharedWeights? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var patterns = text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()
            .ToImmutableArray();
        var stars = patterns.Select(pattern => pattern.Count(c => c == '*')).Distinct().ToList();
        return patterns.Length > 1 && stars is [0 or 1] ? new(patterns) : null;
    }

    /// <summary>The rows of one material with the mean of the contacts of those that share, and how many families shared.</summary>
    public (List<WeightRow> Rows, int Families) Share(IReadOnlyList<WeightRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var families = rows.Where(row => row.Weight is not null)
            .SelectMany(row => Patterns.Select(pattern => (row, Star: StarOf(pattern, row.Drg))).Where(pair => pair.Star is not null))
            .GroupBy(pair => pair.Star!, pair => pair.row, StringComparer.Ordinal)
            .Select(family => family.DistinctBy(row => row.Drg).ToList())
            .Where(family => family.Count > 1).ToList();
        var changed = families.SelectMany(WeightOrder.Pool).ToDictionary(row => row.Drg, StringComparer.Ordinal);
        return ([.. rows.Select(row => changed.GetValueOrDefault(row.Drg, row))], families.Count);
    }

    /// <summary>What the star of a pattern stands for in a group; null if the group is not of the pattern.</summary>
    private static string? StarOf(string pattern, string drg)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return pattern == drg ? "" : null;
        var (start, end) = (pattern[..star], pattern[(star + 1)..]);
        return drg.Length >= start.Length + end.Length && drg.StartsWith(start, StringComparison.Ordinal)
            && drg.EndsWith(end, StringComparison.Ordinal)
            ? drg[start.Length..(drg.Length - end.Length)] : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('+', Patterns);
}
