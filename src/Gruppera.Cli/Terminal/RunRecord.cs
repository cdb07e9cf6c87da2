using Gruppera.Casemix.Weights;
using Gruppera.Definitions;

namespace Gruppera.Cli.Terminal;

/// <summary>What a run has used and counted so far. Not thread-safe.</summary>
internal sealed class RunRecord
{
    /// <summary>The sets that were read, each once.</summary>
    internal Dictionary<string, DefinitionVersion> Sets { get; } = new(StringComparer.Ordinal);

    /// <summary>The weight lists that were read, each once.</summary>
    internal Dictionary<string, WeightList> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that were read without being named on the command line.</summary>
    internal List<string> Files { get; } = [];

    /// <summary>What was counted, by name.</summary>
    internal SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds to a count.</summary>
    internal void Count(string name, long number) => Counts[name] = Counts.GetValueOrDefault(name) + number;
}
