using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Formats.Grouped;

/// <summary>What to read out of a file of grouped contacts. Immutable. Columns are named as in the file's header, without regard to
/// case, or as a layout's roles (<c>cost</c>, <c>care_form</c> ...) are.</summary>
public sealed record GroupedReaderOptions
{
    /// <summary>Column of costs.</summary>
    public string CostColumn { get; init; } = "cost";

    /// <summary>True to leave out contacts that lack a cost above 0; false to keep them with a cost that is not a number.</summary>
    public bool NeedsCost { get; init; } = true;

    /// <summary>True to refuse a file without the column of costs; false to read it as contacts without costs, unless
    /// <see cref="NeedsCost"/>.</summary>
    public bool NeedsCostColumn { get; init; }

    /// <summary>True to leave out contacts without a group; false to hand them on with an empty one.</summary>
    public bool NeedsGroup { get; init; } = true;

    /// <summary>True to hand on visits that are part of an inpatient stay and care that NordDRG does not describe; false to leave them out,
    /// which is no fault of theirs, and count them.</summary>
    public bool KeepsAll { get; init; }

    /// <summary>Costs in a file of their own; null for those of <see cref="CostColumn"/>.</summary>
    public CostTable? Costs { get; init; }

    /// <summary>Column of ids: those of <see cref="Costs"/>, and of contacts where <see cref="KeepsIds"/>.</summary>
    public string IdColumn { get; init; } = "id";

    /// <summary>True to hand on the id of each contact, if the file has one; allocates a text for each.</summary>
    public bool KeepsIds { get; init; }

    /// <summary>True to hand on the year of each contact; the file must then have a date.</summary>
    public bool ReadsYears { get; init; }

    /// <summary>True to hand on the dates of each contact; the file must then have a date.</summary>
    public bool KeepsDates { get; init; }

    /// <summary>True to hand on the dates of each contact where the file has them.</summary>
    public bool FindsDates { get; init; }

    /// <summary>True to go on with a file that has no date, where year or month is part of the unit: they are then empty.</summary>
    public bool AllowsNoDates { get; init; }

    /// <summary>Column of how many contacts a row stands for; empty if each row is one. A file that seems to have such a column is refused
    /// unless this names it or is <c>none</c>.</summary>
    public string CountColumn { get; init; } = "";

    /// <summary>Columns that make up the unit. <c>year</c> and <c>month</c> (2025-03), where the file has no such column, are those of the
    /// date of discharge, or else of admission; <c>age</c> is that in completed years.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Column of groups.</summary>
    public string DrgColumn { get; init; } = "drg";

    /// <summary>True to group the contacts although the file has a column of groups.</summary>
    public bool Regroup { get; init; }

    /// <summary>Asked for, once, only where contacts are grouped: a file without a column of groups, or <see cref="Regroup"/>.</summary>
    public Func<Grouper>? Grouper { get; init; }

    /// <summary>How the contacts are written where they are grouped; null for the canonical layout.</summary>
    public ContactLayout? Layout { get; init; }

    /// <summary>Rules for contacts to leave out, asked in order.</summary>
    public ImmutableArray<ExclusionRule> Exclude { get; init; } = [];

    /// <summary>What issues call the file.</summary>
    public string Name { get; init; } = "";

    /// <summary>Threads that parse and group.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Called now and then with the number of rows done.</summary>
    public Action<long>? Progress { get; init; }
}

/// <summary>What became of a file of grouped contacts: <see cref="Read"/> is <see cref="Used"/>, <see cref="PartOfStay"/>,
/// <see cref="Outside"/> and every number of <see cref="LeftOut"/> and <see cref="Excluded"/> together. Immutable.</summary>
public sealed record GroupedSummary
{
    /// <summary>Rows of the file, without its header.</summary>
    public long Read { get; init; }

    /// <summary>Contacts handed on.</summary>
    public long Used { get; init; }

    /// <summary>Visits that are part of an inpatient stay, not handed on: no contacts of their own.</summary>
    public long PartOfStay { get; init; }

    /// <summary>Contacts of care that NordDRG does not describe, not handed on.</summary>
    public long Outside { get; init; }

    /// <summary>Contacts left out, by their first reason, in order of its code.</summary>
    public ImmutableArray<(IssueCode Reason, long Contacts)> LeftOut { get; init; } = [];

    /// <summary>Contacts left out by a rule, in order of the rules; rules that met none have 0.</summary>
    public ImmutableArray<(ExclusionRule Rule, long Contacts)> Excluded { get; init; } = [];

    /// <summary>Contacts without a date that a rule with a period could not be asked of, and that were kept.</summary>
    public long Undated { get; init; }

    /// <summary>Contacts handed on without a cost, by reason; only where none is needed.</summary>
    public ImmutableArray<(IssueCode Reason, long Contacts)> WithoutCost { get; init; } = [];

    /// <summary>Ids of the definition sets in column <c>set</c>, or of the grouper's; with the contacts of each.</summary>
    public ImmutableArray<(string Set, long Contacts)> Sets { get; init; } = [];

    /// <summary>Contacts by set and year, where years are read: the year is 0 for those without a date, the set empty where the file does
    /// not say it; in order of set and year.</summary>
    public ImmutableArray<(string Set, int Year, long Contacts)> SetsByYear { get; init; } = [];

    /// <summary>Currencies in column <c>currency</c>, with the contacts of each; empty if the file has none.</summary>
    public ImmutableArray<(string Currency, long Contacts)> Currencies { get; init; } = [];

    /// <summary>True if the contacts were grouped on the way.</summary>
    public bool IsRegrouped { get; init; }

    /// <summary>What is wrong with the file as a whole: GRP4103, GRP4104, GRP4108.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];

    /// <summary>What it is the summary of.</summary>
    internal GroupedTally? Tally { get; init; }

    /// <summary>Writes what was counted, for <see cref="Merged"/>.</summary>
    /// <exception cref="InvalidOperationException">The summary is not of a file that was read.</exception>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        (Tally ?? throw new InvalidOperationException()).Write(to);
    }

    /// <summary>The summary of files together.</summary>
    /// <param name="from">What was written of one of them.</param>
    /// <param name="options">How they were read, all alike.</param>
    /// <param name="before">Those before it; null for none.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static GroupedSummary Merged(BinaryReader from, GroupedReaderOptions options, GroupedSummary? before)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(options);
        return GroupedTally.Read(from, options, before?.Tally).Summary();
    }
}
