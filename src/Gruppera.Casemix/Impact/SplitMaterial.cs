using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Casemix.Impact;

/// <summary>The contacts of a group with what it could be split by. Filled, then asked; not thread-safe.</summary>
public sealed class SplitMaterial
{
    private static readonly int[] Ages =
    [
        1, 28,
        .. new[] { 1, 2, 7, 12 }.Concat(Enumerable.Range(0, 15).Select(i => 18 + (5 * i))).Select(years => AgeInDays.FromYears(years).Days),
    ];
    private readonly List<(double Cost, int Age, int Level, int[] Labels)> _contacts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [];

    /// <summary>Contacts of the group with a cost above 0.</summary>
    public int Count => _contacts.Count;

    /// <summary>Contacts of the material that the group is one of; what is said per million is said of them.</summary>
    public long Material { get; set; }

    /// <summary>Adds a contact of the group; one without a cost above 0 is passed over.</summary>
    /// <param name="cost">Cost in kronor.</param>
    /// <param name="ageDays">Age in days.</param>
    /// <param name="level">Level of complication, 0 to 2.</param>
    /// <param name="labels">Codes and properties, each text one; repetition makes no difference.</param>
    public void Add(double cost, int ageDays, int level, IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (cost > 0 && double.IsFinite(cost))
            _contacts.Add((cost, ageDays, level, [.. labels.Distinct(StringComparer.Ordinal).Select(NumberOf)]));
    }

    /// <summary>Checks a split; null if all contacts end in one part.</summary>
    /// <param name="by">A label, <c>age:DAYS</c> (younger, and that age or older) or <c>level</c>.</param>
    public SplitResult? Check(string by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by == "level")
            return SplitCriteria.Check(
                by, Enumerable.Range(0, 3).Select(level => (Text(level), Costs(contact => contact.Level == level))), Material,
                isLevels: true);
        if (by.StartsWith("age:", StringComparison.Ordinal)
            && int.TryParse(by.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return SplitCriteria.Check(
                by, [($"<{days}", Costs(contact => contact.Age < days)), ($">={days}", Costs(contact => contact.Age >= days))], Material);
        var number = _numbers.GetValueOrDefault(by, -1);
        return SplitCriteria.Check(
            by, [($"-{by}", Costs(contact => !contact.Labels.Contains(number))), (by, Costs(contact => contact.Labels.Contains(number)))],
            Material);
    }

    /// <summary>The splits by one label, age or the levels, those that explain most of the variance of the logarithm of cost first.
    /// Splits of which a part has fewer than 3 % of the contacts, or fewer than ten, are not tried.</summary>
    /// <param name="top">How many.</param>
    public ImmutableArray<SplitResult> Find(int top)
    {
        var logs = _contacts.Select(contact => Math.Log(contact.Cost)).ToArray();
        var mean = logs.Length > 0 ? logs.Average() : 0;
        var (counts, sums) = (new int[_labels.Count], new double[_labels.Count]);
        for (var i = 0; i < logs.Length; i++)
        {
            foreach (var label in _contacts[i].Labels)
            {
                counts[label]++;
                sums[label] += logs[i] - mean;
            }
        }

        var least = Math.Max(10, 0.03 * logs.Length);
        var found = Enumerable.Range(0, counts.Length).Where(label => counts[label] >= least && logs.Length - counts[label] >= least)
            .Select(label => (By: _labels[label], Between: Between(counts[label], sums[label]))).ToList();
        foreach (var days in Ages)
        {
            var younger = Enumerable.Range(0, logs.Length).Where(i => _contacts[i].Age < days).ToList();
            if (younger.Count >= least && logs.Length - younger.Count >= least)
                found.Add(($"age:{days}", Between(younger.Count, younger.Sum(i => logs[i] - mean))));
        }

        var levels = Enumerable.Range(0, logs.Length).GroupBy(i => _contacts[i].Level)
            .Select(level => (Count: level.Count(), Sum: level.Sum(i => logs[i] - mean))).ToList();
        if (levels.Count > 1 && levels.All(level => level.Count >= least))
            found.Add(("level", levels.Sum(level => level.Sum * level.Sum / level.Count)));
        return [.. found.OrderByDescending(split => split.Between).ThenBy(split => split.By, StringComparer.Ordinal).Take(top)
            .Select(split => Check(split.By)).OfType<SplitResult>()];

        double Between(int count, double sum) => (sum * sum / count) + (sum * sum / (logs.Length - count));
    }

    private double[] Costs(Func<(double Cost, int Age, int Level, int[] Labels), bool> isIn) =>
    [
        .. _contacts.Where(isIn).Select(contact => contact.Cost),
    ];

    private int NumberOf(string label)
    {
        if (_numbers.TryGetValue(label, out var number))
            return number;
        _labels.Add(label);
        return _numbers[label] = _labels.Count - 1;
    }

    private static string Text(int level) => level.ToString(CultureInfo.InvariantCulture);
}
