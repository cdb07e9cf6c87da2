using System.Collections.Immutable;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>Standard errors of weights where contacts of a cluster (a patient, a hospital) are not independent. Filled, then asked; not
/// thread-safe.</summary>
/// <remarks>The linearised ratio summed by cluster. Source: W. G. Cochran, Sampling Techniques (1977), 6 and 9A; A. C. Cameron and D. L.
/// Miller, A Practitioner's Guide to Cluster-Robust Inference, Journal of Human Resources 50 (2015).</remarks>
internal sealed class ClusterErrors
{
    private readonly TrimmedTable _table;
    private readonly int[] _clusters;
    private readonly Dictionary<string, Dictionary<int, (int Count, double Sum)>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double> _all = [];
    private double _squares;

    /// <param name="table">Contacts; the last part of their unit names the cluster.</param>
    internal ClusterErrors(TrimmedTable table) => (_table, _clusters) = (table, table.Table.Clusters());

    /// <summary>Adds the groups of a material.</summary>
    /// <param name="groups">Groups.</param>
    /// <param name="minContacts">Contacts of groups that tell how alike those of a cluster are.</param>
    internal void Add(ImmutableArray<TrimmedGroup> groups, int minContacts)
    {
        foreach (var group in groups)
        {
            foreach (var (cluster, (_, sum)) in _groups[group.Group.Drg] = _table.Deviations(group, _clusters))
                _all[cluster] = _all.GetValueOrDefault(cluster) + sum;
        }

        _squares = _all.Values.Sum(sum => sum * sum);
        Likeness = Intraclass(groups.Where(group => group.Basis.Count >= minContacts && group.Basis.Mean > 0));
    }

    /// <summary>How alike contacts of a cluster are within their group, 0 to 1: the intraclass correlation of costs.</summary>
    internal double Likeness { get; private set; }

    /// <summary>What the variance of a group's mean is multiplied by: 1 + (m - 1) x likeness, where m is the mean size of a contact's
    /// cluster, Σ n(c)² / n.</summary>
    /// <remarks>Source: L. Kish, Survey Sampling (1965), 5.4.</remarks>
    internal double Effect(string drg)
    {
        if (!_groups.TryGetValue(drg, out var clusters) || clusters.Count == 0)
            return 1;
        var (count, squares) = (0.0, 0.0);
        foreach (var (size, _) in clusters.Values)
            (count, squares) = (count + size, squares + ((double)size * size));
        return 1 + (((squares / count) - 1) * Likeness);
    }

    /// <summary>Moments: what the squares of clusters' sums are beyond those of contacts, over what they would be if contacts of a cluster
    /// were all alike; in units of each group's mean.</summary>
    private double Intraclass(IEnumerable<TrimmedGroup> groups)
    {
        var (above, below) = (0.0, 0.0);
        foreach (var group in groups)
        {
            var clusters = _groups[group.Group.Drg];
            if (clusters.Count < 2)
                continue;
            var (pairs, squares) = (0.0, 0.0);
            foreach (var (count, sum) in clusters.Values)
                (pairs, squares) = (pairs + (count * (count - 1.0)), squares + (sum * sum));
            var cv = group.Basis.Cv * group.Basis.Cv;
            above += (squares * clusters.Count / (clusters.Count - 1.0) / group.Basis.Mean / group.Basis.Mean)
                - (cv * group.Basis.Count);
            below += pairs * cv;
        }

        return below > 0 ? Math.Clamp(above / below, 0, 1) : 0;
    }

    /// <summary>The standard error of a weight, in kronor of weight 1.0, and the clusters that the group has contacts of; null with fewer
    /// than two.</summary>
    /// <param name="group">The group.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="count">Contacts that the mean of the material is of.</param>
    internal (double Error, int Clusters)? Of(TrimmedGroup group, double weight, long count)
    {
        var own = _groups[group.Group.Drg];
        if (own.Count < 2)
            return null;
        var (sum, seen) = (0.0, 0.0);
        foreach (var (cluster, (_, deviation)) in own)
        {
            var part = (deviation / group.Basis.Count) - (weight * _all[cluster] / count);
            sum += part * part;
            seen += _all[cluster] * _all[cluster];
        }

        sum += weight * weight * Math.Max(0, _squares - seen) / count / count;
        return (Math.Sqrt(sum * own.Count / (own.Count - 1)), own.Count);
    }
}
