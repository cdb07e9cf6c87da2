using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>What the mean cost of a group would be if it had no contacts, and how far true means lie from that. Immutable.</summary>
/// <remarks>Source: H. Bühlmann and E. Straub, Glaubwürdigkeit für Schadensätze (1970); H. Bühlmann and A. Gisler, A Course in Credibility
/// Theory and its Applications (2005), chapters 4 and 6. Variances between true means and a prior: R. C. Paule and J. Mandel, Consensus
/// values and weighting factors (1982). docs/casemix/weights.md has the formulas.</remarks>
internal sealed class CredibilityPriors
{
    /// <summary>From here on a group's own mean is its weight.</summary>
    internal const double Full = 0.95;

    /// <summary>Groups that a variance is told by, at least.</summary>
    private const int FewestGroups = 10;

    private const double LeastVariance = 1e-4;
    private const double Normal = 1.959963984540054;
    private readonly double _within;
    private readonly int _minContacts;
    private readonly ClusterErrors? _clusters;
    private readonly Text _parent = "the parent group";
    private readonly List<Source> _sources = [];

    /// <param name="groups">Groups of a material.</param>
    /// <param name="siblings">The groups beside a group.</param>
    /// <param name="previous">Row of a group in the previous list, or null, and what its weights are multiplied by to be
    /// kronor.</param>
    /// <param name="minContacts">Contacts of groups that variances and ratios are told by.</param>
    /// <param name="clusters">Clusters within which contacts are not independent; null if they are.</param>
    internal CredibilityPriors(
        IReadOnlyList<TrimmedGroup> groups, SiblingRatios siblings, (Func<string, DrgWeight?> Row, double Kronor) previous,
        int minContacts, ClusterErrors? clusters)
    {
        _clusters = clusters;
        var sizes = groups.ToDictionary(group => group.Group.Drg, group => group.Basis.Count, StringComparer.Ordinal);
        _minContacts = Math.Max(2, minContacts);
        var large = groups.Where(group => group.Basis.Count >= _minContacts && group.Basis.Mean > 0).ToList();
        if (large.Count < FewestGroups)
            return;
        _within = large.Sum(group => (group.Basis.Count - 1) * group.Basis.Cv * group.Basis.Cv)
            / large.Sum(group => group.Basis.Count - 1.0);
        Add("the previous list", drg => previous.Row(drg) is { Weight: > 0 } row
            ? (row.Weight * previous.Kronor, ErrorOf(row.Basis, sizes.GetValueOrDefault(drg)))
            : null);
        Add("the neighbouring groups", drg => siblings.Beside(drg) is { } beside
            ? (beside.Mean, _within * (clusters?.Effect(drg) ?? 1) / beside.Contacts) : null);
        var parents = new ParentMeans(large);
        Add(_parent, drg => parents.Beside(drg));

        void Add(Text name, Func<string, (double Mean, double Error)?> of)
        {
            var told = large.Select(group => (Group: group, Prior: of(group.Group.Drg))).Where(pair => pair.Prior is not null)
                .Select(pair => (
                    Square: Square(Math.Log(pair.Group.Basis.Mean / pair.Prior!.Value.Mean)),
                    Error: (WithinOf(pair.Group) / pair.Group.Basis.Count) + pair.Prior.Value.Error)).ToList();
            if (told.Count >= FewestGroups)
                _sources.Add(new(name, of, Math.Max(LeastVariance, Between(told))));
        }
    }

    /// <summary>The prior of a group; null if nothing tells of it.</summary>
    /// <param name="drg">The group.</param>
    internal (double Mean, double Variance, Text From, bool IsParent)? Of(string drg)
    {
        var (weights, logs, from) = (0.0, 0.0, (Text?)null);
        foreach (var source in _sources)
        {
            if (source.Of(drg) is not { } prior)
                continue;
            var weight = 1 / (source.Variance + prior.Error);
            (weights, logs) = (weights + weight, logs + (weight * Math.Log(prior.Mean)));
            from = from is null ? source.Name : $"{from}, {source.Name:source}";
        }

        return from is null ? null : (Math.Exp(logs / weights), 1 / weights, from, ReferenceEquals(from, _parent));
    }

    /// <summary>Squared coefficient of variation within a group: its own and that of all, as if that were of
    /// <see cref="_minContacts"/> more contacts; times what clusters make of it.</summary>
    internal double WithinOf(TrimmedGroup? group)
    {
        var count = Math.Max(0, (group?.Basis.Count ?? 0) - 1);
        return (group is null ? 1 : _clusters?.Effect(group.Group.Drg) ?? 1)
            * ((count * Square(group?.Basis.Cv ?? 0)) + (_minContacts * _within)) / (count + _minContacts);
    }

    /// <summary>Variance of the logarithm of a weight of the previous list by what it says of it; where it says nothing, as if it had been
    /// made of as many contacts as there are now.</summary>
    private double ErrorOf(WeightBasis? basis, int contacts) => basis switch
    {
        { Low: > 0 and var low, High: { } high } => Square(Math.Log(high / low) / (2 * Normal)),
        { Inner: > 0 } => _within / basis.Inner,
        _ => _within / Math.Max(1, contacts),
    };

    /// <summary>The variance for which squares over their expected size sum to their number.</summary>
    private static double Between(List<(double Square, double Error)> told)
    {
        var (low, high) = (0.0, told.Max(each => each.Square) + 1);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (told.Sum(each => each.Square / (each.Error + middle)) > told.Count)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private static double Square(double number) => number * number;

    private sealed record Source(Text Name, Func<string, (double Mean, double Error)?> Of, double Variance);
}
