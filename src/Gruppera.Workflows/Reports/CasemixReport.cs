using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;
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
    /// <summary>Months or years that the contacts are of, as <c>2025</c>; empty if it is not known.</summary>
    public string Period { get; init; } = "";

    /// <summary>Name of the file of the year before; empty for none.</summary>
    public string NameBefore { get; init; } = "";

    /// <summary>MDCs, those with most points first: the groups of each together.</summary>
    public ImmutableArray<MdcRow> Mdcs => field.IsDefault ? field =
    [
        .. Groups.GroupBy(group => group.Mdc, StringComparer.Ordinal).Select(groups => new MdcRow(
            groups.Key, groups.Sum(group => group.Contacts),
            groups.Sum(group => double.IsFinite(group.Points) ? group.Points : 0), groups.Sum(group => group.Cost)))
            .OrderByDescending(mdc => mdc.Points).ThenBy(mdc => mdc.Mdc, StringComparer.Ordinal),
    ] : field;

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
}

/// <summary>An MDC of the report.</summary>
/// <param name="Mdc">Its code; empty for groups without one.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Points">DRG points of groups that have a weight.</param>
/// <param name="Cost">Kronor.</param>
public sealed record MdcRow(string Mdc, long Contacts, double Points, decimal Cost);

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
    /// <summary>MDC of the group, of most of its contacts where they differ; empty if the file has none.</summary>
    public string Mdc { get; init; } = "";

    /// <summary>DRG points; not a number if the list lacks the group.</summary>
    public double Points => Contacts * Weight;

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
                weight, all.Contacts - inliers.Contacts, null)
            {
                Mdc = cells.GroupBy(cell => cell.Mdc, StringComparer.Ordinal).OrderByDescending(mdc => mdc.Sum(cell => cell.All.Contacts))
                    .ThenBy(mdc => mdc.Key, StringComparer.Ordinal).First().Key,
            };
        });
}
