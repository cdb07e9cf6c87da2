using Gruppera.Casemix.Indices;

namespace Gruppera.Workflows.Reports;

/// <summary>What cells of a report are about: cells of one part and row rest on the same contacts.</summary>
public enum CasemixPart
{
    /// <summary>All of a unit.</summary>
    Unit,

    /// <summary>Outliers of a unit, and its inliers, which are the rest.</summary>
    Outliers,

    /// <summary>Complicated contacts of a unit.</summary>
    Complicated,

    /// <summary>Contacts of a unit without a weight.</summary>
    WithoutWeight,

    /// <summary>Contacts of a unit without a cost.</summary>
    WithoutCost,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A group the year before.</summary>
    GroupBefore,

    /// <summary>Outliers of a group.</summary>
    GroupOutliers,

    /// <summary>An MDC.</summary>
    Mdc,

    /// <summary>Changes of a unit.</summary>
    UnitChange,

    /// <summary>Changes of an MDC.</summary>
    MdcChange,

    /// <summary>Length of stay of a unit.</summary>
    UnitStays,

    /// <summary>Outliers by care days of a unit.</summary>
    UnitStayOutliers,

    /// <summary>Length of stay of a group.</summary>
    GroupStays,

    /// <summary>Outliers by care days of a group.</summary>
    GroupStayOutliers,

    /// <summary>A reason why rows were left out, or have no cost.</summary>
    Reason,

    /// <summary>Contacts of a group that the list lacks.</summary>
    Lacking,
}

/// <summary>Which cells of a report are not shown since they rest on too few contacts, or since the total less what is shown would tell
/// such a cell. Immutable.</summary>
/// <remarks>Source: A. Hundepool and others, "Statistical Disclosure Control" (2012), primary and secondary suppression;
/// docs/casemix/report.md.</remarks>
public sealed class CasemixMask
{
    private readonly HashSet<(CasemixPart, string)> _hidden = [];

    private CasemixMask(int below) => Below = below;

    /// <summary>Nothing is hidden.</summary>
    public static CasemixMask None { get; } = new(0);

    /// <summary>Cells of fewer contacts than this are hidden; 0 if none are.</summary>
    public int Below { get; }

    /// <summary>True if cells are hidden.</summary>
    /// <param name="part">What the cells are about.</param>
    /// <param name="row">Which row: <see cref="KeyOf"/> of a unit, a group, an MDC, an id of a reason.</param>
    public bool this[CasemixPart part, string row] => _hidden.Contains((part, row));

    /// <summary>What a unit is called here; <c>*</c> for all together.</summary>
    public static string KeyOf(ReportingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Parts.IsEmpty ? "*" : unit.ToString();
    }

    /// <summary>What of a report is hidden.</summary>
    /// <param name="report">The report.</param>
    /// <param name="below">Cells of fewer contacts are hidden; 0 hides nothing. A cell of no contact is shown.</param>
    public static CasemixMask Of(CasemixReport report, int below)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (below <= 1)
            return None;
        var mask = new CasemixMask(below);
        mask.HideUnits(report);
        mask.HideGroups(report);
        mask.HideChanges(report);
        mask.HideStays(report);
        mask.HideReasons(report);
        return mask;
    }

    private bool IsFew(long contacts) => contacts > 0 && contacts < Below;

    private bool IsFewOf(long part, long whole) => IsFew(part) || IsFew(whole - part);

    private void HideUnits(CasemixReport report)
    {
        var (all, units) = (report.Casemix.All, report.Casemix.Units);
        Hide(CasemixPart.Unit, units, unit => KeyOf(unit.Unit), unit => unit.All.Contacts);
        HideOfUnits(CasemixPart.Outliers, unit => unit.All.Contacts - unit.Inliers.Contacts, unit => unit.All.Contacts);
        HideOfUnits(
            CasemixPart.Complicated, unit => (long)Math.Round(unit.All.Complicated.Value * unit.All.Complicated.Contacts),
            unit => unit.All.Complicated.Contacts);
        HideOfUnits(CasemixPart.WithoutWeight, unit => unit.All.WithoutWeight, unit => unit.All.Contacts);
        HideOfUnits(CasemixPart.WithoutCost, unit => unit.All.WithoutCost, unit => unit.All.Contacts);

        void HideOfUnits(CasemixPart part, Func<UnitIndices, long> few, Func<UnitIndices, long> of)
        {
            Hide(part, units, unit => KeyOf(unit.Unit), few, unit =>
                this[CasemixPart.Unit, KeyOf(unit.Unit)] || IsFew(of(unit)) || IsFewOf(few(unit), of(unit)));
            if (IsFewOf(few(all), of(all)))
                _hidden.Add((part, "*"));
        }
    }

    private void HideGroups(CasemixReport report)
    {
        Hide(CasemixPart.Mdc, report.Mdcs, mdc => mdc.Mdc, mdc => mdc.Contacts);
        foreach (var mdc in report.Groups.GroupBy(group => group.Mdc, StringComparer.Ordinal))
        {
            var isHidden = this[CasemixPart.Mdc, mdc.Key];
            Hide(CasemixPart.Group, [.. mdc], group => group.Drg, group => group.Contacts, _ => isHidden);
        }

        Hide(CasemixPart.GroupBefore, report.Groups, group => group.Drg, group => group.Before?.Contacts ?? 0);
        Hide(
            CasemixPart.GroupOutliers, report.Groups, group => group.Drg, group => group.Outliers,
            group => this[CasemixPart.Group, group.Drg] || IsFewOf(group.Outliers, group.Contacts));
        Hide(
            CasemixPart.Lacking, report.Casemix.WithoutWeight, group => group.Drg, group => group.Contacts,
            group => this[CasemixPart.Group, group.Drg]);
    }

    private void HideChanges(CasemixReport report)
    {
        if (report.Changes is not { } changes)
            return;
        var few = report.Casemix.Units.Where(unit => IsFew(unit.All.WithoutWeight)).Select(unit => KeyOf(unit.Unit)).ToHashSet();
        HideChanges(
            CasemixPart.UnitChange, changes.Units, change => KeyOf(change.Unit),
            key => few.Contains(key) || this[CasemixPart.Unit, key]);
        HideChanges(CasemixPart.MdcChange, changes.Mdcs, change => change.Mdc, key => this[CasemixPart.Mdc, key]);
    }

    private void HideChanges(
        CasemixPart part, IReadOnlyList<Casemix.Comparison.Change> changes, Func<Casemix.Comparison.Change, string> keyOf,
        Func<string, bool> isHidden)
    {
        for (var hidden = -1; hidden != _hidden.Count;)
        {
            hidden = _hidden.Count;
            Hide(part, changes, keyOf, change => change.Before.Contacts, change => isHidden(keyOf(change)) || IsFew(change.After.Contacts));
            Hide(part, changes, keyOf, change => change.After.Contacts);
        }
    }

    private void HideStays(CasemixReport report)
    {
        if (report.Stays is not { } stays)
            return;
        var units = report.Casemix.Units.ToDictionary(unit => KeyOf(unit.Unit), unit => unit.All.Contacts, StringComparer.Ordinal);
        var groups = report.Groups.ToDictionary(group => group.Drg, group => group.Contacts, StringComparer.Ordinal);
        HideStays(CasemixPart.UnitStays, CasemixPart.UnitStayOutliers, CasemixPart.Unit, stays.Units, row => KeyOf(row.Unit), units);
        HideStays(CasemixPart.GroupStays, CasemixPart.GroupStayOutliers, CasemixPart.Group, stays.Groups, row => row.Drg, groups);
        if (IsFewOf(stays.All.All.Contacts - stays.All.Inliers.Contacts, stays.All.All.Contacts))
            _hidden.Add((CasemixPart.UnitStayOutliers, "*"));
        if (IsFewOf(stays.All.All.Contacts, report.Casemix.All.All.Contacts))
            _hidden.Add((CasemixPart.UnitStays, "*"));
    }

    private void HideStays(
        CasemixPart part, CasemixPart outliers, CasemixPart whole, IReadOnlyList<Casemix.Stays.StayRow> rows,
        Func<Casemix.Stays.StayRow, string> keyOf, Dictionary<string, long> contacts)
    {
        // Inpatients and the others are all the contacts of the row.
        Hide(part, rows, keyOf, row => row.All.Contacts, row =>
            this[whole, keyOf(row)] || IsFewOf(row.All.Contacts, contacts.GetValueOrDefault(keyOf(row), row.All.Contacts)));
        Hide(outliers, rows, keyOf, row => row.All.Contacts - row.Inliers.Contacts, row =>
            this[part, keyOf(row)] || IsFewOf(row.Inliers.Contacts, row.All.Contacts));
    }

    private void HideReasons(CasemixReport report)
    {
        var quality = report.Quality;
        Hide(CasemixPart.Reason, [.. quality.WithoutCost], each => each.Reason.Id, each => each.Contacts);
        (string Id, long Contacts)[] left =
        [
            .. quality.LeftOut.Select(each => (each.Reason.Id, each.Contacts)),
            (Formats.FormatIssues.PartOfStay.Id, quality.PartOfStay), (Formats.FormatIssues.OutsideNordDrg.Id, quality.Outside),
        ];
        Hide(CasemixPart.Reason, left, each => each.Id, each => each.Contacts);

        // All rows less those used tell of a reason that stands alone.
        if (IsFew(quality.Read - quality.Used))
            _hidden.Add((CasemixPart.Reason, "*"));
    }

    /// <summary>Hides rows of few contacts, and then the smallest of the others until what is hidden of the total is of two rows at least,
    /// and of enough contacts.</summary>
    private void Hide<TRow>(
        CasemixPart part, IReadOnlyList<TRow> rows, Func<TRow, string> keyOf, Func<TRow, long> count, Func<TRow, bool>? isHidden = null)
    {
        foreach (var row in rows.Where(row => IsFew(count(row)) || isHidden?.Invoke(row) == true))
            _hidden.Add((part, keyOf(row)));
        var hidden = rows.Where(row => count(row) > 0 && this[part, keyOf(row)]).Select(count).ToList();
        if (hidden.Count == 0)
            return;
        foreach (var row in rows.Where(row => count(row) > 0 && !this[part, keyOf(row)]).OrderBy(count).ToList())
        {
            if (hidden.Count > 1 && hidden.Sum() >= Below)
                return;
            _hidden.Add((part, keyOf(row)));
            hidden.Add(count(row));
        }
    }
}
