using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.Simulation;

/// <summary>Contacts that one cause moves from one result to another. Immutable.</summary>
/// <param name="From">Group before.</param>
/// <param name="To">Group after.</param>
/// <param name="ReturnCodes">Return codes before and after.</param>
/// <param name="Cause">Which rule or row does it.</param>
/// <param name="Contacts">How many.</param>
/// <param name="Unnamed">How many of them have no code of which the change has a row.</param>
/// <param name="Cost">Their costs together, in kronor; 0 if there are none.</param>
/// <param name="Example">Row of the first of them; the header is 1.</param>
/// <param name="CareForms">Contacts of each care form, as <see cref="MoveCell"/> tells them.</param>
public sealed record CausedMove(
    string From, string To, (ReturnCode Before, ReturnCode After) ReturnCodes, MoveCause Cause, long Contacts, long Unnamed, double Cost,
    long Example, ImmutableSortedDictionary<CareForm, long> CareForms);

/// <summary>A certification case that gets another result. Immutable.</summary>
/// <param name="Case">The case.</param>
/// <param name="From">Group before.</param>
/// <param name="To">Group after.</param>
/// <param name="Cause">Which rule or row does it.</param>
/// <param name="WasAsExpected">True if it came out as expected before.</param>
public sealed record ChangedCase(TestCase Case, string From, string To, MoveCause Cause, bool WasAsExpected);

/// <summary>What a change does to the contacts of a file. Immutable once the run is over.</summary>
public sealed record SimulationResult
{
    /// <summary>What it is the result of.</summary>
    internal SimulationTally? Tally { get; init; }

    /// <summary>Contacts read.</summary>
    public long Contacts { get; init; }

    /// <summary>Those that the change could touch, which alone were grouped under the later set.</summary>
    public long Regrouped { get; init; }

    /// <summary>Those whose group, return code or MDC differs.</summary>
    public long Moved { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>Contacts with a cost above 0.</summary>
    public long WithCost { get; init; }

    /// <summary>True if the change has rows of codes, so that contacts without any of them can be identified; false where two versions are
    /// compared.</summary>
    public bool NamesCodes { get; init; }

    /// <summary>Moves by cause, most contacts first.</summary>
    public ImmutableArray<CausedMove> Moves { get; init; } = [];

    /// <summary>All contacts by unit, MDC and both groups; of those that were not regrouped only where they were asked for, or there are
    /// costs.</summary>
    public IReadOnlyList<MoveCell> Cells { get; init; } = [];
}

/// <summary>Runs a change over the contacts of a file: only contacts that it can touch are grouped under the later set.
/// Thread-safe.</summary>
/// <remarks>Source: <see cref="ChangeReach"/>.</remarks>
public sealed class SimulationRun
{
    private readonly Grouper _before;
    private readonly Grouper _after;
    private readonly ChangeReach _reach;
    private readonly MoveFinder _finder;

    /// <summary>Prepares a run.</summary>
    /// <param name="diff">What the change differs in.</param>
    public SimulationRun(SetDiff diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        (_before, _after) = (new(diff.Before), new(diff.After));
        _reach = new(diff, _before.Definition, _after.Definition);
        _finder = new(diff, _before, _after);
    }

    /// <summary>Units that a file may have at most.</summary>
    public int MostUnits { get; init; } = int.MaxValue;

    /// <summary>True if the later set is another version of its own, such as next year's, and no change that names what it is about: no
    /// move is then unintended, and each has its cause.</summary>
    public bool IsVersion { get; init; }

    /// <summary>Several changes that the later set is made of, to be tried one by one too; null for none. Contacts are taken with the codes
    /// that they have.</summary>
    public ChangeSteps? Steps { get; init; }

    /// <summary>Called now and then with the number of rows read.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Runs over the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written. Its conversion of codes holds for the later set alone: the earlier one knows the codes as
    /// they are recorded.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="by">Meaning or name of the column that units are identified by; empty for none.</param>
    /// <param name="costColumn">Column of costs; a file without it has none.</param>
    /// <param name="needsAll">True to count contacts that are not regrouped too, which takes one grouping each, under the earlier set;
    /// a file with costs always does.</param>
    /// <param name="found">Receives each contact whose group is known with its group before and after;
    /// Cost is not a number if there is none. A visit that is part of a stay is no contact. Null for no one.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, has no such column, or more units than it may
    /// have.</exception>
    public SimulationResult Run(
        Stream text, ContactLayout layout, string name, string by, string costColumn, bool needsAll,
        Action<GroupedContact, string>? found, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(costColumn);
        ArgumentNullException.ThrowIfNull(issue);
        var map = layout.CodeConversion;
        var file = new ContactCursor(
            text, layout with { CodeConversion = null }, name, by, costColumn, _before.Definition.Set, issue)
        {
            Progress = Progress,
        };
        var tally = NewTally();
        var units = new HashSet<string>(StringComparer.Ordinal);
        while (file.Next(stop))
        {
            tally.Contacts++;
            var converted = map?.Concerns(file.Contact) == true ? map.Convert(file.ToContact()) : null;
            var canMove = converted is not null || _reach.CanMove(file.Contact);
            if (!canMove && !needsAll && !file.HasCost && Steps is null)
                continue;
            var cost = file.Cost;
            var before = _before.Group(file.Contact);
            var isPartOfStay = JoinedVisit.Marks(file.Contact) || JoinedVisit.Says(before);
            tally.WithCost += cost > 0 && !isPartOfStay ? 1 : 0;
            var form = isPartOfStay ? CareForm.Outside : file.Contact.CareForm.OrByDays(file.Contact.Duration.Days);
            var after = before;
            if (converted is not null || (canMove && _reach.CanMove(file.Contact, before.Rank)))
            {
                tally.Regrouped++;
                after = converted is null ? _after.Group(file.Contact) : _after.Group(converted);
                if (!IsSame(before, after))
                {
                    tally.Moved++;
                    Count(tally, file, converted, form, before, after, cost);
                }
            }

            Steps?.Take(file.Contact, before, form);
            if (units.Add(file.Unit) && units.Count > MostUnits)
                throw new ContactFileException(InputText.TooManyUnits(by, MostUnits));
            tally.AddCell(
                new(file.Unit, before.Mdc, form, before.Drg, after.Drg, PatientGroup.Of(file.Contact.Sex, file.Contact.Age)), cost);
            if (isPartOfStay)
                continue;
            found?.Invoke(new()
            {
                Row = file.Row,
                Drg = before.Drg,
                Mdc = before.Mdc,
                CareForm = "",
                Unit = ReportingUnit.All,
                Cost = cost,
                Days = file.Contact.Duration.Days,
            }, after.Drg);
        }

        tally.Unreadable = file.Unreadable;
        return tally.Result();
    }

    /// <summary>Counts of nothing yet.</summary>
    internal SimulationTally NewTally() => new(_reach.NamesCodes && !IsVersion);

    /// <summary>Certification cases that get another result.</summary>
    public IEnumerable<ChangedCase> Cases(IEnumerable<TestCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        foreach (var each in cases.Where(each => _reach.CanMove(each.Contact.View)))
        {
            var (before, after) = (_before.Group(each.Contact), _after.Group(each.Contact));
            if (!IsSame(before, after))
                yield return new(each, before.Drg, after.Drg, _finder.Of(each.Contact, before, after), (each.Drg.Length == 0
                    || each.Drg == before.Drg) && (each.ReturnCode == default || each.ReturnCode == before.ReturnCode));
        }
    }

    private static bool IsSame(in GroupingResult one, in GroupingResult other) =>
        (one.Drg, one.ReturnCode, one.Mdc) == (other.Drg, other.ReturnCode, other.Mdc);

    private void Count(
        SimulationTally tally, ContactCursor file, CareContact? converted, CareForm form, in GroupingResult before,
        in GroupingResult after, double cost)
    {
        var cause = converted is null
            ? _finder.Of(file.ToContact(), before, after)
            : _finder.Of(file.ToContact(), converted, before, after);
        tally.AddMove(
            (before.Drg, after.Drg), (before.ReturnCode, after.ReturnCode), cause, form,
            converted is null && !_reach.HasNamedCode(file.Contact), cost, file.Row);
    }
}
