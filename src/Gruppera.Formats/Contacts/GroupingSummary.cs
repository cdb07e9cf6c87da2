using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>What became of a file of contacts. The parts add up: rows = grouped + outside + unreadable + left out. Immutable.</summary>
public sealed record GroupingSummary
{
    /// <summary>Rows read, without the header.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that could be read and have a group.</summary>
    public long Grouped { get; init; }

    /// <summary>Contacts of care that NordDRG does not describe: in the output without a group.</summary>
    public long Outside { get; init; }

    /// <summary>Grouped visits that are part of an inpatient stay: no contacts of their own.</summary>
    public long PartOfStay { get; init; }

    /// <summary>Those of them whose group does not say so, since the set has no group for them or they lack XS100.</summary>
    public long PartOfStayByMark { get; init; }

    /// <summary>Rows that could not be read: in the output without a group, and in the issues file.</summary>
    public long Unreadable { get; init; }

    /// <summary>Rows that a condition of the layout leaves out: in the output without a group.</summary>
    public long LeftOut { get; init; }

    /// <summary>Rows of nothing but delimiters, as a spreadsheet leaves below a table: not among <see cref="Rows"/>, and not in the
    /// output.</summary>
    public long Blank { get; init; }

    /// <summary>Values that mean nothing, by column.</summary>
    public ImmutableArray<OddColumn> Odd { get; init; } = [];

    /// <summary>What every row lacks, <c>age</c> or <c>duration</c>, so that none could be grouped, or
    /// <c>diagnoses</c>; null otherwise.</summary>
    public string? AllLack { get; init; }

    /// <summary>True if most principal diagnoses are unknown to the set: it does not fit the file.</summary>
    public bool IsMisfit => Grouped > 0 && UnknownPrincipal * 2 > Grouped;

    /// <summary>Contacts for which no rule held.</summary>
    public long NoRule { get; init; }

    /// <summary>Grouped contacts whose facts contradict each other, by warning; only warnings that some have.</summary>
    public ImmutableArray<(IssueCode Warning, long Contacts)> Warned { get; init; } = [];

    /// <summary>Grouped contacts without age, which counted as 0 because that was allowed.</summary>
    public long WithoutAge { get; init; }

    /// <summary>Grouped contacts without care days, which counted as 0 because that was allowed.</summary>
    public long WithoutDuration { get; init; }

    /// <summary>Contacts by MDC of their group, in order of MDC; empty text where the set does not say.</summary>
    public ImmutableArray<(string Mdc, long Contacts)> ByDrgMdc { get; init; } = [];

    /// <summary>Contacts by group, in order of group; only groups that have some.</summary>
    public ImmutableArray<(string Drg, long Contacts)> ByDrg { get; init; } = [];

    /// <summary>Contacts by return code, in order of code.</summary>
    public ImmutableArray<(ReturnCode Code, long Contacts)> ByReturnCode { get; init; } = [];

    /// <summary>Contacts by care form and where it comes from.</summary>
    public ImmutableArray<(CareForm Form, FactSource From, long Contacts)> ByCareForm { get; init; } = [];

    /// <summary>Contacts by definition set, in the order in which the sets were given.</summary>
    public ImmutableArray<(string Set, long Contacts)> BySet { get; init; } = [];

    /// <summary>Codes that the set does not know, with how often they occur, the most frequent first;
    /// at most <see cref="MostUnknown"/>.</summary>
    public ImmutableArray<(string Code, long Times)> UnknownCodes { get; init; } = [];

    /// <summary>All codes that the set does not know, with how often they occur, the most frequent first.</summary>
    public ImmutableArray<(string Code, long Times)> EveryUnknown { get; init; } = [];

    /// <summary>How often codes that the set does not know occur.</summary>
    public long Unknown { get; init; }

    /// <summary>Contacts with such a code.</summary>
    public long WithUnknown { get; init; }

    /// <summary>Contacts whose principal diagnosis is such a code.</summary>
    public long UnknownPrincipal { get; init; }

    /// <summary>Codes that <see cref="UnknownCodes"/> names at most.</summary>
    public const int MostUnknown = 20;

    /// <summary>Time from the first to the last row.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Rows a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;
}
