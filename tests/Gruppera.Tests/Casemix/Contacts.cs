using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Cases;

namespace Gruppera.Tests.Casemix;

/// <summary>Made-up grouped contacts with costs.</summary>
internal static class Contacts
{
    private static readonly string[] Drgs = ["F05A", "F05C", "F05E", "G11E", "G11C", "Z82O", "X99O"];

    /// <summary>A few hundred contacts in a few groups; no two costs are the same.</summary>
    public static Arbitrary<GroupedContact[]> Any { get; } = Arb.From(Gen.Choose(20, 400).SelectMany(count => Gen.ArrayOf(
        Gen.Elements(Drgs).SelectMany(_ => Gen.Choose(0, 60), (drg, days) => (drg, days)).SelectMany(_ => Gen.Choose(1, 1_000_000), (pair, cost) => (pair.drg, pair.days, cost)), count))
        .Select(rows => rows.DistinctBy(row => row.cost).Select((row, i) => Of(row.drg, row.cost * Math.Exp(i % 7), row.days, i)).DistinctBy(contact => contact.Cost).ToArray()));

    public static GroupedContact Of(string drg, double cost, int days = 0, long row = 0, string careForm = "", ReportingUnit? unit = null) =>
        new() { Row = row, Drg = drg, Mdc = "", CareForm = careForm, Unit = unit ?? ReportingUnit.All, Cost = cost, Days = days };

    public static CaseTable Table(IEnumerable<GroupedContact> contacts, bool byCareForm = false)
    {
        var store = new CaseStore(byCareForm);
        store.Add(contacts.ToArray());
        return store.ToTable();
    }
}
