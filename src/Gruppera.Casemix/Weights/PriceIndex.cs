using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Casemix.Weights;

/// <summary>Price level by year, such as the county price index LPI: what moves costs of one year to the level of another.
/// Immutable.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Levels">Level of each year, above 0; any base.</param>
public sealed record PriceIndex(string Name, ImmutableSortedDictionary<int, double> Levels)
{
    /// <summary>What a cost of one year is multiplied by to be one of another; null if a year is missing.</summary>
    public double? Factor(int from, int to) =>
        Levels.TryGetValue(from, out var before) && Levels.TryGetValue(to, out var after) ? after / before : null;

    /// <summary>Reads an index from rows of year and level; rows that begin with no year are headings.</summary>
    /// <param name="name">Its name, which issues show as their file.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives years whose level cannot be read (GRP4109).</param>
    public static PriceIndex Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        var levels = ImmutableSortedDictionary.CreateBuilder<int, double>();
        foreach (var (number, cells) in rows)
        {
            if (cells is not [var first, var second, ..]
                || !int.TryParse(first.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                continue;
            if (double.TryParse(
                second.Trim().Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var level) && level > 0 && double.IsFinite(level) && levels.TryAdd(year, level))
                continue;
            issues.Add(new(CasemixIssues.UnreadablePriceIndex, name, Row: number, Value: second));
        }

        return new(name, levels.ToImmutable());
    }
}
