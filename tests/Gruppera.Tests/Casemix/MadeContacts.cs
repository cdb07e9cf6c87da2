using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>Contacts with known truths, for casemix.</summary>
internal static class MadeContacts
{
    internal static readonly WeightList List = new("list.csv",
    [
        new("A01A", 4.0, Limit: 400_000, DaysLimit: 20), new("A01E", 1.5, Limit: 150_000, DaysLimit: 10), new("B02C", 2.25, Limit: 225_000), new("B02E", 1.0, Limit: 100_000),
        new("C03N", 0.75), new("D04O", 0.125, Limit: 20_000),
    ]);

    internal static readonly string[] Drgs = ["A01A", "A01E", "B02C", "B02E", "C03N", "D04O", "Z99X"];

    internal static ReportingUnit Unit(params string[] parts) => new([.. parts]);

    internal static GroupedContact Contact(string drg, double cost = double.NaN, int days = 0, int secondary = 0, ReportingUnit? unit = null, string careForm = "inpatient") => new()
    {
        Row = 2,
        Drg = drg,
        Mdc = drg.Length > 0 ? drg[..1] : "",
        CareForm = careForm,
        Unit = unit ?? ReportingUnit.All,
        Cost = cost,
        Days = days,
        SecondaryDiagnoses = secondary,
    };

    internal static CasemixTable Table(params IEnumerable<GroupedContact> contacts)
    {
        var table = new CasemixTable(List);
        table.Add(contacts.ToArray());
        return table;
    }

    /// <summary>Contacts of any kind: with and without group, weight, cost.</summary>
    internal static GroupedContact[] Any(int seed, int count = 60)
    {
        var random = new Random(seed);
        var units = new[] { Unit("North"), Unit("South"), Unit("West") };
        return
        [
            .. Enumerable.Range(0, count).Select(_ => Contact(
                random.Next(20) == 0 ? "" : Drgs[random.Next(Drgs.Length)], random.Next(10) == 0 ? double.NaN : Math.Round(Math.Exp(10 + random.NextDouble() * 3), 2), random.Next(30), random.Next(8), units[random.Next(3)])),
        ];
    }

    /// <summary>Contacts whose cost is log-normal with mean weight x perPoint x efficiency of the unit.</summary>
    internal static IEnumerable<GroupedContact> LogNormal(Random random, int count, ReportingUnit unit, double perPoint, double efficiency = 1, double sigma = 0.6)
    {
        string[] drgs = ["A01A", "A01E", "A01E", "B02C", "B02E", "B02E", "C03N", "D04O"];
        for (var i = 0; i < count; i++)
        {
            var drg = drgs[random.Next(drgs.Length)];
            var mean = List.Of(drg)!.Value * perPoint * efficiency;
            yield return Contact(drg, mean * Math.Exp((sigma * Normal(random)) - (sigma * sigma / 2)), unit: unit);
        }
    }

    internal static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
