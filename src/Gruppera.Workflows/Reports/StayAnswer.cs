using System.Collections.Immutable;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;

namespace Gruppera.Workflows.Reports;

/// <summary>Length of stay by unit and by group.</summary>
/// <param name="Limits">Where the limits of care days come from: a list, a rule, or <c>none</c>.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="Visits">Contacts without care days, which are in no figure.</param>
/// <param name="All">Everything.</param>
/// <param name="Units">Each unit.</param>
/// <param name="Groups">Each group, those with most care days first.</param>
public sealed record StayAnswer(
    string Limits, ImmutableArray<string> By, long Visits, StayRow All, ImmutableArray<StayRow> Units, ImmutableArray<StayRow> Groups)
{
    /// <summary>The lengths of stay of a table.</summary>
    /// <param name="table">Inpatient contacts by unit and group.</param>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="limits">Lists that have the limits of care days; null for none.</param>
    /// <param name="source">Where the limits come from, see <see cref="Limits"/>.</param>
    public static StayAnswer Of(StayTable table, ImmutableArray<string> by, YearlyWeights? limits, string source)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(source);
        var indices = StayIndices.Of(table, limits);
        return new(source, by, table.Others, indices.All, indices.Units, indices.Groups);
    }

    /// <summary>Sheets of units and of groups; a row for each side.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return Sheet(
            "Length of stay", By, [.. By.IsEmpty ? [All] : Units.Add(All)],
            row => [.. By.Select((_, part) => (object)(part < row.Unit.Parts.Length ? row.Unit.Parts[part] : "*"))]);
        yield return Sheet("Length of stay, groups", ["drg"], Groups, row => [row.Drg]);
    }

    private static Figures Sheet(string name, ImmutableArray<string> by, ImmutableArray<StayRow> rows, Func<StayRow, object[]> names) =>
        new(
            name,
            [
                .. by, "side", "contacts", "days", .. Reports.Figures.Columns("mean"), .. Reports.Figures.Columns("median"),
                .. Reports.Figures.Columns("geometric_mean"), "expected",
                .. Reports.Figures.Columns("index"), .. Reports.Figures.Columns("outliers"), "outlier_days", "days_limit", "too_small",
            ],
            [
                .. rows.SelectMany(row => new[] { ("all", row.All), ("innerfall", row.Inliers) }.Select(side => (object[])
                [
                    .. names(row), side.Item1, side.Item2.Contacts, side.Item2.Days, .. Reports.Figures.Cells(side.Item2.Mean),
                    .. Reports.Figures.Cells(side.Item2.Median),
                    .. Reports.Figures.Cells(side.Item2.Geometric), side.Item2.Expected, .. Reports.Figures.Cells(side.Item2.Index),
                    .. Reports.Figures.Cells(row.Outliers), row.OutlierDays,
                    row.Limit ?? double.NaN, row.IsSmall,
                ])),
            ]);
}
