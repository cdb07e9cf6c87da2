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
        Assert.Equal((all.Mean - (1.96 * all.Sd), all.Mean + (1.96 * all.Sd)), (group.CostLimit.Low, group.CostLimit.High));
    }

    [Fact]
    public void A_group_of_equal_costs_has_no_outliers_and_half_equal_ones_have()
    {
        var groups = new TrimmedTable(Contacts.Table([.. Enumerable.Repeat(Contacts.Of("A", 5), 40), .. Enumerable.Repeat(Contacts.Of("B", 5), 39), Contacts.Of("B", 900)]), new(TrimMethod.Iqr, 0.02)).Groups;
        Assert.Equal([40, 39], groups.Select(group => group.Inner.Count));
    }

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
    [InlineData("iqr", null)]
    [InlineData("iqr:120%", null)]
    [InlineData("iqr:60%:50%", null)]
    [InlineData("ndms:5%", null)]
    [InlineData("mad:5%", null)]
    public void Rules_are_read_and_written(string text, string? rule) => Assert.Equal(rule, TrimRule.Parse(text)?.ToString());

    private static string Compute(CaseTable table, string cost, string days)
    {
        var computed = WeightCalculator.Compute(new(table, TrimRule.Parse(cost)!.Value, TrimRule.Parse(days)!.Value), new() { MinContacts = 5, SharesPq = true, RestoresOrder = true });
        return string.Join('\n', computed.Rows.Select(row => FormattableString.Invariant(
            $"{row.Drg} {row.Weight:R} {row.Origin} {row.StandardError:R} {row.Interval} {row.Contacts?.CostLimit} {row.Contacts?.DaysLimit} {row.Contacts?.Inner} {row.Contacts?.InnerDays:R}"))) + string.Join('\n', computed.Materials);
    }
}
