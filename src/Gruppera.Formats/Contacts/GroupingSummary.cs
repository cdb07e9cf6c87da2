using System.Collections.Immutable;
using Gruppera.Compilation;

namespace Gruppera.Formats.Contacts;

/// <summary>What became of a file of contacts. The parts add up: rows = grouped + unreadable. Immutable.</summary>
public sealed record GroupingSummary
{
    /// <summary>Rows read, without the header.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that could be read and have a group.</summary>
    public long Grouped { get; init; }

    /// <summary>Rows that could not be read: in the output without a group, and in the issues file.</summary>
    public long Unreadable { get; init; }

    /// <summary>Contacts for which no rule held.</summary>
    public long NoRule { get; init; }

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
    private string _lastMdc = "";
    private long _lastCount;

    internal long Unreadable { get; set; }

    internal long NoRule { get; private set; }

    internal void Count(in Grouping.GroupingResult result)
    {
        _byRule[result.Rank]++;
        NoRule += result.RuleHeld ? 0 : 1;
        var mdc = result.Mdc;
        if (!ReferenceEquals(mdc, _lastMdc))
            FlushMdc(mdc);
        _lastCount++;
    }

    internal static GroupingSummary Sum(CompiledDefinition definition, IReadOnlyCollection<Tally> tallies, TimeSpan elapsed)
    {
        foreach (var tally in tallies)
            tally.FlushMdc("");
        var grouped = tallies.Sum(tally => tally._byRule.Sum());
        var unreadable = tallies.Sum(tally => tally.Unreadable);
        return new()
        {
            Rows = grouped + unreadable,
            Grouped = grouped,
            Unreadable = unreadable,
            NoRule = tallies.Sum(tally => tally.NoRule),
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

    private void FlushMdc(string next)
    {
        _byMdc[_lastMdc] = _byMdc.GetValueOrDefault(_lastMdc) + _lastCount;
        _lastMdc = next;
        _lastCount = 0;
    }
}
