using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Tests.Casemix;

/// <summary>Length of stay, recomputed contact by contact, and with planted truths.</summary>
public class StaysTest
{
    private static readonly string[] Drgs = ["A01E", "B02E", "C03N", "D04N"];

    [Fact]
    public void Figures_are_those_of_the_contacts_one_by_one_in_any_order()
    {
        var random = new Random(3);
        var contacts = Enumerable.Range(0, 5000).Select(i => Contacts.Of(
            Drgs[random.Next(4)], double.NaN, Math.Max(1, (int)Math.Exp(random.NextDouble() * 3)), i, unit: new([$"U{random.Next(5)}"]))).ToArray();
        var (table, turned) = (new StayTable(), new StayTable());
        table.Add(contacts);
        foreach (var block in contacts.Reverse().Chunk(77))
            turned.Add(block);
        var limits = StayIndices.LimitsOf(table, TrimRule.Parse("iqr:5%")!.Value);
        var indices = StayIndices.Of(table, limits);
        Assert.Equal(indices.Units.Select(row => $"{row.All} {row.OutlierDays}"), StayIndices.Of(turned, limits).Units.Select(row => $"{row.All} {row.OutlierDays}"));
        var means = contacts.GroupBy(contact => contact.Drg).ToDictionary(group => group.Key, group => group.Average(contact => contact.Days));
        foreach (var unit in indices.Units)
        {
            var own = contacts.Where(contact => contact.Unit.Equals(unit.Unit)).ToList();
            var days = own.Select(contact => (double)contact.Days).Order().ToArray();
            Assert.Equal(days.Average(), unit.All.Mean.Value, 1e-9);
            Assert.Equal(Gruppera.Casemix.Statistics.Sample.Quantile(days, 0.5), unit.All.Median.Value, 1e-9);
            Assert.Equal(Math.Exp(days.Average(Math.Log)), unit.All.Geometric.Value, 1e-9);
            Assert.Equal(own.Average(contact => means[contact.Drg]), unit.All.Expected, 1e-9);
            Assert.Equal(days.Average() / own.Average(contact => means[contact.Drg]), unit.All.Index.Value, 1e-9);
            double Limit(GroupedContact contact) => limits.Find(contact.Drg)!.DaysLimit ?? double.PositiveInfinity;
            var beyond = own.Where(contact => contact.Days > Limit(contact)).ToList();
            Assert.Equal((own.Count - beyond.Count, beyond.Sum(contact => contact.Days - (long)Limit(contact))), (unit.Inliers.Contacts, unit.OutlierDays));
        }

        Assert.InRange(indices.All.Outliers.Value, 0.03, 0.05);
    }

    /// <summary>Units whose stays are made 20 % longer and 20 % shorter are found; of units that are alike 95 % of the intervals hold 1.</summary>
    [Fact]
    public void Planted_differences_are_found_and_intervals_hold()
    {
        var random = new Random(5);
        var table = new StayTable();
        for (var unit = 0; unit < 202; unit++)
        {
            var times = unit == 200 ? 1.2 : unit == 201 ? 0.8 : 1;
            table.Add([.. Enumerable.Range(0, 400).Select(_ => Contacts.Of(
                Drgs[random.Next(4)], double.NaN, Math.Max(1, (int)Math.Round(times * Math.Exp(1.5 + (0.6 * Normal(random))))), unit: new([$"U{unit:000}"])))]);
        }

        var units = StayIndices.Of(table, null).Units;
        Assert.True(units[200].All.Index.Low > 1 && units[201].All.Index.High < 1);
        var hold = units.Take(200).Count(unit => unit.All.Index.Low <= 1 && 1 <= unit.All.Index.High);
        Assert.InRange(hold, 180, 198);
    }

    /// <summary>A code that gives a day more in 90 % of cases, one that does in 30 %, and one that only comes with the first.</summary>
    [Fact]
    public void A_complication_is_one_that_prolongs_the_stay_by_itself()
    {
        var random = new Random(9);
        var review = new StayReview();
        for (var i = 0; i < 6000; i++)
        {
            string[] codes = (i % 4) switch { 0 => ["I500"], 1 => ["E119"], 2 => i % 8 == 2 ? ["I500", "Z000"] : ["Z000"], _ => [] };
            var share = codes.Contains("I500") ? 0.9 : codes.Contains("E119") ? 0.3 : 0.1;
            review.Add("F05(A,C,E)", random.NextDouble() < share ? 6 : 4, codes);
        }

        review.Add("F05(A,C,E)", 0, ["I500"]);
        var found = review.Review(30, code => code == "Z000" ? ("", 0) : ("05C01", 1)).ToDictionary(effect => effect.Code);
        Assert.Equal((1, -1, -1), (found["I500"].Meets, found["E119"].Meets, found["Z000"].Meets));
        Assert.InRange(found["Z000"].All.Value, 0.45, 0.55);
        Assert.InRange(found["Z000"].Alone.Value, 0.05, 0.15);
        Assert.Equal(2250, found["I500"].All.Contacts);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
