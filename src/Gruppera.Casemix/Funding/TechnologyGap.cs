using System.Collections.Immutable;

namespace Gruppera.Casemix.Funding;

/// <summary>One year of a new technology: what it costs, what the group's weight pays, and what is left to set aside.</summary>
/// <param name="Year">The year.</param>
/// <param name="WeightsFrom">Year of the costs that its weights are made from.</param>
/// <param name="IsInWeights">True if those costs have the technology in them.</param>
/// <param name="Contacts">Contacts with the technology in the region.</param>
/// <param name="Cost">Their cost, in kronor.</param>
/// <param name="Weight">Weight of the group that year.</param>
/// <param name="Paid">What contacts x weight x price pays.</param>
/// <param name="SetAside">Cost - paid: what the region must find outside DRG; below 0 if the weight pays more.</param>
public sealed record TechnologyGapYear(
    int Year, int WeightsFrom, bool IsInWeights, long Contacts, double Cost, double Weight, double Paid, double SetAside);

/// <summary>What national weights do not yet carry of a new technology. Immutable.</summary>
/// <remarks>National prospective weights of a year are made from the costs of two years before, so they never pay for a technology before
/// its third year. Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024), point 2; docs/casemix/technology-gap.md.</remarks>
/// <param name="Years">The years of the plan, at least until weights have carried it for two.</param>
public sealed record TechnologyGap(ImmutableArray<TechnologyGapYear> Years)
{
    /// <summary>Years between costs and the weights made from them.</summary>
    public const int Delay = 2;

    /// <summary>What the region must set aside in the years whose weights do not have the technology.</summary>
    public double BeforeWeights => Years.Where(year => !year.IsInWeights).Sum(year => year.SetAside);

    /// <summary>Works out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="groupWeight">Weight of the group without the technology; needed where the plan has no
    /// <see cref="TechnologyPlan.GroupCost"/>.</param>
    /// <exception cref="ArgumentException">Neither says what the group costs.</exception>
    public static TechnologyGap Of(TechnologyPlan plan, double? groupWeight = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var groupCost = plan.GroupCost ?? (groupWeight * plan.MeanCostOfAll)
            ?? throw new ArgumentException("neither group cost nor weight", nameof(groupWeight));
        var price = plan.Price ?? plan.MeanCostOfAll;
        var count = Math.Max(plan.Years.Length, Delay + 1) + 1;
        return new([.. Enumerable.Range(plan.Start, count).Select(year =>
        {
            var (contacts, cost) = In(plan, year);
            var weight = Weight(plan, year - Delay, groupCost);
            var (spent, paid) = (contacts * cost, contacts * weight * price);
            return new TechnologyGapYear(year, year - Delay, year - Delay >= plan.Start, contacts, spent, weight, paid, spent - paid);
        })]);
    }

    /// <summary>Weight from the costs of a year: the group's contacts, and those with the technology beside them.</summary>
    private static double Weight(TechnologyPlan plan, int year, double groupCost)
    {
        var (contacts, cost) = In(plan, year);
        var national = contacts / plan.NationalShare;
        var all = plan.GroupContacts + national;
        return (all > 0 ? ((plan.GroupContacts * groupCost) + (national * cost)) / all : groupCost) / plan.MeanCostOfAll;
    }

    private static (long Contacts, double Cost) In(TechnologyPlan plan, int year)
    {
        if (year < plan.Start)
            return default;
        var (contacts, cost) = plan.Years[Math.Min(year - plan.Start, plan.Years.Length - 1)];
        return (contacts, cost);
    }
}
