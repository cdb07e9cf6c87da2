using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Files of adjustments of weights, CSV or Excel.</summary>
public static class AdjustmentFile
{
    /// <summary>Reads a file; all of it must be readable.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="tell">Called for each row that cannot be read.</param>
    /// <exception cref="RefusedException">There is no such file, or a row of it cannot be read.</exception>
    public static ImmutableArray<WeightAdjustment> Read(string? path, Action<Issue> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        if (path is null)
            return [];
        if (!File.Exists(path))
            throw new RefusedException($"There is no file of adjustments {path}");
        var issues = new List<Issue>();
        var read = WeightAdjustment.Read(Path.GetFileName(path), TableFile.Rows(path), issues);
        issues.ForEach(tell);
        return issues.Count == 0 ? read : throw new RefusedException($"The adjustments {path} cannot be used");
    }
}
