using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Costs of a group or a unit by type, of inliers. Immutable.</summary>
/// <param name="Name">The group, or the unit.</param>
/// <param name="Contacts">Inliers with costs.</param>
/// <param name="Points">Their DRG points.</param>
/// <param name="Kronor">Kronor by type, in the order of the types.</param>
public sealed record CostTypeRow(string Name, long Contacts, double Points, ImmutableArray<double> Kronor)
{
    /// <summary>All types together.</summary>
    [JsonIgnore]
    public double Sum => Kronor.Sum();
}

/// <summary>Costs by type: what of a group's or a unit's cost is ward, theatre, medicine and so on. Immutable.</summary>
/// <param name="Types">Names of the types.</param>
/// <param name="Rows">Groups or units, in order; the last one is all together.</param>
public sealed record CostTypes(ImmutableArray<string> Types, ImmutableArray<CostTypeRow> Rows)
{
    /// <summary>Sums the costs of contacts that are no outliers by the list.</summary>
    /// <param name="costs">Costs by type.</param>
    /// <param name="lists">Weights and limits.</param>
    /// <param name="contacts">Contacts, each with its place in the costs and its cost at the wanted price level.</param>
    /// <param name="byUnit">True by unit, false by group.</param>
    public static CostTypes Of(CostTable costs, YearlyWeights lists, IEnumerable<GroupedContact> contacts, bool byUnit)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(contacts);
        var sums = new SortedDictionary<string, (long Contacts, double Points, decimal[] Kronor)>(StringComparer.Ordinal);
        var all = (Contacts: 0L, Points: 0.0, Kronor: new decimal[costs.Types.Length]);
        foreach (var contact in contacts)
        {
            var row = lists.Find(contact);
            if (contact.CostPlace == 0 || (row?.KindOf(contact.Cost, contact.Days) ?? OutlierKinds.None) != OutlierKinds.None)
                continue;
            var name = byUnit ? contact.Unit.ToString() : contact.Drg;
            if (!sums.TryGetValue(name, out var sum))
                sum = (0, 0, new decimal[costs.Types.Length]);
            var level = contact.Cost / costs.Sum(contact.CostPlace - 1);
            var amounts = costs.Amounts(contact.CostPlace - 1);
            for (var type = 0; type < amounts.Length; type++)
            {
                var kronor = (decimal)(amounts[type] * level);
                sum.Kronor[type] += kronor;
                all.Kronor[type] += kronor;
            }

            var points = row?.Weight ?? 0;
            sums[name] = (sum.Contacts + 1, sum.Points + points, sum.Kronor);
            all = (all.Contacts + 1, all.Points + points, all.Kronor);
        }

        return new(costs.Types, [.. sums.Select(pair => Row(pair.Key, pair.Value)), Row("*", all)]);
    }

    /// <summary>A row for each group or unit: mean cost by type, or kronor per point by type, and the share of each type.</summary>
    public Figures Figures(string name, bool perPoint) => new(
        "Cost types",
        [
            name, "contacts", .. Types.Select(type => perPoint ? $"{type}_per_point" : $"{type}_mean"),
            .. Types.Select(type => $"{type}_share"),
        ],
        [
            .. Rows.Select(row => (object[])
            [
                row.Name, row.Contacts, .. row.Kronor.Select(kronor => (object)(kronor / (perPoint ? row.Points : row.Contacts))),
                .. row.Kronor.Select(kronor => (object)(kronor / row.Sum)),
            ]),
        ]);

    private static CostTypeRow Row(string name, (long Contacts, double Points, decimal[] Kronor) sum) =>
        new(name, sum.Contacts, sum.Points, [.. sum.Kronor.Select(kronor => (double)kronor)]);
}
