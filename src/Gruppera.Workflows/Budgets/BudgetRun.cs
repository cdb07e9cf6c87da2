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
    /// <summary>Grouped contacts of the period; null for no follow-up.</summary>
    public string? Outcome { get; init; }

    /// <summary>Their column that has the plan's unit.</summary>
    public string Unit { get; init; } = "hospital";
}

/// <summary>Plans and follow-up. Immutable.</summary>
/// <param name="Answer">The figures.</param>
/// <param name="Unreadable">Rows of plans that could not be read (GRP4501).</param>
/// <param name="Read">What became of the rows of the outcome; empty without one.</param>
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
        var scenarios = request.Plans.Select(path => budget.Expect(Plan(path, issues))).ToImmutableArray();
        foreach (var issue in issues)
            input.Host.Tell(issue);
        var read = request.Outcome is { } came
            ? input.Read([request.Unit, "month"], summary => ListOfSet.Refusal(list, summary), (came, budget.Add))
            : [];
        return new(
            new(list.Name, request.Rules.Name, scenarios, read.IsEmpty ? [] : budget.Follow(scenarios[0]), budget.Undated), [.. issues],
            read);
    }

    private static BudgetPlan Plan(string path, List<Issue> issues) =>
        BudgetPlan.Read(Path.GetFileName(path), TableFile.Rows(InputText.ExistingPlan(path)), issues);
}
