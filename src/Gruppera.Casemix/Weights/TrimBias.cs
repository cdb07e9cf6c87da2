using System.Collections.Immutable;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>How far weights lie from those of the untrimmed means of the same contacts, by how skewed costs are. Immutable.</summary>
/// <param name="Least">Mean difference, as a share, in the third of groups whose costs are least skewed.</param>
/// <param name="Most">The same in the most skewed third.</param>
/// <param name="Groups">Groups with enough contacts, in all three thirds.</param>
public sealed record TrimBias(double Least, double Most, int Groups)
{
    private const int FewestGroups = 9;

    /// <summary>The difference in a material; null if it has too few groups with enough contacts, or nothing is trimmed.</summary>
    /// <param name="groups">Groups of the material.</param>
    /// <param name="minContacts">Contacts of a group that is looked at.</param>
    internal static TrimBias? Of(ImmutableArray<TrimmedGroup> groups, int minContacts)
    {
        var looked = groups.Where(group => group.Basis.Count >= minContacts && group.All.Mean > 0).OrderBy(group => group.All.Skewness)
            .ToList();
        if (looked.Count < FewestGroups || looked.All(group => group.Basis == group.All))
            return null;
        var one = groups.Sum(group => group.Basis.Sum) / groups.Sum(group => (double)group.Basis.Count);
        var plain = groups.Sum(group => group.All.Sum) / groups.Sum(group => (double)group.All.Count);
        var third = looked.Count / 3;
        return new(Mean(looked.Take(third)), Mean(looked.TakeLast(third)), looked.Count);

        double Mean(IEnumerable<TrimmedGroup> of) => of.Average(group => (group.Basis.Mean / one / (group.All.Mean / plain)) - 1);
    }
}
