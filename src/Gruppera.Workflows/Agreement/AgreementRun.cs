using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Workflows.Agreement;

/// <summary>Why the group that a file has is not the one that the set gives: the first that holds.</summary>
public enum DifferenceCause
{
    /// <summary>The file has no group.</summary>
    NoGroup,

    /// <summary>The set has no such group.</summary>
    NotInSet,

    /// <summary>The set does not know a code of the contact.</summary>
    UnknownCode,

    /// <summary>The set gives a return code.</summary>
    ReturnCode,

    /// <summary>Another form of care or of visit.</summary>
    CareForm,

    /// <summary>The same group with another level of complication.</summary>
    Complication,

    /// <summary>A group of another MDC.</summary>
    Mdc,

    /// <summary>Another group of the same MDC.</summary>
    Group,
}

/// <summary>A contact whose group differs. It holds an id: for output files, never for a log.</summary>
/// <param name="Row">Row in the file.</param>
/// <param name="Id">Id of the contact.</param>
/// <param name="Unit">Unit of the contact.</param>
/// <param name="Before">Group of the file.</param>
/// <param name="After">Group that the set gives.</param>
/// <param name="Cause">Why.</param>
/// <param name="Code">The unknown code or the return code that is the cause; otherwise empty.</param>
public sealed record GroupDifference(long Row, string Id, string Unit, string Before, string After, DifferenceCause Cause, string Code);

/// <summary>Contacts, and those whose group is the same.</summary>
public sealed class AgreementTally
{
    /// <summary>Contacts.</summary>
    public long Contacts { get; private set; }

    /// <summary>Those with the same group.</summary>
    public long Same { get; private set; }

    internal void Add(bool isSame)
    {
        Contacts++;
        Same += isSame ? 1 : 0;
    }
}

/// <summary>What comparing the groups of a file with those of a set came to.</summary>
public sealed class AgreementSummary
{
    /// <summary>All contacts.</summary>
    public AgreementTally All { get; } = new();

    /// <summary>By group of the file.</summary>
    public SortedDictionary<string, AgreementTally> ByGroup { get; } = new(StringComparer.Ordinal);

    /// <summary>By unit; empty if units are not distinguished.</summary>
    public SortedDictionary<string, AgreementTally> ByUnit { get; } = new(StringComparer.Ordinal);

    /// <summary>Differences by both groups and cause.</summary>
    public Dictionary<(string Before, string After, DifferenceCause Cause), long> Differences { get; } = [];

    /// <summary>Rows that could not be read.</summary>
    public long Unreadable { get; internal set; }

    /// <summary>Contacts of care that NordDRG does not describe, which no set groups.</summary>
    public long Outside { get; internal set; }
}

/// <summary>Compares the groups that a file carries, from another grouper or an earlier year, with those of a set. Thread-safe.</summary>
/// <param name="grouper">The set.</param>
public sealed class AgreementRun(Grouper grouper)
{
    private readonly KnownCodes _known = new(grouper.Definition);
    private readonly bool _fits = DrgCodeMeaning.Fits(grouper.Definition.Set);

    /// <summary>Compares the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="column">Column of the groups.</param>
    /// <param name="by">Meaning or name of the column that units are identified by; empty for none.</param>
    /// <param name="difference">Called for each contact whose group differs, in the order of the rows.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other (a warning).</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or has no such column.</exception>
    public AgreementSummary Compare(
        Stream text, ContactLayout layout, string name, string column, string by, Action<GroupDifference> difference, Action<Issue> issue,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(difference);
        ArgumentNullException.ThrowIfNull(issue);
        var reader = new RecordReader(text, layout, name);
        if (!reader.HasColumn(column))
            throw new ContactFileException($"the file has no column {column} with groups");
        var unitColumn = reader.ColumnOf(by);
        var summary = new AgreementSummary();
        foreach (var record in reader.Read(issue))
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is { } problem)
            {
                summary.Unreadable++;
                issue(problem);
                continue;
            }

            if (record.CareForm == CareForm.Outside)
            {
                summary.Outside++;
                continue;
            }

            var (before, unit, result) =
                (reader.Text(column), unitColumn.Length > 0 ? reader.Text(unitColumn) : "", grouper.Group(record.Contact));
            var isSame = IsSame(before, result);
            summary.All.Add(isSame);
            Tally(summary.ByGroup, before).Add(isSame);
            if (unitColumn.Length > 0)
                Tally(summary.ByUnit, unit).Add(isSame);
            if (isSame)
                continue;
            var (cause, code) = CauseOf(before, record.Contact, result);
            var key = (before, result.Drg, cause);
            summary.Differences[key] = summary.Differences.GetValueOrDefault(key) + 1;
            difference(new(record.Row, record.Contact.Id, unit, before, result.Drg, cause, code));
        }

        return summary;
    }

    private static AgreementTally Tally(SortedDictionary<string, AgreementTally> tallies, string key) =>
        tallies.TryGetValue(key, out var tally) ? tally : tallies[key] = new();

    /// <summary>The same group, as national or as Combined one; registers leave leading zeros out.</summary>
    private static bool IsSame(string before, in GroupingResult result) => IsSame(before, result.Drg) || IsSame(before, result.CombinedDrg);

    private static bool IsSame(string one, string other) =>
        one.Length > 0 && other.Length > 0 && one.TrimStart('0').Equals(other.TrimStart('0'), StringComparison.OrdinalIgnoreCase);

    private (DifferenceCause Cause, string Code) CauseOf(string before, CareContact contact, in GroupingResult result)
    {
        if (before.Length == 0)
            return (DifferenceCause.NoGroup, "");
        if (grouper.Definition.Set.Index.HasDrg(before) is false)
            return (DifferenceCause.NotInSet, "");
        if (result.HasUnknownCodes && UnknownCode(contact) is { } code)
            return (DifferenceCause.UnknownCode, code);
        if (result.ReturnCode.Value != '0')
            return (DifferenceCause.ReturnCode, result.ReturnCode.ToString());
        if (_fits && before.Length == result.Drg.Length && before[..^1] == result.Drg[..^1])
            return (IsOfStay(before) && IsOfStay(result.Drg)
                || IsDivided(before) && IsDivided(result.Drg) ? DifferenceCause.Complication : DifferenceCause.CareForm, "");
        if (_fits && IsOfStay(before) != IsOfStay(result.Drg))
            return (DifferenceCause.CareForm, "");
        return (grouper.Definition.Set.Index.DrgOf(before).Mdc is { Length: > 0 } mdc
            && mdc != result.DrgMdc ? DifferenceCause.Mdc : DifferenceCause.Group, "");
    }

    /// <summary>True for groups of inpatient care, by the last letter.</summary>
    private static bool IsOfStay(string drg) => drg[^1] is 'A' or 'C' or 'E' or 'N';

    private static bool IsDivided(string drg) => drg[^1] is 'O' or 'P' or 'Q';

    private string? UnknownCode(CareContact contact)
    {
        foreach (var diagnosis in contact.Diagnoses)
        {
            if (!_known.Has(diagnosis.Code) && !KnownCodes.IsMedicine(diagnosis.Code.ToString()))
                return diagnosis.Code.ToString();
        }

        foreach (var code in contact.Procedures)
        {
            if (!_known.Has(code) && !KnownCodes.IsMedicine(code.ToString()))
                return code.ToString();
        }

        return null;
    }
}
