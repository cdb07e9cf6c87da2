using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Tests.Casemix;

/// <summary>The same contacts give the same bits, however they are divided and in whatever order what was counted is put together.</summary>
public sealed class MergingTest
{
    private static readonly string[] Groups = ["A01A", "A01C", "B02E", "O70O"];

    /// <summary>Contacts with equal costs, costs of half an öre, several units and care forms.</summary>
    private static Gen<GroupedContact> Contact =>
        from drg in Gen.Elements(Groups)
        from unit in Gen.Choose(0, 4)
        from form in Gen.Elements("inpatient", "outpatient")
        from cost in Gen.Frequency(
            (6, Gen.Choose(1, 40).Select(number => number * 250.25)),
            (2, Gen.Choose(1, int.MaxValue).Select(number => number / 100.0)),
            (1, Gen.Choose(1, 1000).Select(number => number / 3.0)),
            (1, Gen.Constant(double.NaN)))
        from days in Gen.Choose(0, 400)
        from year in Gen.Choose(2023, 2025)
        select new GroupedContact
        {
            Drg = drg,
            Mdc = drg[..1],
            CareForm = form,
            Specialty = "",
            Unit = new([$"unit {unit}"]),
            Cost = cost,
            Days = form == "inpatient" ? days : 0,
            SecondaryDiagnoses = days % 7,
            Year = year,
        };

    private static Gen<(GroupedContact[] Contacts, int[] Part)> Divided =>
        from contacts in Contact.ArrayOf().Resize(300).Where(contacts => contacts.Any(contact => contact.Cost > 0))
        from parts in Gen.Choose(1, 6)
        from part in Gen.Choose(0, parts - 1).ArrayOf(contacts.Length)
        select (contacts, part);

    [Fact]
    public void Weights_of_parts_are_those_of_all() => Check(
        () => new CaseStore(byCareForm: true), (store, contacts) => store.Add(contacts), store =>
        {
            var table = new TrimmedTable(store.ToTable(), TrimRule.Parse("iqr:5%")!.Value, TrimRule.Parse("none")!.Value);
            var computed = WeightCalculator.Compute(table, new() { HasClusters = true, MinContacts = 2 });
            return string.Join('\n', computed.Rows.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Drg} {Bits(row.Weight)} {Bits(row.Contacts?.Basis.Mean)} {Bits(row.StandardError)}")))
                + string.Join(' ', table.Table.Groups.SelectMany(group => table.Table.Others(group).ToArray()));
        });

    [Fact]
    public void Casemix_of_parts_is_that_of_all() => Check(
        () => new CasemixTable(new WeightList("l", [])), (table, contacts) => table.Add(contacts), table => string.Join('\n', table.Units
            .SelectMany(unit => table.Of(unit).Select(cell =>
                $"{unit} {cell.Drg} {cell.CareForm} {cell.Year} {cell.All.Contacts} {cell.All.Cost} {cell.All.SquaredCost} {cell.All.Days} " +
                $"{cell.Inliers.Costed} {cell.All.SecondaryDiagnoses} {cell.CostOutliers} {cell.DaysOutliers}"))));

    [Fact]
    public void Stays_of_parts_are_those_of_all() => Check(
        () => new StayTable(), (table, contacts) => table.Add(contacts), table => $"{table.Contacts} {table.Others}\n" + string.Join('\n', table.Units
            .SelectMany(unit => table.Of(unit).Select(cell => $"{unit} {cell.Drg} {cell.CareForm} {cell.Year} {string.Join(' ', cell.Days)}"))));

    /// <summary>Sums of squares go beyond 64 bits, and differences below zero.</summary>
    [Fact]
    public void Values_are_read_as_they_were_written()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Int128[] numbers = [0, -1, Int128.MaxValue, Int128.MinValue, ((Int128)7 << 64) + 3];
        foreach (var number in numbers)
            writer.Write(number);
        writer.Write(ReportingUnit.All);
        writer.Write(new ReportingUnit(["North", "2025"]));
        writer.WriteCounts(new Dictionary<string, long> { ["a"] = 5_000_000_000, ["b"] = 1 });
        writer.Write7BitEncodedInt(-1);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.Equal(numbers, numbers.Select(_ => reader.ReadInt128()).ToList());
        Assert.Equal((ReportingUnit.All, new ReportingUnit(["North", "2025"])), (reader.ReadUnit(), reader.ReadUnit()));
        var counts = new Dictionary<string, long> { ["a"] = 2 };
        reader.AddCountsTo(counts);
        Assert.Equal([("a", 5_000_000_002), ("b", 1)], counts.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
        Assert.Throws<InvalidDataException>(() => reader.ReadCount());
    }

    [Fact]
    public void What_is_damaged_is_refused()
    {
        var store = new CaseStore();
        store.Add([new() { Drg = "A", CareForm = "", Unit = ReportingUnit.All, Cost = 1.5 }]);
        var bytes = Written(store);
        Assert.Throws<EndOfStreamException>(() => Read(new CaseStore(), bytes[..^1]));
    }

    private static void Check<T>(Func<T> make, Action<T, GroupedContact[]> add, Func<T, string> figures)
        where T : IMergeable =>
        Prop.ForAll(Divided.ToArbitrary(), divided =>
        {
            var whole = make();
            add(whole, divided.Contacts);
            var parts = divided.Contacts.Zip(divided.Part).GroupBy(each => each.Second, each => each.First).Select(part =>
            {
                // A reader makes units of its own, and the order within a part may be any.
                var own = make();
                add(own, [.. part.Reverse().Select(contact => contact with { Unit = new(contact.Unit.Parts) })]);
                return Written(own);
            }).ToList();
            var merged = make();
            foreach (var part in parts)
                Read(merged, part);
            Assert.Equal(figures(whole), figures(merged));
        }).QuickCheckThrowOnFailure();

    private static byte[] Written(IMergeable counted)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            counted.Write(writer);
        return stream.ToArray();
    }

    private static void Read(IMergeable into, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        into.Add(reader);
    }

    private static string Bits(double? value) => value is { } known ? BitConverter.DoubleToInt64Bits(known).ToString("x", CultureInfo.InvariantCulture) : "-";
}
