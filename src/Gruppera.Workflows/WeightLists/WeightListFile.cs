using Gruppera.Casemix.Weights;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Workflows.WeightLists;

/// <summary>What became of a weight list that was asked for.</summary>
public enum WeightListFileState
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>There is neither a stored list nor a file of the name.</summary>
    Missing,

    /// <summary>The stored list is not as it was stored.</summary>
    Damaged,

    /// <summary>The file holds no list, or several.</summary>
    Unusable,
}

/// <summary>A weight list by the id of a stored one or by a file, CSV, Excel or JSON. Immutable.</summary>
/// <param name="State">What became of it.</param>
/// <param name="List">The list; null unless it is read.</param>
/// <param name="Reading">How a file was understood; null for a stored list.</param>
public sealed record WeightListFile(WeightListFileState State, WeightList? List = null, WeightListReading? Reading = null)
{
    /// <summary>Rows and limits of a table that could not be read.</summary>
    public int Unreadable => Reading?.Issues.Count(issue => issue.Code.Severity == IssueSeverity.Error) ?? 0;

    /// <summary>Finds and reads a list.</summary>
    /// <param name="store">Where lists are stored.</param>
    /// <param name="idOrPath">Id of a stored list, or else a file.</param>
    /// <param name="options">How a table is read.</param>
    public static WeightListFile Read(WeightStore store, string idOrPath, WeightListOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.Exists(idOrPath))
            return store.Open(idOrPath) is { } stored ? new(WeightListFileState.Read, stored) : new(WeightListFileState.Damaged);
        if (!File.Exists(idOrPath))
            return new(WeightListFileState.Missing);
        var name = Path.GetFileName(idOrPath);
        var reading = Path.GetExtension(idOrPath) == ".json"
            ? WeightJson.Read(name, File.ReadAllBytes(idOrPath))
            : WeightListReader.Read(
                name, [.. TableFile.Sheets(idOrPath).Select(sheet => new WeightSheet(sheet.Name, sheet.Rows))], options);
        return new(reading.List is null ? WeightListFileState.Unusable : WeightListFileState.Read, reading.List, reading);
    }
}
