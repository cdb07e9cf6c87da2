using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;
using Gruppera.Formats;
using Gruppera.Formats.Grouped;

namespace Gruppera.Workflows.Reports;

/// <summary>All numbers of a casemix report: the page and the workbook show the same.</summary>
/// <param name="Name">Name of the file of contacts.</param>
/// <param name="Casemix">Indices by unit.</param>
/// <param name="CostPerPoint">Funnel of cost per point, inliers.</param>
/// <param name="Coding">Complicated groups beside what others' rates would give.</param>
/// <param name="Groups">Groups, the most costly first.</param>
/// <param name="Changes">Changes since the year before, or null.</param>
/// <param name="Quality">What became of the rows of the file.</param>
/// <param name="Manifest">What is known of the weight list, or null.</param>
/// <param name="Stays">Length of stay; null if there are no inpatient contacts.</param>
public sealed record CasemixReport(
    string Name, CasemixAnswer Casemix, ImmutableArray<FunnelPoint> CostPerPoint, ImmutableArray<CodingComparison> Coding,
    ImmutableArray<GroupRow> Groups, PeriodComparison? Changes, GroupedSummary Quality, WeightManifest? Manifest,
    StayAnswer? Stays)
{
    /// <summary>Computes the report.</summary>
    /// <param name="name">Name of the file of contacts.</param>
    /// <param name="table">Its contacts, counted by unit and group.</param>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="before">Contacts of the year before, or null.</param>
    /// <param name="quality">What became of the rows of the file.</param>
    /// <param name="stays">Its inpatient contacts by length of stay, or null.</param>
    public static CasemixReport Of(
        string name, CasemixTable table, ImmutableArray<string> by, CasemixTable? before, GroupedSummary quality, StayTable? stays = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(quality);
        var earlier = before is null ? [] : GroupRow.ByGroup(before);
        return new(
            name, CasemixAnswer.Of(table, by), Funnel.CostPerPoint(table, Side.Inliers), CodingComparison.Of(table),
            [.. GroupRow.ByGroup(table).Select(group => group.Value with { Before = earlier.GetValueOrDefault(group.Key) })
                .OrderByDescending(group => group.Cost).ThenByDescending(group => group.Contacts)
                .ThenBy(group => group.Drg, StringComparer.Ordinal)],
            before is null ? null : PeriodComparison.Of(before, table, Side.All), quality, table.Lists.Manifest,
            stays is { Contacts: > 0 } ? StayAnswer.Of(stays, by, table.Lists, table.Lists.Name) : null);
    }

    /// <summary>The sheets of the workbook.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return Casemix.Figures();
        yield return new(
            "Groups",
            ["drg", "name", "contacts", "cost", "mean_cost", "weight", "points", "outliers", "contacts_before", "mean_cost_before"],
            [.. Groups.Select(group => (object[])
            [
                group.Drg, group.Name, group.Contacts, group.Cost, group.MeanCost, group.Weight, group.Points, group.Outliers,
                group.Before is null ? "" : group.Before.Contacts, group.Before?.MeanCost ?? double.NaN,
            ])]);
        if (Changes is { } changes)
            yield return CasemixSheets.Changes(
                Casemix.By, [("all", "unit", [.. changes.Units, changes.All]), ("all", "mdc", changes.Mdcs)]);
        yield return CasemixSheets.Funnel(Casemix.By, [("cost_per_point", CostPerPoint)]);
        yield return CasemixSheets.Standardised(Casemix.By, Coding);
        foreach (var figures in Stays?.Figures() ?? [])
            yield return figures;
        yield return new("Quality", ["code", "meaning", "contacts"],
            [
                ["", "read", Quality.Read],
                [FormatIssues.PartOfStay.Id, FormatIssues.PartOfStay.Meaning.ToString(), Quality.PartOfStay],
                [FormatIssues.OutsideNordDrg.Id, FormatIssues.OutsideNordDrg.Meaning.ToString(), Quality.Outside],
                .. Quality.LeftOut.Concat(Quality.WithoutCost)
                    .Select(each => (object[])[each.Reason.Id, each.Reason.Meaning.ToString(), each.Contacts]),
                .. Casemix.WithoutWeight.Select(each => (object[])[WorkflowIssues.NoWeight.Id, each.Drg, each.Contacts]),
            ]);
    }
}

/// <summary>A group of the report.</summary>
/// <param name="Drg">The group; empty for contacts without one.</param>
/// <param name="Name">Its name in the list.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Cost">Kronor.</param>
/// <param name="MeanCost">Kronor per contact that has a cost.</param>
/// <param name="Weight">Weight, or the mean of its contacts' weights where these differ; not a number if the list lacks the group.</param>
/// <param name="Outliers">Contacts beyond the limits.</param>
/// <param name="Before">The year before, or null.</param>
public sealed record GroupRow(
    string Drg, string Name, long Contacts, decimal Cost, double MeanCost, double Weight, long Outliers, GroupRow? Before)
{
    internal double Points => Contacts * Weight;

    internal static Dictionary<string, GroupRow> ByGroup(CasemixTable table) =>
        table.Cells.GroupBy(cell => cell.Drg).ToDictionary(cells => cells.Key, cells =>
        {
            var (all, inliers) = (new ContactSums(), new ContactSums());
            foreach (var cell in cells)
            {
                all.Add(cell.All);
                inliers.Add(cell.Inliers);
            }

            var rows = cells.Where(cell => cell.Weight is not null).ToList();
            var weights = rows.Select(cell => cell.Weight!.Weight).Distinct().ToList();
            var weight = weights is [var one] ? one
                : rows.Sum(cell => cell.All.Contacts * cell.Weight!.Weight) / rows.Sum(cell => cell.All.Contacts);
            var cost = (decimal)all.Cost / 100;
            return new GroupRow(
                cells.Key, rows.FirstOrDefault()?.Weight!.Text ?? "", all.Contacts, cost,
                all.Costed > 0 ? (double)cost / all.Costed : double.NaN,
                weight, all.Contacts - inliers.Contacts, null);
        });
}
