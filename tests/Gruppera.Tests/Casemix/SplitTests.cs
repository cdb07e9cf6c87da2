using Gruppera.Casemix.Impact;

namespace Gruppera.Tests.Casemix;

/// <summary>A planted good split and planted bad ones are told apart, and found.</summary>
public class SplitTests
{
    /// <summary>GOOD costs twice as much, in a third of the contacts; NOISE costs the same; RARE is rare; WILD has costs that scatter.</summary>
    private static SplitMaterial Made()
    {
        var random = new Random(5);
        var material = new SplitMaterial { Material = 1_000_000 };
        for (var i = 0; i < 6_000; i++)
        {
            var (good, noise, rare, wild) = (random.Next(3) == 0, random.Next(2) == 0, random.Next(100) == 0, random.Next(4) == 0);
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var cost = 20_000 * (good ? 2.5 : 1) * (rare ? 3 : 1) * Math.Exp((wild ? 0.9 : 0.25) * normal);
            material.Add(cost, 10_000 + random.Next(15_000), random.Next(3), new[] { good ? "GOOD" : "", noise ? "NOISE" : "", rare ? "RARE" : "", wild ? "WILD" : "" }.Where(label => label.Length > 0));
        }

        return material;
    }

    [Fact]
    public void A_good_split_meets_every_criterion_and_is_found_first()
    {
        var material = Made();
        var good = material.Check("GOOD")!;
        Assert.True(good.IsGood, string.Join("; ", good.Findings));
        Assert.Equal("GOOD", material.Find(5)[0].Name);
        Assert.Equal(["-GOOD", "GOOD"], good.Parts.Select(part => part.Name));
        Assert.InRange(good.Explained, 0.3, 0.9);
    }

    [Fact]
    public void Bad_splits_miss_the_criteria_they_should()
    {
        var material = Made();
        Assert.Equal([SplitCriterion.CostStep, SplitCriterion.SdFall], Missed(material.Check("NOISE")!));
        Assert.Contains(SplitCriterion.SmallestShare, Missed(material.Check("RARE")!));
        Assert.Contains(SplitCriterion.CvRatio, Missed(material.Check("WILD")!));
        Assert.Contains(SplitCriterion.CostSpan, Missed(material.Check("level")!));
        Assert.DoesNotContain(material.Find(20), split => split.Name == "RARE");
        Assert.Null(material.Check("ABSENT"));
        material.Material = 1_000_000_000;
        Assert.Contains(SplitCriterion.PerMillion, Missed(material.Check("RARE")!));
    }

    [Fact]
    public void Intervals_hold_the_figure_and_the_same_contacts_give_the_same()
    {
        var (one, other) = (Made().Check("GOOD")!, Made().Check("GOOD")!);
        Assert.Equal(one.Findings.AsEnumerable(), other.Findings);
        Assert.All(one.Findings, finding => Assert.InRange(finding.Value, finding.Interval!.Value.Low, finding.Interval.Value.High));
        Assert.Equal(0.5, SplitCriteria.Check("x", [("a", [10, 10]), ("b", [15, 15])], 10)!.Findings.Single(finding => finding.Criterion == SplitCriterion.CostStep).Value, 12);
    }

    private static IEnumerable<SplitCriterion> Missed(SplitResult split) => split.Findings.Where(finding => !finding.IsMet).Select(finding => finding.Criterion);
}
