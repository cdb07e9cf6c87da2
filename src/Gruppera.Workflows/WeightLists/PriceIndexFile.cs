using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Files of price levels by year, CSV or Excel.</summary>
public static class PriceIndexFile
{
    /// <summary>Reads an index.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="year">A year that it must have; null for none.</param>
    /// <param name="tell">Called for each row that cannot be read.</param>
    /// <returns>The index; null if no file was named.</returns>
    /// <exception cref="RefusedException">There is no such file, or it has no level for the year.</exception>
    public static PriceIndex? Read(string? path, int? year, Action<Issue> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new RefusedException($"There is no price index {path}");
        var issues = new List<Issue>();
        var index = PriceIndex.Read(Path.GetFileName(path), TableFile.Rows(path), issues);
        issues.ForEach(tell);
        return index.Levels.IsEmpty || (year is { } asked && !index.Levels.ContainsKey(asked))
            ? throw new RefusedException(
                $"The price index {path} has no level for {(year?.ToString(CultureInfo.InvariantCulture) ?? "any year"):year}")
            : index;
    }
}
