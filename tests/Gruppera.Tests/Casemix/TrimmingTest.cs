using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

public class TrimmingTest
{
    [Trait("lane", "slow")]
    [Theory]
    [InlineData("iqr:5%")]
    [InlineData("iqr:20%")]
    [InlineData("log-iqr:5%")]
    [InlineData("sd:3%")]
    [InlineData("iqr:5%:3%")]
    [InlineData("log-iqr:10%:10%")]
    public void Exactly_the_share_lies_outside(string rule) => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Contacts.Any, contacts =>
    {
        var table = Contacts.Table(contacts);
        var trim = TrimRule.Parse(rule)!.Value;
        var counting = contacts.Where(contact => contact.Drg != CaseGroup.JoinedVisit && contacts.Count(other => other.Drg == contact.Drg) > 1).ToList();
        var limits = new TrimmedTable(table, trim).Groups.ToDictionary(group => group.Group.Drg, group => group.CostLimit);
        var all = contacts.Count(contact => contact.Drg != CaseGroup.JoinedVisit);
        var (above, below) = (counting.Count(contact => contact.Cost > limits[contact.Drg].High), counting.Count(contact => contact.Cost < limits[contact.Drg].Low));
        Assert.InRange(above, Math.Min(counting.Count, (all * trim.Share) - 1), (all * trim.Share) + 1);
        Assert.InRange(below, Math.Min(counting.Count, (all * trim.LeftShare) - 1), (all * trim.LeftShare) + 1);
        return true;
    }));

    [Theory]
    [InlineData("iqr:5%", "iqr:5%")]
    [InlineData("ndms", "none")]
    [InlineData("log-iqr:5%:2%", "sd:1%")]
    public void Neither_the_order_of_rows_nor_their_blocks_matter(string cost, string days) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Contacts.Any, contacts =>
    {
        var plain = Compute(Contacts.Table(contacts), cost, days);
        Assert.Equal(plain, Compute(Contacts.Table(contacts.Reverse()), cost, days));
        var store = new CaseStore();
        foreach (var block in contacts.Chunk(7))
            store.Add(block);
        Assert.Equal(plain, Compute(store.ToTable(), cost, days));
        return true;
    }));

    /// <summary>Two passes, by hand: mean 10 and sd 0 but for one of 100 contacts; the first limit takes it, the second nothing.</summary>
    [Fact]
    public void Ndms_goes_over_the_contacts_twice()
    {
        var group = new TrimmedTable(Contacts.Table([.. Enumerable.Repeat(Contacts.Of("A01E", 10), 99), Contacts.Of("A01E", 1000)]), TrimRule.Parse("ndms")!.Value).Groups.Single();
        Assert.Equal((100, 99, 10, 10), (group.All.Count, group.Inner.Count, group.Inner.Mean, group.CostLimit.High));
        var costs = Enumerable.Range(1, 100).Select(i => (double)i).ToArray();
        group = new TrimmedTable(Contacts.Table(costs.Select(cost => Contacts.Of("A01E", cost))), TrimRule.Parse("ndms")!.Value).Groups.Single();
        var all = Sample.Of(costs);
        Assert.Equal((double.NegativeInfinity, Math.Ceiling(100 * (all.Mean + (1.96 * all.Sd))) / 100), (group.CostLimit.Low, group.CostLimit.High));
    }

    /// <summary>The quartiles of ten stays of one day, two of two and one of three are one day: the limit is one day and those on it are inside.</summary>
    [Fact]
    public void Contacts_on_a_limit_of_days_are_inside_and_the_limit_is_whole_days()
    {
        int[] days = [.. Enumerable.Repeat(1, 10), 2, 2, 3];
        int[] others = [.. Enumerable.Repeat(5, 25), .. Enumerable.Repeat(10, 15)];
        var table = Contacts.Table([.. days.Select((day, i) => Contacts.Of("E41E", 20_001 + i, day)), .. others.Select((day, i) => Contacts.Of("E44E", 20_014 + i, day))]);
        var groups = new TrimmedTable(table, TrimRules.None, TrimRule.Parse("iqr:25%")!.Value).Groups;
        Assert.Equal((1.0, 10), (groups[0].DaysLimit.High, groups[0].Inner.Count));
        Assert.Equal((10.0, 40), (groups[1].DaysLimit.High, groups[1].Inner.Count));
    }

    /// <summary>By hand: quartiles 2.5 and 5.5 for 1..., mean and deviations of 1, 2, 4, 8; the limit is the first whole öre above.</summary>
    [Theory]
    [InlineData("iqr:k=1.5", 9.88, 0)] // Q1 1.75, Q3 5, 5 + 1.5 x 3.25 = 9.875
    [InlineData("iqr:k=0", 5, 1)]
    [InlineData("sd:k=1", 6.85, 1)] // 3.75 + 3.0957
    [InlineData("gm:k=1", 6.93, 1)] // 2.8284 x exp(0.8949) = 6.9211
    [InlineData("gm:k=2", 16.94, 0)]
    public void Fixed_multiples_are_used_as_they_are(string rule, double limit, int outliers)
    {
        var group = new TrimmedTable(Contacts.Table([.. new[] { 1.0, 2, 4, 8 }.Select(cost => Contacts.Of("A", cost))]), TrimRule.Parse(rule)!.Value).Groups.Single();
        Assert.Equal((limit, outliers), (group.CostLimit.High, group.All.Count - group.Inner.Count));
    }

    [Fact]
    public void Care_days_are_those_of_inpatient_contacts()
    {
        var stays = Enumerable.Range(1, 100).Select(i => Contacts.Of("A", 1_000 + i, i, careForm: "inpatient"));
        var visits = Enumerable.Range(1, 900).Select(i => Contacts.Of("A", 100 + i, 1, careForm: "outpatient"));
        var group = new TrimmedTable(Contacts.Table([.. stays, .. visits]), TrimRules.None, TrimRule.Parse("iqr:5%")!.Value).Groups.Single();
        Assert.Equal((95.0, 5), (group.DaysLimit.High, group.All.Count - group.Inner.Count));
    }

    [Fact]
    public void A_care_form_has_a_rule_of_its_own()
    {
        var rules = TrimRules.Parse(["iqr:5%", "outpatient=iqr:3%"])!;
        var contacts = new[] { "inpatient", "outpatient" }.SelectMany(form => Enumerable.Range(1, 1000).Select(i => Contacts.Of("A", 1_000 + (i * i), careForm: form))).ToArray();
        var groups = new TrimmedTable(Contacts.Table(contacts, byCareForm: true), rules).Groups;
        Assert.Equal([50, 30], groups.Select(group => group.All.Count - group.Inner.Count));
        Assert.Equal("iqr:5% outpatient=iqr:3%", rules.ToString());
        Assert.Null(TrimRules.Parse(["iqr:5%", "iqr:3%"]));
        Assert.Null(TrimRules.Parse(["=iqr:3%"]));
        Assert.Equal("iqr:3%", rules.Of("outpatient/psychiatry").ToString());
        Assert.Equal([true, true, false, false, false], new[] { TrimRules.None, Rules("none", "a=none"), Rules("none", "a=none", "b=iqr:3%"), Rules("iqr:3%", "a=none"), Rules("iqr:3%") }.Select(each => each.IsNone));

        static TrimRules Rules(params string[] texts) => TrimRules.Parse(texts)!;
    }

    /// <summary>What is written in a list tells the same contacts apart as the computation did.</summary>
    [Theory]
    [InlineData("iqr:5%:3%", "iqr:10%:5%")]
    [InlineData("log-iqr:7%", "sd:k=1")]
    [InlineData("quantile:10%:10%", "gm:k=1:k=1")]
    public void Limits_of_the_list_mean_what_they_meant(string cost, string days) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Contacts.Any, contacts =>
    {
        var trimmed = new TrimmedTable(Contacts.Table(contacts), TrimRule.Parse(cost)!.Value, TrimRule.Parse(days)!.Value);
        var list = WeightCalculator.Compute(trimmed, new() { MinContacts = 1 }).ToList(new() { Id = "x" }, _ => "");
        foreach (var group in trimmed.Groups.Where(group => list.Find(group.Group.Drg) is not null && group.Group.Drg != CaseGroup.JoinedVisit))
        {
            var inner = contacts.Where(contact => contact.Drg == group.Group.Drg && list.Find(contact.Drg)!.KindOf(contact.Cost, contact.Days) == OutlierKinds.None).ToList();
            Assert.Equal((group.Inner.Count, Math.Round(group.Inner.Sum, 2)), (inner.Count, Math.Round(inner.Sum(contact => contact.Cost), 2)));
        }

        return true;
    }));

    [Fact]
    public void A_group_of_equal_costs_has_no_outliers_and_half_equal_ones_have()
    {
        var groups = new TrimmedTable(Contacts.Table([.. Enumerable.Repeat(Contacts.Of("A", 5), 40), .. Enumerable.Repeat(Contacts.Of("B", 5), 39), Contacts.Of("B", 900)]), new TrimRule(TrimMethod.Iqr, 0.02)).Groups;
        Assert.Equal([40, 39], groups.Select(group => group.Inner.Count));
        Assert.Equal((TrimLimit.None, TrimLimit.None), (groups[0].CostLimit, new TrimmedTable(Contacts.Table([.. Enumerable.Repeat(Contacts.Of("A", 5), 40)]), TrimRule.Parse("sd:k=1:k=1")!.Value).Groups[0].CostLimit));
        Assert.Equal(TrimLimit.None, new TrimmedTable(Contacts.Table([Contacts.Of("A", 5)]), new TrimRule(TrimMethod.Ndms)).Groups[0].CostLimit);
    }

    /// <summary>Nine costs of 5 and one of 105 have one quartile: standard deviations stand in, 1.349 of them. 5 + 1.349 x 31.62 = 47.658; on the
    /// logarithm 5 x exp(1.349 x 0.9628) = 18.3235.</summary>
    [Theory]
    [InlineData("iqr:k=1", 47.66)]
    [InlineData("log-iqr:k=1", 18.33)]
    public void Where_the_quartiles_are_equal_deviations_stand_in(string rule, double limit) =>
        Assert.Equal(limit, new TrimmedTable(Contacts.Table([.. Enumerable.Repeat(Contacts.Of("A", 5), 9), Contacts.Of("A", 105)]), TrimRule.Parse(rule)!.Value).Groups.Single().CostLimit.High);

    /// <summary>A share beyond three quarters has its limit below the first quartile: k is less than -1.</summary>
    [Fact]
    public void Nearly_all_may_lie_outside() =>
        Assert.Equal(20, new TrimmedTable(Contacts.Table(Enumerable.Range(1, 200).Select(i => Contacts.Of("A", i))), TrimRule.Parse("iqr:90%")!.Value).Groups.Single().Inner.Count);

    /// <summary>The first quartile of 1 to 9 days is 3, which is inside; that of 1 to 11 is 3.5, and three days are too few.</summary>
    [Theory]
    [InlineData(9, 3, 7)]
    [InlineData(11, 4, 8)]
    public void A_lower_limit_of_days_is_whole_days(int longest, double low, int inner)
    {
        var group = new TrimmedTable(Contacts.Table(Enumerable.Range(1, longest).Select(day => Contacts.Of("A", 1_000 + day, day))), TrimRules.None, TrimRule.Parse("quantile:0%:25%")!.Value).Groups.Single();
        Assert.Equal((low, inner), (group.DaysLimit.Low, group.Inner.Count));
    }

    /// <summary>By hand: limits 10 and 100, which are inside. Two costs below come to 8 of 20, two above to 400 of 200: corrected means add up to what
    /// all cost.</summary>
    [Fact]
    public void Means_are_of_inliers_of_limits_or_of_limits_times_their_tails()
    {
        var table = Known([2, 6, 10, 50, 80, 100, 150, 250], new(10, 100));
        Assert.Equal(240, table.Groups[0].Basis.Sum, 1e-9);
        Assert.Same(table, table.With(MeanMethod.Inliers));
        Assert.Equal((8, 460.0), (table.With(MeanMethod.Winsorised).Groups[0].Basis.Count, Math.Round(table.With(MeanMethod.Winsorised).Groups[0].Basis.Sum, 9)));
        var corrected = table.With(MeanMethod.Corrected).Groups[0];
        Assert.Equal((648.0, 65.0, (0.4, 2.0)), (Math.Round(corrected.Basis.Sum, 9), corrected.Basis.Median, corrected.Factors));
        Assert.Equal((1.0, 1.0), Known([50, 80], new(10, 100)).With(MeanMethod.Corrected).Groups[0].Factors);
    }

    /// <summary>Days 3, 5 and 40, and a visit: costs 20, 30, 40 and 90, of which the first is below and the last above.</summary>
    [Fact]
    public void Days_are_of_the_contacts_inside()
    {
        var table = Contacts.Table([Contacts.Of("A", 20, 3), Contacts.Of("A", 30, 5, unit: new(["N"])), Contacts.Of("A", 40, 40), Contacts.Of("A", 90)]);
        var group = new TrimmedTable(table, _ => (new(25, 95), new(1, 30))).Groups.Single();
        Assert.Equal((2, 60.0, 12.0, 2.5), (group.Inner.Count, group.Inner.Mean, group.MeanDays, group.InnerDays));
        Assert.Equal([true, true, false, false], new[] { group.IsOutside(20, 3), group.IsOutside(40, 40), group.IsOutside(30, 5), group.IsOutside(90, 0) });
        Assert.Equal((3, 15.0), (Inner(new(25, 95)).Inner.Count, Inner(new(25, 95)).InnerDays));
        Assert.Equal((0, 0.0, 12.0), (Inner(new(500, 900)).Inner.Count, Inner(new(500, 900)).InnerDays, Inner(new(500, 900)).MeanDays));

        TrimmedGroup Inner(TrimLimit cost) => new TrimmedTable(table, _ => (cost, TrimLimit.None)).Groups.Single();
    }

    /// <summary>Costs 20 and 60 of the unit N, 40 and 90 of S, of which the last is above the limit of 70: their mean is 40, or 47.5 of all four where it counts as 70.</summary>
    [Fact]
    public void Clusters_have_the_deviations_of_the_contacts_that_the_mean_is_of()
    {
        var table = new TrimmedTable(
            Contacts.Table([Contacts.Of("A", 20, unit: new(["N"])), Contacts.Of("A", 60, unit: new(["N"])), Contacts.Of("A", 40, unit: new(["S"])), Contacts.Of("A", 90, unit: new(["S"]))]), _ => (new(0, 70), TrimLimit.None));
        Assert.Equal([(1, 0.0), (2, 0.0)], Deviations(table));
        Assert.Equal([(2, 15.0), (2, -15.0)], Deviations(table.With(MeanMethod.Winsorised)));

        IEnumerable<(int, double)> Deviations(TrimmedTable of) =>
            of.Deviations(of.Groups[0], [.. of.Table.Units.Select(unit => unit.ToString() == "N" ? 0 : 1)]).OrderByDescending(each => each.Key).Select(each => (each.Value.Count, Math.Round(each.Value.Sum, 9)));
    }

    [Fact]
    public void Known_limits_are_not_laid_on_visits_that_led_to_admission() =>
        Assert.Equal(TrimLimit.None, new TrimmedTable(Contacts.Table([Contacts.Of(CaseGroup.JoinedVisit, 5)]), _ => (new(1, 2), new(1, 2))).Groups.Single().CostLimit);

    [Fact]
    public void Cost_and_care_days_are_laid_on_together()
    {
        var table = Contacts.Table([.. Enumerable.Range(1, 50).Select(i => Contacts.Of("A", 1000 + i, days: 2 + (i % 3))), Contacts.Of("A", 9_000, days: 3), Contacts.Of("A", 1_010.5, days: 90)]);
        Assert.Equal([52, 51, 51, 50], new[] { ("none", "none"), ("iqr:2%", "none"), ("none", "iqr:2%"), ("iqr:2%", "iqr:2%") }
            .Select(rules => new TrimmedTable(table, TrimRule.Parse(rules.Item1)!.Value, TrimRule.Parse(rules.Item2)!.Value).Groups.Single().Inner.Count));
    }

    [Theory]
    [InlineData("iqr:5%", "iqr:5%")]
    [InlineData("iqr:0,05", "iqr:5%")]
    [InlineData("sd:2.5%:1%", "sd:2.5%:1%")]
    [InlineData("ndms", "ndms")]
    [InlineData("none", "none")]
    [InlineData("iqr:k=1,5", "iqr:k=1.5")]
    [InlineData("gm:k=2:k=3", "gm:k=2:k=3")]
    [InlineData("quantile:k=2", null)]
    [InlineData("sd:k=x", null)]
    [InlineData("iqr", null)]
    [InlineData("iqr:120%", null)]
    [InlineData("iqr:60%:50%", null)]
    [InlineData("iqr:50%:50%", null)]
    [InlineData("log-iqr:3%", "log-iqr:3%")]
    [InlineData("quantile:3%:1%", "quantile:3%:1%")]
    [InlineData("sd:k=3:123", null)]
    [InlineData("iqr:k=1000", "iqr:k=1000")]
    [InlineData("iqr:k=1000.5", null)]
    [InlineData("ndms:5%", null)]
    [InlineData("mad:5%", null)]
    public void Rules_are_read_and_written(string text, string? rule) => Assert.Equal(rule, TrimRule.Parse(text)?.ToString());

    private static TrimmedTable Known(double[] costs, TrimLimit limit) =>
        new(Contacts.Table(costs.Select(cost => Contacts.Of("A", cost))), _ => (limit, TrimLimit.None));

    private static string Compute(CaseTable table, string cost, string days)
    {
        var computed = WeightCalculator.Compute(new(table, TrimRule.Parse(cost)!.Value, TrimRule.Parse(days)!.Value), new() { MinContacts = 5, SharesPq = true, RestoresOrder = true });
        return string.Join('\n', computed.Rows.Select(row => FormattableString.Invariant(
            $"{row.Drg} {row.Weight:R} {row.Origin} {row.StandardError:R} {row.Interval} {row.Contacts?.CostLimit} {row.Contacts?.DaysLimit} {row.Contacts?.Inner} {row.Contacts?.InnerDays:R}"))) + string.Join('\n', computed.Materials);
    }
}
