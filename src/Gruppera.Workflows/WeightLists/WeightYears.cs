using System.Globalization;
using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Weights;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Which years' costs a list is made from, and to what level they are moved: what its kind means. Not thread-safe.</summary>
/// <remarks>Prospective: the costs of the year two years before, moved to the list's year by the price index. Retrospective: the year's own
/// costs. Reference: costs of any years, moved to the list's year where there is an index. Source: docs/casemix/weights.md.</remarks>
public sealed class WeightYears : IMergeable
{
    private const int Delay = 2;
    private readonly PriceIndex? _index;
    private readonly Dictionary<ReportingUnit, (int? Year, double? Factor)> _known = new(ReferenceEqualityComparer.Instance);

    private WeightYears(int year, int? costYear, PriceIndex? index) => (Year, CostYear, _index) = (year, costYear, index);

    /// <summary>Year of the list; 0 if not given.</summary>
    public int Year { get; }

    /// <summary>The only year whose costs are used; null for any.</summary>
    internal int? CostYear { get; }

    /// <summary>True if the year of each contact must be known.</summary>
    internal bool AreAsked => _index is not null || CostYear is not null;

    /// <summary>Contacts whose costs are used, by year.</summary>
    private SortedDictionary<string, long> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>Contacts passed over since the index lacks their year, by year.</summary>
    internal SortedDictionary<string, long> WithoutIndex { get; } = new(StringComparer.Ordinal);

    /// <summary>Contacts passed over since they are of another year, by year.</summary>
    internal SortedDictionary<string, long> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>The years by kind; null with the reason where something is missing.</summary>
    public static WeightYears? Of(string kind, int? year, int? costYear, PriceIndex? index, out Text problem)
    {
        ArgumentNullException.ThrowIfNull(kind);
        problem = Text.None;
        var last = index is { Levels.IsEmpty: false } ? index.Levels.Keys.Last() : (int?)null;
        var of = year ?? last ?? 0;
        if (kind == "prospective" && index is null)
        {
            problem = "A prospective list moves the costs of two years before to its own year: give --price-index, and --year";
            return null;
        }

        var from = costYear ?? (kind == "prospective" ? of - Delay : kind == "retrospective" && index is null ? year : null);
        if (index is not null && from is { } needed && index.Factor(needed, of) is null)
        {
            var lacking = index.Levels.ContainsKey(needed) ? of : needed;
            problem = $"The price index {index.Name} lacks {lacking}: costs of {needed} cannot be moved to {of}";
            return null;
        }

        return new(of, from, index);
    }

    /// <summary>What the costs of a unit, whose first part is the year, are multiplied by; null leaves its contacts out.</summary>
    internal double? FactorOf(ReportingUnit unit)
    {
        if (!_known.TryGetValue(unit, out var known))
            _known.Add(unit, known = Ask(unit.Parts[0]));
        return known.Factor;
    }

    /// <summary>Counts what became of contacts.</summary>
    internal void Count(ReadOnlySpan<GroupedContact> contacts)
    {
        foreach (ref readonly var contact in contacts)
        {
            var (factor, text) = (FactorOf(contact.Unit), contact.Unit.Parts[0]);
            var year = _known[contact.Unit].Year;
            if (factor is not null)
                Used[text] = Used.GetValueOrDefault(text) + 1;
            else if (CostYear is not null && year is not null && year != CostYear)
                Others[text] = Others.GetValueOrDefault(text) + 1;
            else
                WithoutIndex[text] = WithoutIndex.GetValueOrDefault(text) + 1;
        }
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (var counts in new[] { Used, WithoutIndex, Others })
            to.WriteCounts(counts);
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        foreach (var counts in new[] { Used, WithoutIndex, Others })
            from.AddCountsTo(counts);
    }

    /// <summary>The years whose costs were used, as the manifest has them.</summary>
    internal string Stamp() => Used is { Count: 1 } ? Used.Keys.First()
        : string.Join(", ", Used.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({pair.Value})")));

    private (int? Year, double? Factor) Ask(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return (null, null);
        if (CostYear is { } only && year != only)
            return (year, null);
        return (year, _index is null ? 1 : _index.Factor(year, Year));
    }
}
