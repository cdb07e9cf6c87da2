using System.Collections.Immutable;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>One group of a unit beside the same group, in the same care form, of all others.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form; empty if the file has none.</param>
/// <param name="Unit">Mean cost of the unit, with interval.</param>
/// <param name="Others">Mean cost of the others, with interval.</param>
/// <param name="Contribution">What the unit costs more than the others would for the same contacts:
/// contacts x (mean - mean of others), in kronor.</param>
/// <param name="Low">Lower end of its interval, the 95 % intervals of both means put together;
/// not a number if there are too few contacts.</param>
/// <param name="High">Upper end.</param>
public sealed record GroupBenchmark(
    string Drg, string CareForm, Estimate Unit, Estimate Others, double Contribution, double Low, double High);

/// <summary>One unit beside all others, group by group. Immutable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Its contacts in groups that others have too.</param>
/// <param name="Cost">Their cost in kronor.</param>
/// <param name="Expected">What they would cost at the others' means.</param>
/// <param name="Groups">Groups, the largest contribution to either side first; their contributions add up to cost - expected.</param>
/// <param name="Alone">Contacts with a cost in groups that no other unit has: compared with nothing.</param>
/// <remarks>Source: docs/casemix/compare.md.</remarks>
public sealed record Benchmark(
    ReportingUnit Unit, long Contacts, double Cost, double Expected, ImmutableArray<GroupBenchmark> Groups, long Alone)
{
    /// <summary>Compares a unit with the others of a table.</summary>
    public static Benchmark Of(CasemixTable table, ReportingUnit unit, Side side)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(table);
        var own = ByGroup(table.Of(unit), side);
        var others = ByGroup(table.Units.Where(each => !each.Equals(unit)).SelectMany(table.Of), side);
        var groups = own.Where(group => group.Value.Costed > 0 && others.TryGetValue(group.Key, out var rest) && rest.Costed > 0)
            .Select(group => Group(group.Key, Mean(group.Value), Mean(others[group.Key])))
            .OrderByDescending(group => Math.Abs(group.Contribution)).ThenBy(group => group.Drg, StringComparer.Ordinal)
            .ThenBy(group => group.CareForm, StringComparer.Ordinal).ToImmutableArray();
        var contacts = groups.Sum(group => group.Unit.Contacts);
        return new(
            unit, contacts, groups.Sum(group => group.Unit.Contacts * group.Unit.Value),
            groups.Sum(group => group.Unit.Contacts * group.Others.Value),
            groups, own.Values.Sum(sums => sums.Costed) - contacts);
    }

    private static GroupBenchmark Group((string Drg, string CareForm) key, Estimate unit, Estimate others)
    {
        var contribution = unit.Contacts * (unit.Value - others.Value);
        var half = unit.Contacts * Math.Sqrt(Math.Pow(unit.High - unit.Value, 2) + Math.Pow(others.High - others.Value, 2));
        return new(key.Drg, key.CareForm, unit, others, contribution, contribution - half, contribution + half);
    }

    private static Estimate Mean(ContactSums sums) =>
        Estimate.Mean(sums.Costed, (double)sums.Cost / 100, (double)sums.SquaredCost / 1e4).NoLessThan(0);

    private static Dictionary<(string Drg, string CareForm), ContactSums> ByGroup(IEnumerable<CasemixCell> cells, Side side)
    {
        var groups = new Dictionary<(string, string), ContactSums>();
        foreach (var cell in cells.Where(cell => cell.Drg.Length > 0))
        {
            var key = (cell.Drg, CareFormWord.Of(cell.CareForm));
            if (!groups.TryGetValue(key, out var sums))
                groups.Add(key, sums = new());
            sums.Add(cell.Of(side));
        }

        return groups;
    }
}
