using System.Collections.Immutable;
using Gruppera.Compilation;

namespace Gruppera.Formats.Contacts;

/// <summary>What became of a file of contacts. The parts add up: rows = grouped + unreadable + left out. Immutable.</summary>
public sealed record GroupingSummary
{
    /// <summary>Rows read, without the header.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that could be read and have a group.</summary>
    public long Grouped { get; init; }

    /// <summary>Rows that could not be read: in the output without a group, and in the issues file.</summary>
    public long Unreadable { get; init; }

    /// <summary>Rows that a condition of the layout leaves out: in the output without a group.</summary>
    public long LeftOut { get; init; }

    /// <summary>Grouped contacts with a principal diagnosis that the set does not have.</summary>
    public long UnknownPrincipal { get; init; }

    /// <summary>Values that mean nothing, by column.</summary>
    public ImmutableArray<OddColumn> Odd { get; init; } = [];

    /// <summary>What every row lacks, <c>age</c> or <c>duration</c>, so that none could be grouped; null otherwise.</summary>
    public string? AllLack { get; init; }

    /// <summary>True where most principal diagnoses are unknown to the set: it does not fit the file.</summary>
    public bool IsMisfit => Grouped > 0 && UnknownPrincipal * 2 > Grouped;

    /// <summary>Contacts for which no rule held.</summary>
    public long NoRule { get; init; }

    /// <summary>Grouped contacts whose facts contradict each other, by warning; only warnings that some have.</summary>
    public ImmutableArray<(IssueCode Warning, long Contacts)> Warned { get; init; } = [];

    /// <summary>Grouped contacts without age, which counted as 0 because that was allowed.</summary>
    public long WithoutAge { get; init; }

    /// <summary>Grouped contacts without care days, which counted as 0 because that was allowed.</summary>
    public long WithoutDuration { get; init; }

    /// <summary>Contacts by MDC of the contact, in order of MDC; empty text where there is none.</summary>
    public ImmutableArray<(string Mdc, long Contacts)> ByMdc { get; init; } = [];

    /// <summary>Contacts by group, in order of group; only groups that have some.</summary>
    public ImmutableArray<(string Drg, long Contacts)> ByDrg { get; init; } = [];

    /// <summary>Contacts by return code, in order of code.</summary>
    public ImmutableArray<(ReturnCode Code, long Contacts)> ByReturnCode { get; init; } = [];

    /// <summary>Time from the first to the last row.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Rows a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;
}

/// <summary>Counts of one thread; merged when all are done.</summary>
internal sealed class Tally(CompiledDefinition definition)
{
    private readonly long[] _byRule = new long[definition.Set.Rules.Length];
    private readonly Dictionary<string, long> _byMdc = new(StringComparer.Ordinal);
    private readonly long[] _missing = new long[4];
    private readonly long[] _contradictory = new long[4];
    private string _lastMdc = "";
    private long _lastCount;

    internal long Unreadable { get; set; }

    internal long LeftOut { get; set; }

    internal long WithoutAge { get; set; }

    internal long WithoutDuration { get; set; }

    internal long UnknownPrincipal { get; private set; }

    /// <summary>The parser whose values are counted here.</summary>
    internal ContactParser? Parser { get; set; }

    internal long NoRule { get; private set; }

    internal void Count(in Grouping.GroupingResult result, in ContactFacts facts)
    {
        if (facts.Missing != ContactNeeds.None)
            _missing[(int)facts.Missing]++;
        if (facts.Contradictory != ContactNeeds.None)
            _contradictory[(int)facts.Contradictory]++;
        _byRule[result.Rank]++;
        NoRule += result.RuleHeld ? 0 : 1;
        var mdc = result.Mdc;
        if (!ReferenceEquals(mdc, _lastMdc))
            FlushMdc(mdc);
        _lastCount++;
    }

    internal void CountPrincipal(bool isFound) => UnknownPrincipal += isFound ? 0 : 1;

    internal static GroupingSummary Sum(CompiledDefinition definition, LayoutBinding binding, IReadOnlyCollection<Tally> tallies, TimeSpan elapsed)
    {
        foreach (var tally in tallies)
            tally.FlushMdc("");
        var grouped = tallies.Sum(tally => tally._byRule.Sum());
        var unreadable = tallies.Sum(tally => tally.Unreadable);
        var leftOut = tallies.Sum(tally => tally.LeftOut);
        return new()
        {
            Rows = grouped + unreadable + leftOut,
            LeftOut = leftOut,
            AllLack = unreadable == 0 || grouped > 0 ? null
                : tallies.Sum(tally => tally.WithoutAge) == unreadable ? "age" : tallies.Sum(tally => tally.WithoutDuration) == unreadable ? "duration" : null,
            UnknownPrincipal = tallies.Sum(tally => tally.UnknownPrincipal),
            Odd = OddValues.Sum(binding, tallies.Where(tally => tally.Parser is not null).Select(tally => tally.Parser!.Odd)),
            Grouped = grouped,
            Unreadable = unreadable,
            NoRule = tallies.Sum(tally => tally.NoRule),
            WithoutAge = tallies.Sum(tally => Of(tally._missing, ContactNeeds.Age)),
            WithoutDuration = tallies.Sum(tally => Of(tally._missing, ContactNeeds.Duration)),
            Warned =
            [
                .. new[] { (IssueCodes.AgesDiffer, ContactNeeds.Age), (IssueCodes.DurationsDiffer, ContactNeeds.Duration) }
                    .Select(each => (each.Item1, Count: tallies.Sum(tally => Of(tally._contradictory, each.Item2)))).Where(pair => pair.Count > 0),
            ],
            Elapsed = elapsed,
            ByMdc =
            [
                .. tallies.SelectMany(tally => tally._byMdc).GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Sum())).Where(pair => pair.Item2 > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            ],
            ByDrg =
            [
                .. definition.Set.Rules.Select((rule, i) => (rule.Drg, Count: tallies.Sum(tally => tally._byRule[i])))
                    .GroupBy(pair => pair.Drg, pair => pair.Count, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Sum())).Where(pair => pair.Item2 > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            ],
            ByReturnCode =
            [
                .. definition.Set.Rules.Select((rule, i) => (rule.ReturnCode, Count: tallies.Sum(tally => tally._byRule[i])))
                    .GroupBy(pair => pair.ReturnCode, pair => pair.Count)
                    .Select(group => (group.Key, group.Sum())).Where(pair => pair.Item2 > 0).OrderBy(pair => pair.Key.Value),
            ],
        };
    }

    /// <summary>Contacts that a need is counted for, of counts by age and care days together.</summary>
    private static long Of(long[] counts, ContactNeeds need) => counts.Where((_, needs) => ((ContactNeeds)needs).HasFlag(need)).Sum();

    private void FlushMdc(string next)
    {
        _byMdc[_lastMdc] = _byMdc.GetValueOrDefault(_lastMdc) + _lastCount;
        _lastMdc = next;
        _lastCount = 0;
    }
}
