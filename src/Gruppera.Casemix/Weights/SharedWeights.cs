using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>Groups that share a weight: names with + between, as <c>T17P+T17Q</c>, or patterns, as <c>*P+*Q</c>, where the star stands for
/// the same text in each. Immutable.</summary>
/// <remarks>Source: errata of the Swedish list of 2021, where T17P and T17Q share a weight.</remarks>
public sealed record SharedWeights(ImmutableArray<string> Patterns)
{
    /// <summary>P and Q of the same visit.</summary>
    internal static SharedWeights Visits { get; } = new(["*P", "*Q"]);

    /// <summary>Reads what is shared; null if it names fewer than two groups, or some with a star and some without.</summary>
    public static SharedWeights? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var patterns = text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()
            .ToImmutableArray();
        var stars = patterns.Select(pattern => pattern.Count(c => c == '*')).Distinct().ToList();
        return patterns.Length > 1 && stars is [0 or 1] ? new(patterns) : null;
    }

    /// <summary>The rows of one material with the mean of the contacts of those that share. Families that have a group in common are
    /// one.</summary>
    /// <param name="rows">Groups of the material.</param>
    /// <param name="all">What is shared.</param>
    /// <returns>The rows, and for each of what is shared how many families it made.</returns>
    public static (List<WeightRow> Rows, ImmutableArray<int> Families) Share(
        IReadOnlyList<WeightRow> rows, ImmutableArray<SharedWeights> all)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (found, together) = (ImmutableArray.CreateBuilder<int>(), new Dictionary<string, List<WeightRow>>(StringComparer.Ordinal));
        foreach (var families in all.Select(each => each.Families(rows)))
        {
            found.Add(families.Count);
            foreach (var family in families)
            {
                var whole = family.SelectMany(row => together.GetValueOrDefault(row.Drg) ?? [row]).DistinctBy(row => row.Drg)
                    .OrderBy(row => row.Drg, StringComparer.Ordinal).ToList();
                foreach (var row in whole)
                    together[row.Drg] = whole;
            }
        }

        var changed = together.Values.Distinct().SelectMany(WeightOrder.Pool).ToDictionary(row => row.Drg, StringComparer.Ordinal);
        return ([.. rows.Select(row => changed.GetValueOrDefault(row.Drg, row))], found.ToImmutable());
    }

    private List<List<WeightRow>> Families(IReadOnlyList<WeightRow> rows) =>
    [
        .. rows.Where(row => row.Weight is not null)
            .SelectMany(row => Patterns.Select(pattern => (row, Star: StarOf(pattern, row.Drg))).Where(pair => pair.Star is not null))
            .GroupBy(pair => pair.Star!, pair => pair.row, StringComparer.Ordinal)
            .Select(family => family.DistinctBy(row => row.Drg).ToList())
            .Where(family => family.Count > 1),
    ];

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
