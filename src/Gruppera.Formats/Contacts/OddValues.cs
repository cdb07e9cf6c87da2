using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Values of one column that mean nothing. Immutable.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">Why they mean nothing.</param>
/// <param name="Count">How often such values stand there.</param>
/// <param name="MostFrequent">The most frequent of them, shortened, with digits of what may be an identity number left out.</param>
public sealed record OddColumn(string Column, OddKind Kind, long Count, ImmutableArray<(string Value, long Count)> MostFrequent);

/// <summary>Why a value of a file of contacts means nothing.</summary>
public enum OddKind
{
    /// <summary>A sex, mode of discharge or care form without a meaning.</summary>
    WithoutMeaning,

    /// <summary>A text in a column of codes that does not look like a code.</summary>
    NoCode,

    /// <summary>A code that the definition set does not have.</summary>
    UnknownCode,

    /// <summary>A letter of a side behind a code, which was left out.</summary>
    Side,

    /// <summary>A text that is no number or date where one belongs; shown by its kind, with a 9 for each digit.</summary>
    Unreadable,
}

/// <summary>Counts values that mean nothing, without allocating for those seen before. One per thread.</summary>
internal sealed partial class OddValues
{
    private const int MostValues = 1000;
    private readonly Dictionary<(Cell, OddKind), Values> _columns = [];

    /// <summary>How many values were counted.</summary>
    internal long Total { get; private set; }

    internal void Add(Cell column, ReadOnlySpan<byte> value, OddKind kind = OddKind.NoCode)
    {
        Total++;
        if (!_columns.TryGetValue((column, kind), out var values))
            _columns[(column, kind)] = values = new();
        values.Add(value);
    }

    internal void AddSide(Cell column) => Add(column, default, OddKind.Side);

    /// <summary>The counts of several, by column and kind, the most frequent values first.</summary>
    internal static ImmutableArray<OddColumn> Sum(LayoutBinding binding, IEnumerable<OddValues> parts, int shown = 5) =>
    [
        .. parts.SelectMany(part => part._columns).GroupBy(pair => pair.Key, pair => pair.Value).OrderBy(group => group.Key.Item2)
            .ThenBy(group => group.Key.Item1.Index)
            .Select(group => new OddColumn(
                binding.NameOf(group.Key.Item1), group.Key.Item2, group.Sum(values => values.Count),
                [
                    .. group.SelectMany(values => values.All()).Where(value => value.Text.Length > 0)
                        .GroupBy(value => Shown(value.Text), value => value.Count, StringComparer.Ordinal)
                        .Select(value => (value.Key, value.Sum())).OrderByDescending(value => value.Item2)
                        .ThenBy(value => value.Key, StringComparer.Ordinal).Take(shown),
                ])),
    ];

    /// <summary>A value as it may be shown: short, and without the digits of what may be a personal identity number.</summary>
    internal static string Shown(string value)
    {
        const int longest = 24;
        var shown = LongNumber().Replace(value, "…");
        return shown.Length > longest ? shown[..longest] + "…" : shown;
    }

    [GeneratedRegex("[0-9]{6,}[-+]?[0-9]{4,}", RegexOptions.None, 1000)]
    private static partial Regex LongNumber();

    private sealed class Values
    {
        private readonly TextTable<Counter> _values = new(bytes => new(Encoding.UTF8.GetString(bytes)));
        private readonly Counter _rest = new("");
        private readonly List<Counter> _seen = [];

        internal long Count { get; private set; }

        internal void Add(ReadOnlySpan<byte> value)
        {
            Count++;
            var counter = _seen.Count < MostValues || value.Length == 0 ? _values.Get(value) : _rest;
            if (counter.Count++ == 0)
                _seen.Add(counter);
        }

        internal IEnumerable<(string Text, long Count)> All() => _seen.Select(counter => (counter.Text, counter.Count));
    }

    private sealed class Counter(string text)
    {
        internal string Text { get; } = text;

        internal long Count { get; set; }
    }
}
