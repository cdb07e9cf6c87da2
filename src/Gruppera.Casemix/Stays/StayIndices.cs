using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Stays;

/// <summary>Length of stay of a unit or a group, on all contacts and on those within the limits.</summary>
/// <param name="Unit">The unit; that of all where it is about a group or everything.</param>
/// <param name="Drg">The group; empty if it is about all of them.</param>
/// <param name="All">On all contacts.</param>
/// <param name="Inliers">On contacts within the limits of care days.</param>
/// <param name="Outliers">Share of contacts beyond the limits.</param>
/// <param name="OutlierDays">Care days above the upper limits, by the contacts that stayed longer:
/// what outliers are paid for by the day.</param>
/// <param name="Limit">The upper limit of the group, where it is about one and all its contacts have the same.</param>
public sealed record StayRow(
    ReportingUnit Unit, string Drg, StayFigures All, StayFigures Inliers, Estimate Outliers, long OutlierDays, double? Limit)
{
    /// <summary>True if there are too few contacts to compare: see <see cref="CasemixIndices.FewestContacts"/>.</summary>
    public bool IsSmall => All.Contacts < CasemixIndices.FewestContacts;
}

/// <summary>Length of stay by unit and by group. Immutable.</summary>
/// <param name="All">Everything.</param>
/// <param name="Units">Each unit, in the order of their names.</param>
/// <param name="Groups">Each group, those with most care days first.</param>
/// <remarks>Source: the Swedish document, page 15, vårdtidsytterfall; docs/casemix/length-of-stay.md.</remarks>
public sealed record StayIndices(StayRow All, ImmutableArray<StayRow> Units, ImmutableArray<StayRow> Groups)
{
    /// <summary>Makes the figures of a table.</summary>
    /// <param name="table">Care days.</param>
    /// <param name="limits">Lists with limits of care days; null for none.</param>
    public static StayIndices Of(StayTable table, YearlyWeights? limits)
    {
        ArgumentNullException.ThrowIfNull(table);
        var cells = table.Cells.ToList();
        var means = Means(cells, inliers: false);
        var innerMeans = Means(cells, inliers: true);
        return new(
            Row(ReportingUnit.All, "", cells),
            [.. table.Units.Select(unit => Row(unit, "", [.. table.Of(unit)]))],
            [
                .. cells.GroupBy(cell => cell.Drg, StringComparer.Ordinal).Select(group => Row(ReportingUnit.All, group.Key, [.. group]))
                    .OrderByDescending(row => row.All.Days).ThenBy(row => row.Drg, StringComparer.Ordinal),
            ]);

        IEnumerable<KeyValuePair<int, long>> Days(StayCell cell, bool inliers) => inliers ? cell.Within(LimitsOf(cell)) : cell.Days;

        Dictionary<string, double> Means(List<StayCell> of, bool inliers) => of.GroupBy(cell => cell.Drg, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => MeanOf(group.SelectMany(cell => Days(cell, inliers))), StringComparer.Ordinal);

        DrgWeight? LimitsOf(StayCell cell) => limits?.Of(cell.Year)?.Find(cell.Drg, cell.CareForm, cell.Specialty);

        StayRow Row(ReportingUnit unit, string drg, List<StayCell> of)
        {
            var (all, inliers) = (Figures(of, inliers: false), Figures(of, inliers: true));
            var above = of.Sum(cell => LimitsOf(cell)?.DaysLimit is { } limit
                ? cell.Days.Where(pair => pair.Key > limit).Sum(pair => (long)(pair.Key - Math.Floor(limit)) * pair.Value)
                : 0);
            return new(
                unit, drg, all, inliers, Estimate.Share(all.Contacts - inliers.Contacts, all.Contacts), above,
                drg.Length > 0 ? CommonLimit(of) : null);
        }

        double? CommonLimit(List<StayCell> of) =>
            of.Select(cell => LimitsOf(cell)?.DaysLimit).Distinct().ToList() is [var one] ? one : null;

        StayFigures Figures(List<StayCell> of, bool inliers) => StayFigures.Of([.. of.Select(cell =>
            ((inliers ? innerMeans : means)[cell.Drg], (IReadOnlyList<KeyValuePair<int, long>>)[.. Days(cell, inliers)]))]);
    }

    /// <summary>Limits of care days by a rule, from the table's own contacts, as a list without weights.</summary>
    /// <param name="table">Care days.</param>
    /// <param name="rules">How limits are set, by care form where they have rules of their own.</param>
    public static WeightList LimitsOf(StayTable table, Trimming.TrimRules rules)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rules);
        var rows = new List<DrgWeight>();
        foreach (var material in table.Cells.GroupBy(cell => rules.Own.IsEmpty ? "" : cell.CareForm, StringComparer.Ordinal))
        {
            var groups = material.GroupBy(cell => cell.Drg, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToList();
            var days = groups.Select(group => (ReadOnlyMemory<double>)group.SelectMany(cell => cell.Days).OrderBy(pair => pair.Key)
                .SelectMany(pair => Enumerable.Repeat((double)pair.Key, (int)pair.Value)).ToArray()).ToList();
            var limits = Trimming.LimitSolver.Solve(rules.Of(material.Key), days, areDays: true);
            rows.AddRange(groups.Zip(limits, (group, limit) =>
                new DrgWeight(group.Key, 0, CareForm: material.Key, DaysLimit: Finite(limit.High)) { LowDaysLimit = Finite(limit.Low) }));
        }

        return new("", rows);
    }

    private static double? Finite(double limit) => double.IsFinite(limit) ? limit : null;

    private static double MeanOf(IEnumerable<KeyValuePair<int, long>> days)
    {
        var (contacts, sum) = (0L, 0L);
        foreach (var (day, count) in days)
            (contacts, sum) = (contacts + count, sum + (day * count));
        return contacts == 0 ? 0 : (double)sum / contacts;
    }
}
