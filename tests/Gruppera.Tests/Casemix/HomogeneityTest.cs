using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Tests.Casemix;

/// <summary>R² and coefficients of variation, and their intervals on made-up regions whose true ones are known.</summary>
public class HomogeneityTest
{
    private const double Between = 0.7;
    private const double Within = 0.5;

    private static IEnumerable<GroupedContact> Region(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, 30_00).Select(_ =>
        {
            var group = random.Next(60);
            return Contacts.Of($"{(char)('A' + (group % 6))}{group / 6:00}N", Mean(group) * Math.Exp((Within * MadeContacts.Normal(random)) - (Within * Within / 2)), unit: MadeContacts.Unit(group % 2 == 0 ? "even" : "odd"));
        }).ToList();
    }

    /// <summary>True means of groups, spread as a log-normal.</summary>
    private static double Mean(int group) => 10_000 * Math.Exp(Between * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (group + 0.5) / 60));

    /// <summary>Shares of intervals of R² and of the coefficient of variation that hold the true one; and how far R² is from it on average.</summary>
    internal static readonly Lazy<(double R2, double Cv, double Bias)> Study = new(() =>
    {
        var means = Enumerable.Range(0, 60).Select(Mean).ToArray();
        var (overall, cv2) = (means.Average(), Math.Exp(Within * Within) - 1);
        var (between, within) = (means.Average(mean => Math.Pow(mean - overall, 2)), means.Average(mean => mean * mean * cv2));
        var (r2, cv) = (between / (between + within), Math.Sqrt(cv2));
        var (heldR2, heldCv, sum) = (0, 0, 0.0);
        const int Samples = 300;
        for (var seed = 1; seed <= Samples; seed++)
        {
            var all = Homogeneity.Of(new(Contacts.Table(Region(seed)), TrimRules.None), [])[0];
            heldR2 += all.Explained.Low <= r2 && r2 <= all.Explained.High ? 1 : 0;
            heldCv += all.Cv.Low <= cv && cv <= all.Cv.High ? 1 : 0;
            sum += all.Explained.Value;
        }

        return ((double)heldR2 / Samples, (double)heldCv / Samples, (sum / Samples) - r2);
    });

    [Trait("lane", "slow")]
    [Fact]
    public void Intervals_hold_the_true_figures()
    {
        Assert.InRange(Study.Value.R2, 0.9, 0.98);
        Assert.InRange(Study.Value.Cv, 0.82, 0.98);
        Assert.InRange(Study.Value.Bias, -0.02, 0.02);
    }

    /// <summary>By hand, of all and of the parts.</summary>
    [Fact]
    public void Figures_are_those_of_their_formulas()
    {
        GroupedContact[] contacts = [.. Region(1).Take(400)];
        var table = new TrimmedTable(Contacts.Table(contacts), TrimRule.Parse("iqr:5%")!.Value);
        var rows = Homogeneity.Of(table, ["parity"]);
        Assert.Equal(["", "parity even", "parity odd"], rows.Select(row => row.Name));
        Assert.Equal(400, rows[1].Explained.Contacts + rows[2].Explained.Contacts);
        var limits = table.Groups.ToDictionary(group => group.Group.Drg, group => group.CostLimit);
        foreach (var (row, of) in rows.Zip(new[] { contacts, [.. contacts.Where(contact => contact.Unit.Parts[0] == "even")], [.. contacts.Where(contact => contact.Unit.Parts[0] == "odd")] }))
        {
            double R2(IReadOnlyList<(string Drg, double Cost)> costs)
            {
                var (mean, means) = (costs.Average(cost => cost.Cost), costs.GroupBy(cost => cost.Drg).ToDictionary(group => group.Key, group => group.Average(cost => cost.Cost)));
                return 1 - (costs.Sum(cost => Math.Pow(cost.Cost - means[cost.Drg], 2)) / costs.Sum(cost => Math.Pow(cost.Cost - mean, 2)));
            }

            Assert.Equal(R2([.. of.Select(contact => (contact.Drg, contact.Cost))]), row.Explained.Value, 1e-9);
            Assert.Equal(R2([.. of.Select(contact => (contact.Drg, Math.Min(contact.Cost, limits[contact.Drg].High)))]), row.ExplainedTrimmed.Value, 1e-9);
            Assert.Equal(R2([.. of.Where(contact => contact.Cost <= limits[contact.Drg].High).Select(contact => (contact.Drg, contact.Cost))]), row.ExplainedInliers.Value, 1e-9);
            var groups = of.GroupBy(contact => contact.Drg).Where(group => group.Count() > 1).Select(group =>
            {
                var mean = group.Average(contact => contact.Cost);
                return (Count: group.Count(), Cv: Math.Sqrt(group.Sum(contact => Math.Pow(contact.Cost - mean, 2)) / (group.Count() - 1)) / mean);
            }).ToList();
            Assert.Equal(groups.Sum(group => group.Count * group.Cv) / groups.Sum(group => group.Count), row.Cv.Value, 1e-9);
        }

        Assert.All(rows, row => Assert.Equal(1 - ((1 - row.Explained.Value) * (row.Explained.Contacts - 1) / (row.Explained.Contacts - row.Groups)), row.Corrected.Explained, 1e-9));
        Assert.All(rows, row => Assert.True(row.Cv.Low < row.Corrected.Cv && row.Corrected.Cv < row.Cv.High && row.CvInliers.Low < row.Corrected.CvInliers && row.Corrected.CvInliers < row.CvInliers.High));
        Assert.All(rows, row => Assert.True(row.ExplainedInliers.Low < row.Corrected.ExplainedInliers && row.Corrected.ExplainedInliers < row.ExplainedInliers.High));
        Assert.All(rows, row => Assert.True(row.Explained.Low < row.Explained.Value && row.Explained.Value < row.Explained.High));
    }
}
