using System.Globalization;

namespace Gruppera.Workflows.Budgets;

/// <summary>In which months of the year the contacts of a base came, by unit and group: how a plan without months is spread. Immutable.
/// </summary>
public sealed class BaseMonths
{
    internal const int OfYear = 12;
    private const string Any = "*";
    private const double MostStrays = 0.05;
    private readonly Dictionary<(string Unit, string Drg), decimal[]> _counts = [];

    /// <summary>Counts contacts with a month.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="contacts">Contacts by unit, group and month (2025-03); one at least.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    internal BaseMonths(string name, IEnumerable<(string Unit, string Drg, string Month, long Contacts)> contacts)
    {
        Name = name;
        var months = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (unit, drg, month, count) in contacts)
        {
            months[month] = months.GetValueOrDefault(month) + count;
            var at = int.Parse(month.AsSpan(^2..), CultureInfo.InvariantCulture) - 1;
            foreach (var key in ((string, string)[])[(unit, drg), (unit, Any), (Any, drg), (Any, Any)])
            {
                if (!_counts.TryGetValue(key, out var counts))
                    _counts.Add(key, counts = new decimal[OfYear]);
                counts[at] += count;
            }
        }

        if (months.Count == 0)
            throw new ArgumentException("No contacts.", nameof(contacts));
        (First, Last) = (months.Keys.First(), months.Keys.Last());
        IsWholeYear = _counts[(Any, Any)].All(count => count > 0);
        var repeated = months.GroupBy(pair => pair.Key[^2..], pair => pair.Value, StringComparer.Ordinal)
            .Sum(same => same.Sum() - same.Max());
        IsMoreThanYear = repeated > MostStrays * months.Values.Sum();
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>Its first month, as 2025-03.</summary>
    public string First { get; }

    /// <summary>Its last month.</summary>
    public string Last { get; }

    /// <summary>True if there are contacts of all twelve months: only then can a plan that is not made from the base be spread by it.
    /// </summary>
    public bool IsWholeYear { get; }

    /// <summary>True if more than 5 % of the contacts came in a month that is there in another year too, with as many or more: what is made
    /// from the base is then of more than a year.</summary>
    public bool IsMoreThanYear { get; }

    /// <summary>How a line is spread: by the contacts of its unit and group, or else of its unit, of its group, of all.</summary>
    internal MonthShares Shares(string unit, string drg)
    {
        if (_counts.TryGetValue((unit, drg), out var exact))
            return new(exact, true);
        return new(_counts.GetValueOrDefault((unit, Any)) ?? _counts.GetValueOrDefault((Any, drg)) ?? _counts[(Any, Any)], false);
    }
}

/// <summary>Contacts of the months of a year, as shares of all of them. Immutable.</summary>
/// <param name="counts">Contacts of each month, January first.</param>
/// <param name="isOfUnitAndGroup">True if they are of the unit and group that were asked for.</param>
internal sealed class MonthShares(decimal[] counts, bool isOfUnitAndGroup)
{
    internal decimal All { get; } = counts.Sum();

    internal bool IsOfUnitAndGroup => isOfUnitAndGroup;

    /// <summary>Contacts of a month, 1 to 12.</summary>
    internal decimal Of(int month) => counts[month - 1];
}
