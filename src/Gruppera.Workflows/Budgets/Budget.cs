using System.Collections.Immutable;
using System.Globalization;
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

    internal BudgetSum Part(decimal part, decimal of) => new(Contacts * part / of, Points * part / of, Kronor * part / of);
}

/// <summary>A plan with what it is expected to give. Immutable.</summary>
/// <param name="Name">Name of the plan.</param>
/// <param name="All">Everything.</param>
/// <param name="Units">Each unit, by name.</param>
/// <param name="Groups">Each group, the one with most kronor first.</param>
/// <param name="Months">Each month that the plan names, and each unit in it; empty if it names none.</param>
/// <param name="WithoutWeight">Groups that the list lacks, with the contacts planned: they give no points and no kronor.</param>
public sealed record Scenario(
    string Name, BudgetSum All, ImmutableArray<UnitSum> Units, ImmutableArray<GroupSum> Groups, ImmutableArray<MonthSum> Months,
    ImmutableArray<PlannedGroup> WithoutWeight)
{
    /// <summary>Population groups of a plan of growth, in its order, and contacts of none; empty for a plan of volumes.</summary>
    public ImmutableArray<PopulationSum> Populations { get; init; } = [];
}

/// <summary>A unit of a plan.</summary>
/// <param name="Unit">The unit; empty if the plan has none.</param>
/// <param name="Sum">What is planned.</param>
public sealed record UnitSum(string Unit, BudgetSum Sum);

/// <summary>A group of a plan.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Sum">What is planned.</param>
public sealed record GroupSum(string Drg, BudgetSum Sum);

/// <summary>A month of a unit of a plan.</summary>
/// <param name="Month">The month, as 2025-03.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Sum">What is planned.</param>
public sealed record MonthSum(string Month, string Unit, BudgetSum Sum);

/// <summary>A group that has no weight.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Contacts">Contacts planned.</param>
public sealed record PlannedGroup(string Drg, decimal Contacts);

/// <summary>A population group of a plan of growth.</summary>
/// <param name="Group">The group; empty for contacts of none, which do not grow.</param>
/// <param name="Percent">Its growth in per cent.</param>
/// <param name="Before">The base.</param>
/// <param name="Sum">What is planned.</param>
public sealed record PopulationSum(string Group, decimal Percent, BudgetSum Before, BudgetSum Sum);

/// <summary>A month of a unit: what was planned and what came.</summary>
/// <param name="Month">The month, as 2025-03.</param>
/// <param name="Unit">The unit; empty for all.</param>
/// <param name="Plan">What was planned, spread over months as <see cref="MonthSpread"/> says.</param>
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
                .Select(unit => new UnitSum(unit.Key, Sum(unit.Select(each => each.Sum))))],
            [
                .. lines.GroupBy(each => each.Line.Drg, StringComparer.Ordinal)
                    .Select(group => new GroupSum(group.Key, Sum(group.Select(each => each.Sum))))
                    .OrderByDescending(group => group.Sum.Kronor).ThenBy(group => group.Drg, StringComparer.Ordinal),
            ],
            [
                .. lines.Where(each => each.Line.Month.Length > 0).GroupBy(each => (each.Line.Month, each.Line.Unit))
                    .OrderBy(month => month.Key)
                    .Select(month => new MonthSum(month.Key.Month, month.Key.Unit, Sum(month.Select(each => each.Sum)))),
            ],
            [
                .. lines.Where(each => list.Find(each.Line.Drg, each.Line.CareForm) is null)
                    .GroupBy(each => each.Line.Drg, StringComparer.Ordinal)
                    .Select(group => new PlannedGroup(group.Key, group.Sum(each => each.Line.Contacts))),
            ])
        {
            Populations = plan.Growth is { } growth ? Populations(growth, lines) : [],
        };
    }

    private ImmutableArray<PopulationSum> Populations(GrowthPlan growth, List<(PlanLine Line, BudgetSum Sum)> lines)
    {
        var groups = lines.ToLookup(each => each.Line.Group, StringComparer.Ordinal);
        return [.. growth.Rows.DistinctBy(row => row.Name).Select(row => Of(row.Name, row.Percent)).Append(Of("", 0))
            .Where(row => row.Group.Length > 0 || row.Before.Contacts > 0)];

        PopulationSum Of(string group, decimal percent) => new(
            group, percent, Sum(groups[group].Select(each => Expect(each.Line with { Contacts = each.Line.Before }))),
            Sum(groups[group].Select(each => each.Sum)));
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

    /// <summary>The plan against the outcome, month by month: each unit, then all units, in the months of the outcome
    /// and those between them in the plan's year.</summary>
    /// <param name="plan">The plan; lines with a month are due in it, the others are spread.</param>
    /// <param name="months">How the contacts of the base came; null for no base.</param>
    /// <param name="spread">How many planned contacts were spread in which way.</param>
    public ImmutableArray<FollowUp> Follow(BudgetPlan plan, BaseMonths? months, out MonthSpread spread)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var due = Due(plan, months, out spread);
        var units = _outcome.Keys.Select(key => key.Unit).Concat(plan.Lines.Select(line => line.Unit)).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        var outcomeMonths = _outcome.Keys.Select(key => key.Month).Distinct().Order(StringComparer.Ordinal).ToList();
        var year = YearOf(outcomeMonths);
        spread = spread with
        {
            Beyond = _outcome.Where(pair => !year.Contains(pair.Key.Month)).Sum(pair => pair.Value.Contacts),
            OutcomeFirst = outcomeMonths.FirstOrDefault(year.Contains),
            OutcomeLast = outcomeMonths.LastOrDefault(year.Contains),
        };
        for (var (month, end) = (spread.OutcomeFirst, spread.OutcomeLast); month is not null && month != end; month = Next(month))
        {
            if (year.Add(month))
                outcomeMonths.Add(month);
        }

        outcomeMonths.Sort(StringComparer.Ordinal);
        return [.. units.SelectMany(unit => Rows(unit, each => each == unit)), .. Rows("", _ => true)];

        IEnumerable<FollowUp> Rows(string name, Func<string, bool> isOfUnit)
        {
            var (planned, came) = (default(BudgetSum), default(BudgetSum));
            foreach (var month in outcomeMonths)
            {
                var ofPlan = Sum(due.Where(pair => IsIn(pair.Key.Month, month) && isOfUnit(pair.Key.Unit)).Select(pair => pair.Value));
                var outcome = Sum(_outcome.Where(pair => pair.Key.Month == month && isOfUnit(pair.Key.Unit)).Select(pair => pair.Value));
                (planned, came) = (planned.Plus(ofPlan), came.Plus(outcome));
                yield return new(month, name, ofPlan, outcome, planned, came);
            }
        }

        bool IsIn(string due, string month) =>
            due == month || (due.Length == 2 && month.EndsWith(due, StringComparison.Ordinal) && year.Contains(month));
    }

    private static string Next(string month) => DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1)
        .ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The months of the outcome that are the plan's year: of twelve that follow one another, those with most contacts.</summary>
    private HashSet<string> YearOf(List<string> months)
    {
        var counts = _outcome.GroupBy(pair => pair.Key.Month, StringComparer.Ordinal)
            .ToDictionary(month => month.Key, month => month.Sum(pair => pair.Value.Contacts), StringComparer.Ordinal);
        return [.. months.Select(From).OrderByDescending(year => year.Sum(month => counts[month])).FirstOrDefault() ?? []];

        List<string> From(string first) => [.. months.Where(month => Number(month) - Number(first) is >= 0 and < BaseMonths.OfYear)];

        static int Number(string month) => DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture) is var date
            ? (date.Year * BaseMonths.OfYear) + date.Month : 0;
    }

    /// <summary>What each unit is to have by month: 2025-03 where the plan says so, else 03 of any year.</summary>
    private Dictionary<(string Unit, string Month), BudgetSum> Due(BudgetPlan plan, BaseMonths? months, out MonthSpread spread)
    {
        var due = new Dictionary<(string Unit, string Month), BudgetSum>();
        spread = new(months?.Name, months?.First, months?.Last);
        var isOfBase = months is not null && (plan.Growth is not null || months.IsWholeYear);
        foreach (var line in plan.Lines)
        {
            var sum = Expect(line);
            if (line.Month.Length > 0)
            {
                spread = spread with { Own = spread.Own + line.Contacts };
                Add(line.Month, sum);
                continue;
            }

            var shares = isOfBase ? months!.Shares(line.Unit, line.Drg) : null;
            if (shares is { IsOfUnitAndGroup: true })
                spread = spread with { UnitAndGroup = spread.UnitAndGroup + line.Contacts };
            else if (shares is not null)
                spread = spread with { UnitOrGroup = spread.UnitOrGroup + line.Contacts };
            else
                spread = spread with { Even = spread.Even + line.Contacts };
            for (var month = 1; month <= BaseMonths.OfYear; month++)
            {
                var part = shares is null ? sum.Part(1, BaseMonths.OfYear) : sum.Part(shares.Of(month), shares.All);
                Add(month.ToString("00", CultureInfo.InvariantCulture), part);
            }

            void Add(string month, BudgetSum more) =>
                due[(line.Unit, month)] = due.GetValueOrDefault((line.Unit, month)).Plus(more);
        }

        return due;
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
    /// <summary>The contacts that growth starts from, at the same weights and prices; null without them.</summary>
    public Scenario? Base { get; init; }

    /// <summary>How the first plan was spread over months for the follow-up; null without one.</summary>
    public MonthSpread? Spread { get; init; }

    /// <summary>Sheets: units and groups of every scenario, the base first, population groups, and the follow-up.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return new("Units", ["scenario", "unit", "contacts", "points", "index", "kronor"],
            [.. All.SelectMany(plan => plan.Units.Append(new("*", plan.All)).Select(unit => Row(plan.Name, unit.Unit, unit.Sum)))]);
        yield return new("Groups", ["scenario", "drg", "contacts", "points", "index", "kronor"],
            [.. All.SelectMany(plan => plan.Groups.Select(group => Row(plan.Name, group.Drg, group.Sum)))]);
        if (Scenarios.Any(plan => !plan.Populations.IsEmpty))
        {
            yield return new(
                "Population",
                [
                    "scenario", "group", "growth_percent", "contacts_before", "contacts", "points_before", "points", "kronor_before",
                    "kronor",
                ],
                [
                    .. Scenarios.SelectMany(plan => plan.Populations.Select(row => (object[])
                    [
                        plan.Name, row.Group, row.Percent, row.Before.Contacts, row.Sum.Contacts, row.Before.Points, row.Sum.Points,
                        row.Before.Kronor, row.Sum.Kronor,
                    ])),
                ]);
        }

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

    /// <summary>The base, if there is one, and the scenarios.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<Scenario> All => Base is null ? Scenarios : [Base, .. Scenarios];

    private static object[] Row(string plan, string name, BudgetSum sum) =>
        [plan, name, sum.Contacts, sum.Points, sum.Contacts > 0 ? (double)(sum.Points / sum.Contacts) : double.NaN, sum.Kronor];
}
