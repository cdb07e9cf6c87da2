using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>A contact below a lower limit is an outlier in every command, and no list has a limit that no cost can lie below.</summary>
public class LowerLimitsTest
{
    private static readonly (string Drg, int Count, double Mean, double Sigma)[] Groups = [("A01E", 200, 30_000, 0.8), ("B02N", 83, 8_000, 0.5), ("C03O", 40, 6_000, 1.2)];

    [Theory]
    [InlineData("quantile:5%:5%", "none")]
    [InlineData("ndms", "none")]
    [InlineData("iqr:5%:3%", "quantile:5%:10%")]
    [InlineData("sd:k=2:k=1", "ndms")]
    public void One_meaning_in_weights_casemix_pay_and_compare(string cost, string days)
    {
        var random = new Random(36);
        var contacts = Groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(_ => MadeContacts.Contact(
            group.Drg, Math.Round(group.Mean * (group.Drg == "B02N" ? Math.Max(0.05, 1 + (0.3 * MadeContacts.Normal(random))) : Math.Exp(group.Sigma * MadeContacts.Normal(random))), 2), days: 1 + random.Next(12)))).ToArray();
        var computed = WeightCalculator.Compute(
            new(Contacts.Table(contacts), TrimRule.Parse(cost)!.Value, TrimRule.Parse(days)!.Value), new() { MinContacts = 1 });
        var list = computed.ToList(new() { Id = "made" }, _ => "");
        Assert.All(list.Rows(), row => Assert.True(row.LowLimit is null or > 0 && row.LowDaysLimit is null or > 0));

        // By hand, from what the list says.
        bool IsLow(GroupedContact contact) => list.Find(contact.Drg)!.LowLimit > contact.Cost || list.Find(contact.Drg)!.LowDaysLimit > contact.Days;
        bool IsHigh(GroupedContact contact) => list.Find(contact.Drg)!.Limit < contact.Cost || list.Find(contact.Drg)!.DaysLimit < contact.Days;
        var inside = contacts.Where(contact => !IsLow(contact) && !IsHigh(contact)).ToArray();
        Assert.True(contacts.Any(IsLow) && inside.Length < contacts.Length);

        Assert.Equal((inside.Length, inside.Average(contact => contact.Cost)), (computed.Materials[0].Inner, computed.Materials[0].MeanCost), Near);
        var table = new CasemixTable(list);
        table.Add(contacts);
        var indices = CasemixIndices.Of(table).All.Inliers;
        Assert.Equal((inside.Length, computed.Materials[0].MeanCost), (indices.Contacts, indices.CostPerPoint.Value), Near);
        var payer = new PaymentCalculator(new() { Name = "payer", Version = "1", Prices = [new(1000)], CostOutliers = new(OutlierPay.Cost), DaysOutliers = new(OutlierPay.Cost) }, list);
        var kinds = contacts.CountBy(contact => payer.Pay(new(contact)).Kind).ToDictionary();
        Assert.Equal(inside.Length, kinds[PaymentKind.Innerfall]);
        Assert.Equal(contacts.Count(contact => IsLow(contact) && !IsHigh(contact)), kinds[PaymentKind.LowOutlier]);

        // A list's own limits laid on the same contacts give the list again.
        Assert.Equal(
            computed.Rows.Select(row => (row.Drg, row.Weight, row.Contacts!.Inner)),
            WeightCalculator.Compute(new(Contacts.Table(contacts), list.LimitsOf), new() { MinContacts = 1 }).Rows.Select(row => (row.Drg, row.Weight, row.Contacts!.Inner)));
    }

    private static readonly EqualityComparer<(long, double)> Near = EqualityComparer<(long, double)>.Create((x, y) => x.Item1 == y.Item1 && Math.Abs((x.Item2 / y.Item2) - 1) < 1e-6);
}
