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
    private const string AgePrefix = "age:";
    private const string Levels = "level";
    private const char And = '&';
    private const int Combining = 30;
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
    /// <param name="by">A label, <c>age:DAYS</c> (younger, and that age or older) or <c>level</c>; or conditions with
    /// <c>&amp;</c> between, each of which may have a minus before it, such as <c>I10&amp;-age:6575</c>.</param>
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
        if (by == Levels)
            return [.. places.GroupBy(i => _contacts[i].Level).Select(validation.Part)];
        var isIn = IsIn(by);
        var part = validation.Part(places.Where(i => isIn[i]));
        return [part, validation.Rest(part)];
    }

    private SplitResult? Criteria(string by)
    {
        if (by == Levels)
            return SplitCriteria.Check(
                by, Enumerable.Range(0, 3).Select(level => (Text(level), Costs(i => _contacts[i].Level == level))), Material,
                isLevels: true);
        var isIn = IsIn(by);
        var (name, rest) = by.StartsWith(AgePrefix, StringComparison.Ordinal) && !by.Contains(And, StringComparison.Ordinal)
            ? ($"<{by.AsSpan(AgePrefix.Length)}", $">={by.AsSpan(AgePrefix.Length)}")
            : (by, by.Contains(And, StringComparison.Ordinal) ? $"-({by})" : $"-{by}");
        return SplitCriteria.Check(by, [(rest, Costs(i => !isIn[i])), (name, Costs(i => isIn[i]))], Material);
    }

    /// <summary>Which contacts are in the part that a split names: those that meet each of its conditions, a condition with a minus those
    /// that do not.</summary>
    private bool[] IsIn(string by)
    {
        var isIn = new bool[_contacts.Count];
        Array.Fill(isIn, value: true);
        foreach (var condition in by.Split(And))
        {
            var isDenied = condition.StartsWith('-');
            var asked = isDenied ? condition[1..] : condition;
            var isAge = asked.StartsWith(AgePrefix, StringComparison.Ordinal);
            var number = !isAge ? _numbers.GetValueOrDefault(asked, -1)
                : int.TryParse(asked.AsSpan(AgePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1;
            for (var i = 0; i < isIn.Length; i++)
                isIn[i] &= (isAge ? _contacts[i].Age < number : _contacts[i].Labels.Contains(number)) != isDenied;
        }

        return isIn;
    }

    /// <summary>The splits by one label, age or the levels, those that explain most of the variance of the logarithm of cost in
    /// cross-validation first. Splits of which a part has fewer than 3 % of the contacts, or fewer than ten, are not tried.</summary>
    /// <param name="top">How many.</param>
    public ImmutableArray<SplitResult> Find(int top) => Search(top).Splits;

    /// <summary>The same, with what the search explains of contacts that it has not seen: each tenth of them by the split that is best
    /// on the other nine. Not a number where nothing can be tried.</summary>
    /// <param name="top">How many.</param>
    /// <param name="combines">True to try two conditions together too: all pairs of the thirty that explain most on nine tenths, each with
    /// or without a minus. Two limits of age are a band.</param>
    public (ImmutableArray<SplitResult> Splits, double Validated) Search(int top, bool combines = false)
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
        var found = Tried(labels.Select((part, label) => (By: _labels[label], Parts: new List<(int Count, double Sum)[]>
        {
            part, validation.Rest(part),
        })).Concat(Ages.Select(days => $"{AgePrefix}{days}").Append(Levels).Select(by => (By: by, Parts: Parts(validation, by)))));
        var allowed = new HashSet<string>[SplitValidation.Folds];
        if (combines)
            found.AddRange(Tried(Combined(found, allowed).Select(by => (By: by, Parts: Parts(validation, by)))));
        if (found.Count == 0)
            return ([], double.NaN);
        var (best, fall) = (new int[found.Count], 0.0);
        for (var fold = 0; fold < SplitValidation.Folds; fold++)
        {
            var chosen = Enumerable.Range(0, found.Count).Where(split => !combines || !IsPair(found[split].By)
                || allowed[fold].Contains(found[split].By)).MaxBy(split => found[split].Falls[fold].Between);
            best[chosen]++;
            fall += found[chosen].Falls[fold].Fall;
        }

        return (
            [
                .. found.Select((split, i) => (split.By, Fall: split.Falls.Sum(fold => fold.Fall), Chosen: best[i]))
                    .OrderByDescending(split => split.Fall).ThenBy(split => IsPair(split.By))
                    .ThenBy(split => split.By, StringComparer.Ordinal).Take(top)
                    .Select(split => Criteria(split.By) is { } result
                        ? result with { Validated = validation.Explained(split.Fall), Chosen = split.Chosen } : null)
                    .OfType<SplitResult>(),
            ],
            validation.Explained(fall));

        List<(string By, (double Fall, double Between)[] Falls)> Tried(
            IEnumerable<(string By, List<(int Count, double Sum)[]> Parts)> splits) =>
        [
            .. splits.Where(split => split.Parts.Count > 1 && split.Parts.All(part => part.Sum(fold => fold.Count) >= least))
                .Select(split => (split.By, validation.Falls(split.Parts))),
        ];
    }

    /// <summary>Pairs of the splits that explain most on the other nine tenths of each fold, so that none is chosen by the contacts that it
    /// is held against; each fold's own are told apart.</summary>
    private static HashSet<string> Combined(
        List<(string By, (double Fall, double Between)[] Falls)> single, HashSet<string>[] allowed)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        for (var fold = 0; fold < SplitValidation.Folds; fold++)
        {
            string[] best =
            [
                .. single.Where(split => split.By != Levels).OrderByDescending(split => split.Falls[fold].Between)
                    .ThenBy(split => split.By, StringComparer.Ordinal).Take(Combining).Select(split => split.By)
                    .Order(StringComparer.Ordinal),
            ];
            allowed[fold] = new(StringComparer.Ordinal);
            for (var i = 0; i < best.Length; i++)
            {
                for (var j = i + 1; j < best.Length; j++)
                {
                    foreach (var one in (string[])[best[i], $"-{best[i]}"])
                        allowed[fold].UnionWith([$"{one}{And}{best[j]}", $"{one}{And}-{best[j]}"]);
                }
            }

            all.UnionWith(allowed[fold]);
        }

        return all;
    }

    private static bool IsPair(string by) => by.Contains(And, StringComparison.Ordinal);

    private double[] Costs(Func<int, bool> isIn) =>
        [.. Enumerable.Range(0, _contacts.Count).Where(isIn).Select(i => _contacts[i].Cost)];

    /// <summary>How many contacts of the group it takes to see a difference of cost.</summary>
    /// <param name="difference">Relative difference of cost, such as 0.2.</param>
    /// <param name="share">Share of the smaller part.</param>
    public long Needed(double difference, double share) => SplitPower.Needed(SdOfLogs, difference, share);

    /// <summary>The smallest difference that the contacts of the group would show.</summary>
    /// <param name="share">Share of the smaller part.</param>
    public double Seen(double share) => SplitPower.Seen(SdOfLogs, _contacts.Count, share);

    /// <summary>Standard deviation of the logarithm of cost.</summary>
    public double SdOfLogs => Logs() is { Length: > 1 } logs && logs.Average() is var mean
        ? Math.Sqrt(logs.Sum(log => (log - mean) * (log - mean)) / (logs.Length - 1)) : double.NaN;

    private int NumberOf(string label)
    {
        if (_numbers.TryGetValue(label, out var number))
            return number;
        _labels.Add(label);
        return _numbers[label] = _labels.Count - 1;
    }

    private static string Text(int level) => level.ToString(CultureInfo.InvariantCulture);
}
