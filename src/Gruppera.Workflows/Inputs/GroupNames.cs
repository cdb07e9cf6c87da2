using Gruppera.Definitions;
using Gruppera.Formats.Sets;

namespace Gruppera.Workflows.Inputs;

/// <summary>Names of groups in the language of the run, out of a set at hand.</summary>
public static class GroupNames
{
    /// <summary>True for the set that comes with the program and those that are stored.</summary>
    /// <param name="id">Id of a set; may be empty.</param>
    public static bool IsAtHand(string id) => id == OpenSet.Id || (SetStore.IsId(id) && SetStore.Default.Exists(id));

    /// <summary>The name of a group; empty for groups that the set lacks.</summary>
    /// <param name="set">The set; null for none.</param>
    /// <param name="language">The language; of a set that lacks it, its own.</param>
    public static Func<string, string> Of(DefinitionSet? set, Language language)
    {
        var names = set?.DrgNames.ToLookup(name => name.Drg, name => name.Text.In(language), StringComparer.Ordinal);
        return drg => names?[drg].FirstOrDefault() ?? "";
    }
}
