using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>The geometric mean of the mean costs of a group's parent: the groups of the same first letter (MDC) and last letter (kind of
/// care and level), or, of fewer than three, those of the same last letter, or else all. Immutable.</summary>
internal sealed class ParentMeans
{
    private const int FewestGroups = 3;
    private readonly Dictionary<string, double> _logs;
    private readonly Dictionary<string, (int Count, double Sum)> _parents = new(StringComparer.Ordinal);

    internal ParentMeans(IEnumerable<TrimmedGroup> groups)
    {
        _logs = groups.Where(group => group.Group.Drg.Length > 0)
            .ToDictionary(group => group.Group.Drg, group => Math.Log(group.Basis.Mean), StringComparer.Ordinal);
        foreach (var (drg, log) in _logs)
        {
            foreach (var parent in ParentsOf(drg))
            {
                var (count, sum) = _parents.GetValueOrDefault(parent);
                _parents[parent] = (count + 1, sum + log);
            }
        }
    }

    /// <summary>The mean of the parent without the group itself; null if there are too few groups.</summary>
    internal (double Mean, double Error)? Beside(string drg)
    {
        if (drg.Length == 0)
            return null;
        foreach (var parent in ParentsOf(drg))
        {
            var (count, sum) = _parents.GetValueOrDefault(parent);
            if (_logs.TryGetValue(drg, out var own))
                (count, sum) = (count - 1, sum - own);
            if (count >= FewestGroups)
                return (Math.Exp(sum / count), 0);
        }

        return null;
    }

    private static string[] ParentsOf(string drg) => [$"{drg[0]}{drg[^1]}", $"{drg[^1]}", ""];
}
