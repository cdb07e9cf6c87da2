using System.Collections.Immutable;
using Gruppera.Casemix.Weights;

namespace Gruppera.Workflows.Sets;

/// <summary>The weight lists that pages show: those of a store, read again where it changed, and one that was named. Thread-safe.</summary>
/// <param name="store">The store; null for none.</param>
/// <param name="named">A list that the server was started with; null for none.</param>
public sealed class WeightCatalogue(WeightStore? store = null, WeightList? named = null)
{
    private readonly Lock _lock = new();
    private (DateTime At, ImmutableArray<WeightList> Lists)? _read;

    /// <summary>The lists, the latest year first.</summary>
    public ImmutableArray<WeightList> Lists
    {
        get
        {
            lock (_lock)
            {
                var at = store?.ChangedAt ?? DateTime.MinValue;
                if (_read is not { } read || read.At != at)
                    _read = read = (at, [.. (store?.List() ?? []).Concat(named is null ? [] : [named]).DistinctBy(list => list.Name)
                        .OrderByDescending(YearOf).ThenBy(list => list.Name, StringComparer.Ordinal)]);
                return read.Lists;
            }
        }
    }

    /// <summary>A list by its name; null if there is none.</summary>
    public WeightList? Find(string? name) => Lists.FirstOrDefault(list => list.Name == name);

    /// <summary>The year that a list is for; 0 if not given.</summary>
    internal static int YearOf(WeightList list) => list.Manifest?.Year ?? 0;
}
