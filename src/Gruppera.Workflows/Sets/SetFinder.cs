using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.Sets;

/// <summary>Definition sets as people name them: the open set, which is read once, one of the user's store, or a delivery by its path.
/// Thread-safe.</summary>
public static class SetFinder
{
    private static readonly ConcurrentDictionary<ValueTuple<Func<TableReader, ImmutableArray<TestCase>>?>, DefinitionReading> OpenSets = [];

    /// <summary>Reads a set, usable or not, with the user's catalogues of codes beside it; null where there is none of that name and
    /// nothing at that path.</summary>
    /// <param name="idOrPath">Id of a set, or path of a delivery.</param>
    /// <param name="options">How a delivery is read.</param>
    public static DefinitionReading? Find(string idOrPath, DefinitionReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(idOrPath);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Catalogues = CatalogueStore.Default.For, Labels = OpenSet.Labels, Problems = ProblemStore.Default.Of };
        if (idOrPath == OpenSet.Id)
            return CatalogueStore.Default.IsEmpty && ProblemStore.Default.Of(OpenSet.Id).IsEmpty
                ? OpenSets.GetOrAdd(new(options.TestCases), key => OpenSet.Open(key.Item1))
                : OpenSet.Open(options.TestCases, options.Catalogues, options.Problems);
        var store = SetStore.Default;
        if (SetStore.IsId(idOrPath) && store.Exists(idOrPath))
            return store.Open(idOrPath, options.TestCases, options.Catalogues, options.Labels, options.Problems);
        return Path.Exists(idOrPath) ? DefinitionReader.Read(idOrPath, options) : null;
    }
}
