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
        if (Criteria(by) is not { } split)
            return null;
        var validation = new SplitValidation(Logs());
        return split with { Validated = validation.Explained(validation.Falls(Parts(validation, by)).Sum(fold => fold.Fall)) };
    }

    private double[] Logs() => [.. _contacts.Select(contact => Math.Log(contact.Cost))];

    /// <summary>What each part of a split has of each fold.</summary>
    private List<(int Count, double Sum)[]> Parts(SplitValidation validation, string by)
    {
        var places = Enumerable.Range(0, _contacts.Count);
        if (by == "level")
            return [.. places.GroupBy(i => _contacts[i].Level).Select(validation.Part)];
        var isAge = by.StartsWith("age:", StringComparison.Ordinal);
        var number = isAge ? int.Parse(by.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture) : _numbers.GetValueOrDefault(by, -1);
        var part = validation.Part(places.Where(i => isAge ? _contacts[i].Age < number : _contacts[i].Labels.Contains(number)));
        return [part, validation.Rest(part)];
    }

    private SplitResult? Criteria(string by)
    {
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

    /// <summary>The splits by one label, age or the levels, those that explain most of the variance of the logarithm of cost in
    /// cross-validation first. Splits of which a part has fewer than 3 % of the contacts, or fewer than ten, are not tried.</summary>
    /// <param name="top">How many.</param>
    public ImmutableArray<SplitResult> Find(int top) => Search(top).Splits;

    /// <summary>The same, with what the search explains of contacts that it has not seen: each tenth of them by the split that is best
    /// on the other nine. Not a number where nothing can be tried.</summary>
    /// <param name="top">How many.</param>
    public (ImmutableArray<SplitResult> Splits, double Validated) Search(int top)
    {
        var validation = new SplitValidation(Logs());
        var labels = new (int Count, double Sum)[_labels.Count][];
        for (var label = 0; label < labels.Length; label++)
            labels[label] = new (int, double)[SplitValidation.Folds];
        for (var i = 0; i < _contacts.Count; i++)
        {
            foreach (var label in _contacts[i].Labels)
                validation.Add(labels[label], i);
        }

        var least = Math.Max(10, 0.03 * _contacts.Count);
        var found = labels.Select((part, label) => (By: _labels[label], Parts: new List<(int Count, double Sum)[]>
        {
            part, validation.Rest(part),
        })).Concat(Ages.Select(days => $"age:{days}").Append("level").Select(by => (By: by, Parts: Parts(validation, by))))
            .Where(split => split.Parts.Count > 1 && split.Parts.All(part => part.Sum(fold => fold.Count) >= least))
            .Select(split => (split.By, Falls: validation.Falls(split.Parts))).ToList();
        if (found.Count == 0)
            return ([], double.NaN);
        var (best, fall) = (new int[found.Count], 0.0);
        for (var fold = 0; fold < SplitValidation.Folds; fold++)
        {
            var chosen = Enumerable.Range(0, found.Count).MaxBy(split => found[split].Falls[fold].Between);
            best[chosen]++;
            fall += found[chosen].Falls[fold].Fall;
        }

        return (
            [
                .. found.Select((split, i) => (split.By, Fall: split.Falls.Sum(fold => fold.Fall), Chosen: best[i]))
                    .OrderByDescending(split => split.Fall).ThenBy(split => split.By, StringComparer.Ordinal).Take(top)
                    .Select(split => Criteria(split.By) is { } result
                        ? result with { Validated = validation.Explained(split.Fall), Chosen = split.Chosen } : null)
                    .OfType<SplitResult>(),
            ],
            validation.Explained(fall));
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
