using System.Collections.Immutable;
using Gruppera.Casemix.Indices;

namespace Gruppera.Workflows.Reports;

/// <summary>A group that the weight list lacks, or another thing that contacts lack.</summary>
/// <param name="Drg">The group; empty for contacts without one.</param>
/// <param name="Contacts">Its contacts.</param>
public sealed record LackingGroup(string Drg, long Contacts);

/// <summary>Casemix indices by unit.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="All">All units together.</param>
/// <param name="Units">Each unit.</param>
/// <param name="WithoutWeight">Groups that the list lacks, with their contacts; an empty code for contacts without a group.</param>
public sealed record CasemixAnswer(
    string List, ImmutableArray<string> By, UnitIndices All, ImmutableArray<UnitIndices> Units, ImmutableArray<LackingGroup> WithoutWeight)
{
    /// <summary>The indices of a table.</summary>
    /// <param name="table">Contacts counted by unit and group.</param>
    /// <param name="by">Columns that make up the unit.</param>
    public static CasemixAnswer Of(CasemixTable table, ImmutableArray<string> by)
    {
        ArgumentNullException.ThrowIfNull(table);
        var indices = CasemixIndices.Of(table);
        var lacking = table.Cells.Where(cell => cell.Weight is null).GroupBy(cell => cell.Drg)
            .Select(cells => new LackingGroup(cells.Key, cells.Sum(cell => cell.All.Contacts)))
            .OrderByDescending(each => each.Contacts).ThenBy(each => each.Drg, StringComparer.Ordinal);
        return new(table.Lists.Name, by, indices.All, indices.Units, [.. lacking]);
    }

    /// <summary>One row for each unit and side, the last unit being all of them.</summary>
    public Figures Figures() => new(
        "Index",
        [
            .. By, "side", "contacts", "without_weight", "weighted_share", "without_cost", "points", "days", "cost",
            .. Reports.Figures.Columns("index"), .. Reports.Figures.Columns("mean_cost"), .. Reports.Figures.Columns("cost_per_point"),
            .. Reports.Figures.Columns("adjusted_cost"), "divided_contacts", .. Reports.Figures.Columns("complicated"),
            .. Reports.Figures.Columns("secondary_diagnoses"), .. Reports.Figures.Columns("outliers"), "outlier_cost", "too_small",
        ],
        [
            .. (By.IsEmpty ? [All] : Units.Add(All))
                .SelectMany(unit => new[] { ("all", unit.All), ("innerfall", unit.Inliers) }.Select(side => (object[])
                [
                    .. By.Select((_, part) => (object)(part < unit.Unit.Parts.Length ? unit.Unit.Parts[part] : "*")), side.Item1,
                    side.Item2.Contacts, side.Item2.WithoutWeight, side.Item2.WeightedShare, side.Item2.WithoutCost, side.Item2.Points,
                    side.Item2.Days, side.Item2.Cost,
                    .. Reports.Figures.Cells(side.Item2.Index), .. Reports.Figures.Cells(side.Item2.MeanCost),
                    .. Reports.Figures.Cells(side.Item2.CostPerPoint), .. Reports.Figures.Cells(side.Item2.AdjustedCost),
                    side.Item2.Complicated.Contacts,
                    .. Reports.Figures.Cells(side.Item2.Complicated), .. Reports.Figures.Cells(side.Item2.SecondaryDiagnoses),
                    .. Reports.Figures.Cells(unit.Outliers), unit.OutlierCost, unit.IsSmall,
                ])),
        ]);
}
