using System.Collections.Immutable;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;

namespace Gruppera.Native.Results;

/// <summary>Counts of one thread.</summary>
internal sealed class NativeTally
{
    internal long Grouped { get; private set; }

    internal long Outside { get; private set; }

    internal long LeftOut { get; private set; }

    internal long Unreadable { get; private set; }

    internal long PartOfStay { get; private set; }

    /// <summary>What has read the rows, which counts the values that mean nothing.</summary>
    internal MemoryRows? Rows { get; set; }

    internal void Count(in RowOutcome outcome)
    {
        if (outcome.Problem is null)
            (Grouped, PartOfStay) = (Grouped + 1, PartOfStay + (outcome.IsPartOfStay ? 1 : 0));
        else if (outcome.Problem == FormatIssues.OutsideNordDrg)
            Outside++;
        else if (outcome.Problem == FormatIssues.LeftOutByLayout)
            LeftOut++;
        else
            Unreadable++;
    }
}

/// <summary>What became of the rows of a table: rows = grouped + outside + unreadable + left out. Immutable.</summary>
internal sealed record NativeSummary(
    long Rows, long Grouped, long Outside, long Unreadable, long LeftOut, long PartOfStay, ImmutableArray<OddAnswer> Odd)
{
    internal static NativeSummary Of(IReadOnlyCollection<NativeTally> tallies)
    {
        var (grouped, outside, unreadable, leftOut) = (
            tallies.Sum(tally => tally.Grouped), tallies.Sum(tally => tally.Outside), tallies.Sum(tally => tally.Unreadable),
            tallies.Sum(tally => tally.LeftOut));
        return new(
            grouped + outside + unreadable + leftOut, grouped, outside, unreadable, leftOut, tallies.Sum(tally => tally.PartOfStay),
            [
                .. MemoryRows.OddOf([.. tallies.Select(tally => tally.Rows!)]).Select(column => new OddAnswer(
                    column.Column, column.Kind, column.Count,
                    [.. column.MostFrequent.Select(value => new ShareAnswer(value.Value, value.Count))])),
            ]);
    }
}
