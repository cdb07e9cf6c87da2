using System.Collections.Immutable;

namespace Gruppera.Workflows.Budgets;

/// <summary>Contacts of an earlier period, counted by unit, group, care form and population group: what growth is held against. Filled,
/// then asked; not thread-safe.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="columns">Columns of population groups: the parts of a contact's unit after the first. The last part is its month.</param>
public sealed class BudgetBase(string name, ImmutableArray<string> columns)
{
    private readonly Dictionary<(ReportingUnit Unit, string Drg, string CareForm), long> _contacts = [];

    /// <summary>Adds contacts.</summary>
    public void Add(ReadOnlySpan<GroupedContact> contacts)
    {
        foreach (ref readonly var contact in contacts)
        {
            var key = (contact.Unit, contact.Drg, contact.CareForm ?? "");
            _contacts[key] = _contacts.GetValueOrDefault(key) + contact.More + 1;
        }
    }

    /// <summary>The contacts as they were, as a plan.</summary>
    public BudgetPlan Plan() => new(name, Lines(_ => "", _ => 0));

    /// <summary>The contacts with growth, as a plan. Contacts of no group of it stay as many.</summary>
    public BudgetPlan Grow(GrowthPlan growth)
    {
        ArgumentNullException.ThrowIfNull(growth);
        var places = growth.Columns.Select(column => columns.IndexOf(column, StringComparer.OrdinalIgnoreCase) + 1).ToArray();
        var known = new Dictionary<ReportingUnit, GrowthRow?>();
        foreach (var unit in _contacts.Keys.Select(key => key.Unit).Distinct())
            known.Add(unit, growth.Find([.. places.Select(place => unit.Parts[place])]));
        return new(growth.Name, Lines(unit => known[unit]?.Name ?? "", unit => known[unit]?.Percent ?? 0)) { Growth = growth };
    }

    /// <summary>In which months the contacts came; null if none has a month.</summary>
    public BaseMonths? Months()
    {
        var dated = _contacts.Where(pair => pair.Key.Unit.Parts[^1].Length > 0).ToList();
        return dated.Count == 0
            ? null
            : new(name, dated.Select(pair => (pair.Key.Unit.Parts[0], pair.Key.Drg, pair.Key.Unit.Parts[^1], pair.Value)));
    }

    private ImmutableArray<PlanLine> Lines(Func<ReportingUnit, string> groupOf, Func<ReportingUnit, decimal> percentOf) =>
    [
        .. _contacts.GroupBy(pair => (Unit: pair.Key.Unit.Parts[0], pair.Key.Drg, pair.Key.CareForm, Group: groupOf(pair.Key.Unit)))
            .OrderBy(line => line.Key.Unit, StringComparer.Ordinal).ThenBy(line => line.Key.Drg, StringComparer.Ordinal)
            .ThenBy(line => line.Key.CareForm, StringComparer.Ordinal).ThenBy(line => line.Key.Group, StringComparer.Ordinal)
            .Select(line => new PlanLine(
                line.Key.Unit, line.Key.Drg, line.Key.CareForm, "", line.Sum(pair => pair.Value * (1 + (percentOf(pair.Key.Unit) / 100))))
            {
                Group = line.Key.Group,
                Before = line.Sum(pair => pair.Value),
            }),
    ];
}
