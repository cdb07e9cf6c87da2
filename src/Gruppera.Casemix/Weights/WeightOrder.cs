namespace Gruppera.Casemix.Weights;

/// <summary>Weights of groups that differ in their level of complication alone. Thread-safe.</summary>
public static class WeightOrder
{
    /// <summary>Levels from the least to the most complicated: the last letter of the group.</summary>
    private const string Levels = "ECA";

    /// <summary>Pools neighbours until no less complicated group weighs more than a more complicated one: pool adjacent violators,
    /// weighted by contacts (at least one each).</summary>
    /// <remarks>Source: R. E. Barlow and others, Statistical Inference under Order Restrictions (1972).</remarks>
    public static List<WeightRow> Restore(IReadOnlyList<WeightRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var changed = Families(rows).SelectMany(Ordered).ToDictionary(row => row.Drg, StringComparer.Ordinal);
        return [.. rows.Select(row => changed.GetValueOrDefault(row.Drg, row))];
    }

    /// <summary>Groups that weigh more than a more complicated one (GRP4107).</summary>
    public static IEnumerable<Issue> Offences(IReadOnlyList<WeightRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var family in Families(rows))
        {
            for (var i = 1; i < family.Count; i++)
            {
                if (family[i - 1].Weight > family[i].Weight)
                    yield return new(CasemixIssues.WeightOutOfOrder, Value: family[i].Name, Detail: FormattableString.Invariant(
                        $"{family[i].Weight:0.0000} < {family[i - 1].Drg} {family[i - 1].Weight:0.0000}"));
            }
        }
    }

    private static IEnumerable<WeightRow> Ordered(List<WeightRow> family)
    {
        var pools = new List<List<WeightRow>>();
        foreach (var row in family)
        {
            pools.Add([row]);
            while (pools.Count > 1 && Mean(pools[^2]) > Mean(pools[^1]))
            {
                pools[^2].AddRange(pools[^1]);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        return pools.SelectMany(pool => pool.Count == 1 ? pool : Pool(pool));
    }

    /// <summary>Groups of the same three characters, from the first level to the last; only those with a weight.</summary>
    private static IEnumerable<List<WeightRow>> Families(IReadOnlyList<WeightRow> rows) => rows
        .Where(row => row.Weight is not null && row.Drg.Length > 1 && Levels.Contains(row.Drg[^1], StringComparison.Ordinal))
        .GroupBy(row => row.Drg[..^1], StringComparer.Ordinal)
        .Select(family => family.OrderBy(row => Levels.IndexOf(row.Drg[^1], StringComparison.Ordinal)).ToList())
        .Where(family => family.Count > 1);

    internal static IEnumerable<WeightRow> Pool(List<WeightRow> rows)
    {
        var mean = Mean(rows);
        var names = string.Join(" + ", rows.Select(row => row.Drg));
        return rows.Select(row => row with
        {
            Weight = mean,
            Origin = WeightOrigin.Shared,
            Reason = $"shared: {names}",
            StandardError = null,
            Interval = null,
            Credibility = null,
        });
    }

    /// <summary>The mean by contacts; of equal weights, these to the last bit.</summary>
    private static double Mean(List<WeightRow> rows) => rows.All(row => row.Weight == rows[0].Weight)
        ? rows[0].Weight!.Value
        : rows.Sum(row => row.Weight!.Value * Times(row)) / rows.Sum(Times);

    private static double Times(WeightRow row) => Math.Max(1, row.Contacts?.Basis.Count ?? 0);
}
