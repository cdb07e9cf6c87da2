using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Codes;

namespace Gruppera.Presentation.Answers;

/// <summary>What became of a file of contacts, as JSON. Immutable.</summary>
/// <param name="Set">The definition set.</param>
/// <param name="Rows">Rows of the file, without its header.</param>
/// <param name="Grouped">Rows with a group.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="LeftOut">Rows that a condition of the layout leaves out.</param>
/// <param name="Blank">Rows of nothing but delimiters: not among the rows.</param>
/// <param name="NoRule">Contacts for which no rule held.</param>
/// <param name="AllowedMissing">What was allowed to be missing; empty for nothing.</param>
/// <param name="WithoutAge">Contacts that were grouped without age.</param>
/// <param name="WithoutDuration">Contacts that were grouped without care days.</param>
/// <param name="UnknownPrincipal">Contacts with a principal diagnosis that the set does not have.</param>
/// <param name="IsMisfit">True if these are most of them: the set does not fit the file.</param>
/// <param name="Odd">Values that mean nothing, by column.</param>
/// <param name="Gone">Codes that the set does not know because they went out, with how often they occur.</param>
/// <param name="ByMdc">Contacts by MDC.</param>
/// <param name="ByDrg">Contacts by DRG.</param>
/// <param name="ByReturnCode">Contacts by return code.</param>
public sealed record GroupSummaryAnswer(
    string Set, long Rows, long Grouped, long Unreadable, long LeftOut, long Blank, long NoRule, string AllowedMissing, long WithoutAge,
    long WithoutDuration, long UnknownPrincipal, bool IsMisfit,
    ImmutableArray<OddAnswer> Odd, ImmutableArray<GoneCode> Gone, ImmutableArray<ShareAnswer> ByMdc, ImmutableArray<ShareAnswer> ByDrg,
    ImmutableArray<ShareAnswer> ByReturnCode)
{
    /// <summary>Of a summary.</summary>
    public static GroupSummaryAnswer Of(GroupingSummary summary, string set, string allowed, ImmutableArray<GoneCode> gone)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new(
            set, summary.Rows, summary.Grouped, summary.Unreadable, summary.LeftOut, summary.Blank, summary.NoRule, allowed,
            summary.WithoutAge, summary.WithoutDuration, summary.UnknownPrincipal, summary.IsMisfit,
            [.. summary.Odd.Select(column => new OddAnswer(
                column.Column, column.Kind, column.Count,
                [.. column.MostFrequent.Select(value => new ShareAnswer(value.Value, value.Count))]))],
            gone,
            [.. summary.ByDrgMdc.Select(pair => new ShareAnswer(pair.Mdc, pair.Contacts))],
            [.. summary.ByDrg.Select(pair => new ShareAnswer(pair.Drg, pair.Contacts))],
            [.. summary.ByReturnCode.Select(pair => new ShareAnswer(pair.Code.ToString(), pair.Contacts))]);
    }
}

/// <summary>Values of a column that mean nothing. Immutable.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="MostFrequent">The most frequent.</param>
public sealed record OddAnswer(string Column, OddKind Kind, long Count, ImmutableArray<ShareAnswer> MostFrequent);

/// <summary>How many have a value. Immutable.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How many.</param>
public sealed record ShareAnswer(string Value, long Count);
