using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Gruppera.Workflows.Sets;

/// <summary>The sets that are served, opened when first asked for and kept. Thread-safe.</summary>
public sealed class SetCatalogue
{
    private readonly ConcurrentDictionary<string, Lazy<LoadedSet?>> _sets = new(StringComparer.Ordinal);

    /// <summary>Makes a catalogue.</summary>
    /// <param name="ids">Ids in the order in which they are shown; the first is the one that answers where none is named.</param>
    /// <param name="open">Opens a set by its id; gives null if it cannot be used.</param>
    public SetCatalogue(IEnumerable<string> ids, Func<string, LoadedSet?> open)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(open);
        Ids = [.. ids.Distinct()];
        if (Ids.IsEmpty)
            throw new ArgumentException("there is no set to serve", nameof(ids));
        foreach (var id in Ids)
            _sets[id] = new(() => open(id));
    }

    /// <summary>The weight lists that pages show.</summary>
    public WeightCatalogue Weights { get; init; } = new();

    /// <summary>What differs between two of the sets, compared when first asked for.</summary>
    public Comparisons Comparisons { get; } = new();

    /// <summary>All sets that can be used. Opens them.</summary>
    public IEnumerable<LoadedSet> Usable() => Ids.Select(Find).OfType<LoadedSet>();

    /// <summary>The usable sets in the order of their years, those without a year first. Opens them.</summary>
    public IEnumerable<LoadedSet> ByYear() => Usable().OrderBy(set => set.Set.Version.Year);

    /// <summary>Ids of the sets.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>The set that answers where none is named.</summary>
    public string Default => Ids[0];

    /// <summary>A set by its id, the default one for null or blank; null if there is none that can be used.</summary>
    public LoadedSet? Find(string? id) =>
        _sets.TryGetValue(string.IsNullOrWhiteSpace(id) ? Default : id, out var set) ? set.Value : null;
}
