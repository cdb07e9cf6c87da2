using System.Collections.Immutable;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Budgets;

/// <summary>Contacts with their points and kronor.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Points">DRG points.</param>
/// <param name="Kronor">Kronor.</param>
public readonly record struct BudgetSum(decimal Contacts, decimal Points, decimal Kronor)
{
    internal BudgetSum Plus(BudgetSum other) => new(Contacts + other.Contacts, Points + other.Points, Kronor + other.Kronor);

    internal BudgetSum Over(int parts) => new(Contacts / parts, Points / parts, Kronor / parts);
}

/// <summary>A plan with what it is expected to give. Immutable.</summary>
/// <param name="Name">Name of the plan.</param>
/// <param name="All">Everything.</param>
/// <param name="Units">Each unit, by name.</param>
/// <param name="Groups">Each group, the one with most kronor first.</param>
/// <param name="Months">Each month that the plan names, and each unit in it; empty if it names none.</param>
/// <param name="WithoutWeight">Groups that the list lacks, with the contacts planned: they give no points and no kronor.</param>
public sealed record Scenario(
    string Name, BudgetSum All, ImmutableArray<(string Unit, BudgetSum Sum)> Units, ImmutableArray<(string Drg, BudgetSum Sum)> Groups,
    ImmutableArray<(string Month, string Unit, BudgetSum Sum)> Months, ImmutableArray<(string Drg, decimal Contacts)> WithoutWeight);

/// <summary>A month of a unit: what was planned and what came.</summary>
/// <param name="Month">The month, as 2025-03.</param>
/// <param name="Unit">The unit; empty for all.</param>
/// <param name="Plan">What was planned: the plan's own months, or a twelfth of it.</param>
/// <param name="Outcome">What came.</param>
/// <param name="PlanSoFar">The plan from the first month on.</param>
/// <param name="OutcomeSoFar">The outcome from the first month on.</param>
public sealed record FollowUp(string Month, string Unit, BudgetSum Plan, BudgetSum Outcome, BudgetSum PlanSoFar, BudgetSum OutcomeSoFar);

/// <summary>Plans of volumes x weights x prices -> expected points and kronor, scenarios side by side, and plan against outcome. Filled,
/// then asked; not thread-safe.</summary>
/// <param name="list">Weights.</param>
/// <param name="rules">Prices and what else a payer pays by; planned contacts are inliers.</param>
public sealed class Budget(WeightList list, PaymentRules rules)
{
    private const int MonthsOfYear = 12;
    private readonly PaymentCalculator _calculator = new(rules, list);
    private readonly SortedDictionary<(string Month, string Unit), BudgetSum> _outcome = [];

    /// <summary>Contacts of the outcome without a month, in no row.</summary>
    public long Undated { get; private set; }

    /// <summary>What a plan is expected to give.</summary>
    public Scenario Expect(BudgetPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var lines = plan.Lines.Select(line => (Line: line, Sum: Expect(line))).ToList();
        return new(
            plan.Name, Sum(lines.Select(each => each.Sum)),
            [.. lines.GroupBy(each => each.Line.Unit, StringComparer.Ordinal).OrderBy(unit => unit.Key, StringComparer.Ordinal)
                .Select(unit => (unit.Key, Sum(unit.Select(each => each.Sum))))],
            [
                .. lines.GroupBy(each => each.Line.Drg, StringComparer.Ordinal)
                    .Select(group => (group.Key, Sum: Sum(group.Select(each => each.Sum))))
                    .OrderByDescending(group => group.Sum.Kronor).ThenBy(group => group.Key, StringComparer.Ordinal),
            ],
            [
                .. lines.Where(each => each.Line.Month.Length > 0).GroupBy(each => (each.Line.Month, each.Line.Unit))
                    .OrderBy(month => month.Key)
                    .Select(month => (month.Key.Month, month.Key.Unit, Sum(month.Select(each => each.Sum)))),
            ],
            [
                .. lines.Where(each => list.Find(each.Line.Drg, each.Line.CareForm) is null)
                    .GroupBy(each => each.Line.Drg, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Sum(each => each.Line.Contacts))),
            ]);
    }

    /// <summary>Adds contacts that came; their units are the unit of the plan and the month.</summary>
    public void Add(ReadOnlySpan<GroupedContact> contacts)
    {
        foreach (ref readonly var contact in contacts)
        {
            var (unit, month) = (contact.Unit.Parts[0], contact.Unit.Parts[^1]);
            if (month.Length == 0)
            {
                Undated += contact.More + 1;
                continue;
            }

            var payment = _calculator.Pay(new(contact));
            var key = (month, unit);
            _outcome[key] = _outcome.GetValueOrDefault(key).Plus(new(1, payment.Weight, payment.Amounts.Total));
        }
    }

    /// <summary>The plan against the outcome, month by month: each unit, then all units, in the months of the outcome.</summary>
    public ImmutableArray<FollowUp> Follow(Scenario plan)
    {
        var months = _outcome.Keys.Select(key => key.Month).Distinct().Order(StringComparer.Ordinal).ToList();
        var units = _outcome.Keys.Select(key => key.Unit).Concat(plan.Units.Select(unit => unit.Unit)).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        return [.. units.SelectMany(unit => Rows(unit, each => each == unit)), .. Rows("", _ => true)];

        IEnumerable<FollowUp> Rows(string name, Func<string, bool> isOfUnit)
        {
            var (planned, came) = (default(BudgetSum), default(BudgetSum));
            foreach (var month in months)
            {
                var due = plan.Months.IsEmpty
                    ? Sum(plan.Units.Where(unit => isOfUnit(unit.Unit)).Select(unit => unit.Sum)).Over(MonthsOfYear)
                    : Sum(plan.Months.Where(each => each.Month == month && isOfUnit(each.Unit)).Select(each => each.Sum));
                var outcome = Sum(_outcome.Where(pair => pair.Key.Month == month && isOfUnit(pair.Key.Unit)).Select(pair => pair.Value));
                (planned, came) = (planned.Plus(due), came.Plus(outcome));
                yield return new(month, name, due, outcome, planned, came);
            }
        }
    }

    private BudgetSum Expect(PlanLine line)
    {
        var contact = new GroupedContact
        {
            Drg = line.Drg,
            Mdc = "",
            CareForm = line.CareForm,
            Specialty = "",
            Unit = new([line.Unit]),
            Cost = double.NaN,
        };
        var payment = _calculator.Pay(new(contact));
        return new(line.Contacts, line.Contacts * payment.Weight, line.Contacts * payment.Amounts.Total);
    }

    private static BudgetSum Sum(IEnumerable<BudgetSum> sums) => sums.Aggregate(default(BudgetSum), (sum, each) => sum.Plus(each));
}

/// <summary>Scenarios and follow-up. Immutable.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="Rules">Name of the prices.</param>
/// <param name="Scenarios">Plans, in the order they were named.</param>
/// <param name="FollowUp">The first plan against the outcome; empty without one.</param>
/// <param name="Undated">Contacts of the outcome without a month.</param>
public sealed record BudgetAnswer(
    string List, string Rules, ImmutableArray<Scenario> Scenarios, ImmutableArray<FollowUp> FollowUp, long Undated)
{
    /// <summary>Sheets: units and groups of every scenario, and the follow-up.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return new("Units", ["scenario", "unit", "contacts", "points", "index", "kronor"],
            [.. Scenarios.SelectMany(plan => plan.Units.Append(("*", plan.All)).Select(unit => Row(plan.Name, unit.Item1, unit.Item2)))]);
        yield return new("Groups", ["scenario", "drg", "contacts", "points", "index", "kronor"],
            [.. Scenarios.SelectMany(plan => plan.Groups.Select(group => Row(plan.Name, group.Drg, group.Sum)))]);
        if (FollowUp.IsEmpty)
            yield break;
        yield return new(
            "Follow-up",
            [
                "unit", "month", "plan_contacts", "contacts", "plan_points", "points", "plan_kronor", "kronor", "kronor_difference",
                "plan_kronor_so_far", "kronor_so_far",
                "difference_so_far",
            ],
            [
                .. FollowUp.Select(row => (object[])
                [
                    row.Unit.Length > 0 ? row.Unit : "*", row.Month, row.Plan.Contacts, row.Outcome.Contacts, row.Plan.Points,
                    row.Outcome.Points, row.Plan.Kronor, row.Outcome.Kronor,
                    row.Outcome.Kronor - row.Plan.Kronor, row.PlanSoFar.Kronor, row.OutcomeSoFar.Kronor,
                    row.OutcomeSoFar.Kronor - row.PlanSoFar.Kronor,
                ]),
            ]);
    }

    private static object[] Row(string plan, string name, BudgetSum sum) =>
        [plan, name, sum.Contacts, sum.Points, sum.Contacts > 0 ? (double)(sum.Points / sum.Contacts) : double.NaN, sum.Kronor];
}
