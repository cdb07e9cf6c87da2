using Gruppera.Casemix.Comparison;

namespace Gruppera.Tests.Casemix;

/// <summary>Observed over expected, readmissions, target areas, and two codings of the same contacts.</summary>
public class ExpectedTest
{
    private static StandardisedMeasure Made(int seed, int units, int contacts, double spread, double shareOf)
    {
        var random = new Random(seed);
        var measure = new StandardisedMeasure();
        for (var unit = 0; unit < units; unit++)
        {
            var (name, own) = (MadeContacts.Unit($"U{unit:00}"), Math.Exp(spread * MadeContacts.Normal(random)));
            for (var i = 0; i < contacts; i++)
            {
                var group = random.NextDouble() < shareOf ? 1 : 0;
                measure.Add(name, $"G{group}", Math.Ceiling(own * (2 + (4 * group)) * -Math.Log(1 - random.NextDouble())));
            }
        }

        return measure;
    }

    [Fact]
    public void Intervals_hold_one_where_all_are_alike()
    {
        var units = Made(1, 400, 200, 0, 0.4).Units(Overdispersion.None);
        Assert.InRange(units.Count(unit => unit.Differs == 0) / 400.0, 0.925, 0.975);
        Assert.InRange(Made(1, 400, 200, 0, 0.4).Units().Count(unit => unit.Beyond != 0), 0, 5);
    }

    /// <summary>Units beyond 99.8 % of 40 that differ by so much.</summary>
    internal static double Beyond(double spread, Overdispersion method) =>
        Enumerable.Range(1, 20).Average(seed => (double)Made(seed, 40, 600, spread, 0.4).Units(method).Count(unit => unit.Beyond != 0));

    internal static double Held() => Made(1, 400, 200, 0, 0.4).Units(Overdispersion.None).Count(unit => unit.Differs == 0) / 400.0;

    [Trait("lane", "slow")]
    [Fact]
    public void Units_that_differ_as_units_do_are_not_singled_out()
    {
        Assert.InRange(Beyond(0.1, Overdispersion.Additive), 0, 1);
        Assert.InRange(Beyond(0.1, Overdispersion.None), 4, 30);
    }

    /// <summary>By hand: two groups, three units; one group is of one unit alone.</summary>
    [Fact]
    public void Expected_is_that_of_the_others_group_by_group()
    {
        var measure = new StandardisedMeasure();
        foreach (var (unit, group, value) in new[] { ("A", "x", 3.0), ("A", "x", 5), ("A", "y", 10), ("B", "x", 2), ("B", "y", 4), ("B", "y", 6), ("C", "x", 1), ("A", "z", 99) })
            measure.Add(MadeContacts.Unit(unit), group, value);
        var a = measure.Units()[0];
        Assert.Equal((3L, 1L, 18.0, (2 * 1.5) + 5), (a.Contacts, a.Alone, a.Observed, a.Expected));
        var (x, y) = (new[] { 3.0, 5, 2, 1 }, new[] { 10.0, 4, 6 });
        double Variance(double[] of) => of.Sum(value => Math.Pow(value - of.Average(), 2)) / (of.Length - 1);
        Assert.Equal(Math.Sqrt((Variance(x) * 2 * (1 + (2 / 2.0))) + (Variance(y) * 1 * (1 + (1 / 2.0)))) / 8, a.Error, 1e-12);
    }

    [Fact]
    public void Readmissions_are_those_that_can_be_seen()
    {
        var readmissions = new Readmissions(30);
        void Stay(string patient, string from, string to, string unit) => readmissions.Add(patient, DateOnly.Parse(from, null), DateOnly.Parse(to, null), MadeContacts.Unit(unit), "G");
        Stay("1", "2025-01-01", "2025-01-05", "A"); // back on day 30
        Stay("1", "2025-02-04", "2025-02-06", "B"); // not back within 30
        Stay("2", "2025-01-10", "2025-01-12", "A"); // moved the same day: part of the same care
        Stay("2", "2025-01-12", "2025-01-20", "B"); // back on day 31
        Stay("2", "2025-02-20", "2025-02-21", "A"); // back the day after, on the day of the last discharge
        Stay("2", "2025-02-22", "2025-06-01", "A"); // the last discharge: nothing is known of what follows
        var measure = readmissions.Measure();
        Assert.Equal(4, measure.Contacts);
        Assert.Equal([("A", 2L, 2.0), ("B", 2L, 0.0)], measure.Units().Select(unit => (unit.Unit.ToString(), unit.Contacts, unit.Observed)));
    }

    [Fact]
    public void Target_areas_are_read_and_place_units_among_the_others()
    {
        var area = TargetArea.Read("""[ { "name": "Very complicated", "of": ["*A"], "among": ["*A", "*C", "*E"] } ]""")!.Value.Single();
        var units = area.Units(Enumerable.Range(0, 11).SelectMany(unit => new[]
        {
            (MadeContacts.Unit($"U{unit:00}"), "F01A", 10L + (unit * 5)), (MadeContacts.Unit($"U{unit:00}"), "F01E", 200L), (MadeContacts.Unit($"U{unit:00}"), "F01N", 999L),
        }));
        Assert.Equal([double.NaN, 0, 100 / 9.0, 200 / 9.0, 300 / 9.0], units.Take(5).Select(unit => unit.Percentile));
        Assert.Equal([0, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1], units.Select(unit => unit.Outlies));
        Assert.Equal((210L, 10L), (units[0].Share.Contacts, units[0].Contacts));
        Assert.Null(TargetArea.Read("""[ { "name": "x" } ]"""));
        Assert.Null(TargetArea.Read("""[ { "name": "x", "of": ["*A"], "of": ["*B"], "among": ["*A"] } ]"""));
        Assert.Null(TargetArea.Read("no"));
    }

    [Fact]
    public void Recoding_tells_groups_weights_and_direction()
    {
        RecodedContact[] contacts =
        [
            .. Enumerable.Range(0, 20).Select(i => new RecodedContact(MadeContacts.Unit(i % 2 == 0 ? "Ann" : "Bo"), "F01C", i < 6 ? "F01E" : i < 7 ? "F01A" : "F01C", 1.5, i < 6 ? 1 : i < 7 ? 2.5 : 1.5)),
            new(MadeContacts.Unit("Bo"), "X99N", "F01E", null, 1),
        ];
        var recoding = Recoding.Of(contacts, ["coder"]);
        var all = recoding.All;
        Assert.Equal((20L, 1L, 6L, 30.0, 28.0), (all.Contacts, all.Up, all.Down, all.PointsBefore, all.PointsAfter));
        Assert.Equal(7 / 20.0, all.Changed.Value);
        Assert.Equal(2 * (1 + 7) / 128.0, all.Direction, 1e-12);
        double[] differences = [.. contacts.Take(20).Select(contact => contact.WeightAfter!.Value - contact.WeightBefore!.Value)];
        var sd = Math.Sqrt(differences.Sum(each => Math.Pow(each + 0.1, 2)) / 19);
        Assert.Equal((-0.1, -0.1 - (2.093024054408263 * sd / Math.Sqrt(20))), (all.Difference.Value, all.Difference.Low), EqualityComparer<(double, double)>.Create((x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-4));
        Assert.Equal(4 / 30.0, all.Gross, 1e-12);
        Assert.Equal(["coder Ann", "coder Bo"], recoding.Parts.Select(part => part.Name));
        Assert.Equal([("F01C", "F01E", 6L, -3.0), ("F01C", "F01A", 1, 1.0)], recoding.Moves.Take(2).Select(move => (move.Before, move.After, move.Contacts, move.Difference)));
        Assert.Equal(1, recoding.WithoutWeight);
    }
}
