using System.Collections.Immutable;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Budgets;

/// <summary>Plans to compute, and what came. Immutable.</summary>
/// <param name="Plans">Files of plans, CSV or Excel; the first is the one that is followed up.</param>
/// <param name="List">Weights.</param>
/// <param name="Rules">Prices and what else a payer pays by.</param>
public sealed record BudgetRequest(ImmutableArray<string> Plans, WeightList List, PaymentRules Rules)
{
    /// <summary>Grouped contacts of an earlier period, which plans of growth start from; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>Grouped contacts of the period; null for no follow-up.</summary>
    public string? Outcome { get; init; }

    /// <summary>Their column that has the plan's unit.</summary>
    public string Unit { get; init; } = "hospital";
}

/// <summary>Plans and follow-up. Immutable.</summary>
/// <param name="Answer">The figures.</param>
/// <param name="Unreadable">Rows of plans that could not be read (GRP4501, GRP4502).</param>
/// <param name="Read">What became of the rows of the base and the outcome; the base needs no costs.</param>
public sealed record BudgetResult(BudgetAnswer Answer, ImmutableArray<Issue> Unreadable, ImmutableArray<GroupedSummary> Read);

/// <summary>Expected points and money of planned volumes, and plan against outcome.</summary>
public static class BudgetRun
{
    /// <summary>Reads the plans, and the outcome where there is one.</summary>
    /// <exception cref="RefusedException">A plan is not there, the rules ask for columns that a plan lacks, or the outcome and the list do
    /// not belong together.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static BudgetResult Run(BudgetRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        if (request.Rules.Columns != new PaymentColumns())
        {
            throw new RefusedException(
                "A plan has no columns of payer, provider, contract, period, addition or fee: use rules without columns");
        }

        var (list, budget, issues) = (request.List, new Budget(request.List, request.Rules), new List<Issue>());
        var plans = request.Plans.Select(path => Plan(path, issues)).ToList();
        var growths = plans.Select(plan => plan.Growth).OfType<GrowthPlan>().ToList();
        if (growths.Count > 0 && request.Base is null)
        {
            throw new RefusedException(
                $"{growths[0].Name} says how population groups grow: name the contacts that they grow from with --base");
        }

        foreach (var issue in issues)
            input.Host.Tell(issue);
        ImmutableArray<string> groups = [.. growths.SelectMany(plan => plan.Columns).Distinct(StringComparer.OrdinalIgnoreCase)];
        var earlier = request.Base is { } path ? new BudgetBase(Path.GetFileName(path), groups) : null;
        var readBase = earlier is null
            ? []
            : input.Read(
                ListOfSet.Wish([request.Unit, .. groups, "month"], list) with
                {
                    AllowsNoDates = true,
                    MoreFollows = request.Outcome is not null,
                }, (request.Base!, earlier.Add));
        plans = [.. plans.Select(plan => plan.Growth is { } growth ? earlier!.Grow(growth) : plan)];
        var (scenarios, months) = (plans.Select(budget.Expect).ToImmutableArray(), earlier?.Months());
        if (months is { IsMoreThanYear: true })
            input.Host.Tell(new(WorkflowIssues.BaseOfYears, months.Name, Detail: $"{months.First}--{months.Last}"));
        foreach (var row in scenarios.SelectMany(plan => plan.Populations.Where(row => row.Group.Length == 0)))
            input.Host.Tell(new(
                WorkflowIssues.WithoutGrowth, Detail: row.Before.Contacts.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var read = request.Outcome is { } came
            ? input.Read(ListOfSet.Wish([request.Unit, "month"], list), (came, budget.Add))
            : [];
        MonthSpread? spread = null;
        return new(
            new(list.Name, request.Rules.Name, scenarios, read.IsEmpty ? [] : budget.Follow(plans[0], months, out spread), budget.Undated)
            {
                Spread = spread,
                Base = earlier is null ? null : budget.Expect(earlier.Plan()),
            },
            [.. issues], [.. readBase.Select(each => each with { WithoutCost = [] }), .. read]);
    }

    private static BudgetPlan Plan(string path, List<Issue> issues)
    {
        var (name, rows) = (Path.GetFileName(path), TableFile.Rows(InputText.ExistingPlan(path)).ToList());
        return rows.Any(row => GrowthPlan.IsHeader(row.Cells))
            ? new(name, []) { Growth = GrowthPlan.Read(name, rows, issues) }
            : BudgetPlan.Read(name, rows, issues);
    }
}
