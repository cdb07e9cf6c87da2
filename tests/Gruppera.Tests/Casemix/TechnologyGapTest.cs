using Gruppera.Casemix.Funding;

namespace Gruppera.Tests.Casemix;

public class TechnologyGapTest
{
    private const string Plan = """{ "name": "T", "drg": "A01A", "start": 2025, "years": [ { "contacts": 10, "cost": 300000 }, { "contacts": 30, "cost": 250000 } ], "groupContacts": 90, "groupCost": 100000, "meanCostOfAll": 50000 }""";

    [Fact]
    public void Weights_carry_a_technology_from_its_third_year()
    {
        var gap = TechnologyGap.Of(TechnologyPlanReader.Read(Plan, out _)!);
        Assert.Equal([(2025, false), (2026, false), (2027, true), (2028, true)], gap.Years.Select(year => (year.Year, year.IsInWeights)));

        // 90 x 100 000 and 10 x 300 000 over 100 contacts is 120 000; over 120 contacts with 30 x 250 000 it is 137 500.
        Assert.Equal([2, 2, 2.4, 2.75], gap.Years.Select(year => year.Weight));
        Assert.Equal([2_000_000, 4_500_000, 3_900_000, 3_375_000], gap.Years.Select(year => year.SetAside));
        Assert.Equal(6_500_000, gap.BeforeWeights);
    }

    [Fact]
    public void What_the_group_costs_can_come_from_a_list_and_the_technology_from_a_nation()
    {
        var plan = TechnologyPlanReader.Read(Plan, out _)! with { GroupCost = null, NationalShare = 0.5, Price = 60_000 };
        var gap = TechnologyGap.Of(plan, groupWeight: 2);
        Assert.Equal((2, ((90 * 100_000) + (20 * 300_000)) / 110.0 / 50_000), (gap.Years[0].Weight, gap.Years[2].Weight));
        Assert.Equal(10 * (300_000 - 120_000), gap.Years[0].SetAside);
        Assert.Throws<ArgumentException>(() => TechnologyGap.Of(plan));
    }

    [Theory]
    [InlineData("""{ "name": "T", "drg": "A01A", "start": 2025.5, "years": [ { "contacts": 1, "cost": 1 } ], "meanCostOfAll": 1 }""", "$.start")]
    [InlineData("""{ "name": "T", "drg": "A01A", "start": 2025, "years": [ { "contacts": 1, "cost": 0 } ], "meanCostOfAll": 1 }""", "$.years[0].cost")]
    public void A_plan_against_its_schema_is_refused_with_the_place(string json, string path)
    {
        Assert.Null(TechnologyPlanReader.Read(json, out var problems));
        Assert.Equal(path, Assert.Single(problems).Path);
    }
}
