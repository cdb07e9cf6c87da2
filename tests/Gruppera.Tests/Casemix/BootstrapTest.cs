using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Errors and intervals of weights by samples that are drawn with replacement.</summary>
public class BootstrapTest
{
    private const int Rounds = 200;

    private static TrimmedTable Untrimmed(CaseTable table) => new(table, TrimRule.Parse("none")!.Value);

    private static WeightBootstrap Drawn(CaseTable table, WeightOptions options, int seed, int begin = 0, int end = Rounds)
    {
        var drawn = new WeightBootstrap(Rounds, seed);
        drawn.Run(table, Untrimmed, options, begin, end, TestContext.Current.CancellationToken);
        return drawn;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Errors_are_those_of_the_formulas_where_these_hold(bool byPatient)
    {
        var table = Contacts.Table(Patients(new Random(5)));
        var options = new WeightOptions { HasClusters = byPatient, SmallGroups = SmallGroups.Borrow };
        var list = WeightCalculator.Compute(Untrimmed(table), options);
        var drawn = Drawn(table, options, 1).Into(list);
        var ratios = list.Rows.Zip(drawn.Rows).Select(pair => pair.Second.StandardError!.Value / pair.First.StandardError!.Value).ToList();
        Assert.InRange(ratios.Average(), 0.93, 1.07);
        Assert.All(ratios, ratio => Assert.InRange(ratio, 0.7, 1.3));
        Assert.All(list.Rows.Zip(drawn.Rows), pair =>
        {
            Assert.Equal(pair.First.Weight, pair.Second.Weight);
            Assert.InRange(pair.First.Weight!.Value, pair.Second.Interval!.Value.Low, pair.Second.Interval.Value.High);
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_whatever_rounds_go_together()
    {
        var table = Contacts.Table(Patients(new Random(6)));
        var options = new WeightOptions();
        var list = WeightCalculator.Compute(Untrimmed(table), options);
        var whole = Drawn(table, options, 3).Into(list);
        var parts = new WeightBootstrap(Rounds, 3);
        foreach (var (begin, end) in new[] { (150, 200), (0, 1), (1, 150) })
        {
            using var file = new MemoryStream();
            using (var to = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
                Drawn(table, options, 3, begin, end).Write(to);
            file.Position = 0;
            using var from = new BinaryReader(file);
            parts.Add(from);
        }

        Assert.Equal(whole.Rows.Select(row => (row.StandardError, row.Interval)), parts.Into(list).Rows.Select(row => (row.StandardError, row.Interval)));
        Assert.NotEqual(
            whole.Rows.Select(row => row.StandardError), Drawn(table, options, 4).Into(list).Rows.Select(row => row.StandardError));
    }

    [Fact]
    public void A_group_that_samples_often_lack_has_no_interval()
    {
        var table = Contacts.Table([.. Patients(new Random(7)), Contacts.Of("RARE", 5000)]);
        var options = new WeightOptions { MinContacts = 1, SmallGroups = SmallGroups.Borrow };
        var drawn = Drawn(table, options, 1).Into(WeightCalculator.Compute(Untrimmed(table), options));
        Assert.Null(drawn.Rows.Single(row => row.Drg == "RARE").Interval);
        Assert.All(drawn.Rows.Where(row => row.Drg != "RARE"), row => Assert.NotNull(row.Interval));
    }

    /// <summary>Ten groups of 400 contacts; each patient has four contacts whose costs are alike.</summary>
    private static IEnumerable<GroupedContact> Patients(Random random)
    {
        for (var patient = 0; patient < 1000; patient++)
        {
            var own = Math.Exp(0.4 * MadeContacts.Normal(random));
            var unit = MadeContacts.Unit($"{patient}");
            for (var i = 0; i < 4; i++)
                yield return Contacts.Of($"A{patient % 10:00}N", 1000 * (10 + (patient % 10)) * own * Math.Exp(0.5 * MadeContacts.Normal(random)), unit: unit);
        }
    }
}
