using FsCheck;
using FsCheck.Fluent;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Formats.Sets;

public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] Texts = ["", "Made up", "a, \"b\"", "två ord; å", "#x \"", "- x'", "0.5"];
    private static readonly string[] Values = ["01X01", "98M01", "05C03", "1", "0", "99S90"];
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Trait("lane", "slow")]
    [Fact]
    public void A_generated_set_reads_back_the_same_from_CSV() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Arb.From(Sets()), set =>
        {
            ModernCsvWriter.Write(set, _fixture.Folder("set"));
            SameSet.Assert(set, DefinitionReader.Read(_fixture.Folder("set")));
        }));

    [Trait("lane", "slow")]
    [Fact]
    public void A_generated_set_reads_back_the_same_from_Excel() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Arb.From(Sets()), set =>
        {
            var path = Path.Combine(_fixture.Root, "set.xlsx");
            using (var stream = File.Create(path))
                ModernExcelWriter.Write(set, stream);
            var reading = DefinitionReader.Read(path);
            SameSet.Assert(set, reading);
            AssertRow(reading, reading.Set!.Rules[^1]);
        }));

    /// <summary>A rule's row can be looked up as it stands in the delivery, also where one file holds all tables.</summary>
    private static void AssertRow(DefinitionReading reading, RuleRow rule)
    {
        using var table = reading.OpenTable(reading.Set!.Files[rule.Source.File])!;
        while (table.Row < rule.Source.Row)
            Assert.True(table.Read());
        Assert.Equal(rule.Id, table[table.Columns.IndexOf("id")].ToString());
    }

    private static Gen<DefinitionSet> Sets() =>
        from order in Gen.Elements(RuleOrder.Number, RuleOrder.Text)
        from seeds in Gen.Choose(0, int.MaxValue).NonEmptyListOf()
        select Set(order, [.. seeds]);

    private static DefinitionSet Set(RuleOrder order, int[] seeds)
    {
        string Text(int seed) => Texts[seed % Texts.Length];
        string Value(int seed) => Values[seed % Values.Length];
        TableText Both(int seed) => new(Text(seed / 7), Text(seed / 3));
        var names = seeds.Select(s => new ValueName(FeatureType.Procprop, Value(s), new("", Text(s)), s % 2 == 0, default))
            .Concat(seeds.Select(s => new ValueName(FeatureType.Mdc, $"{s % 30:00}", Both(s), false, default)));
        return new(
            new() { Id = "set", Name = "Made up swe", Country = "swe", Year = 2020, Date = "20/01/01", Delivery = "x" },
            seeds.Select((s, i) => new RuleRow
            {
                Ord = order == RuleOrder.Text ? $"1D{s % 50}" : $"{s}",
                Id = order == RuleOrder.Text ? $"1D{s % 50}" : $"id{i}",
                Drg = $"{s % 100}A",
                CombinedDrg = s % 3 == 0 ? "" : $"{s % 100:000}A",
                ReturnCode = new(s % 4 == 0 ? '\0' : '0'),
                Conditions = [.. Enumerable.Range(0, RuleColumn.All.Length).Select(c => c == RuleColumn.Mdc.Index ? $"{s % 30:00}" : (s >> c) % 3 == 0 ? Value(s >> c) : "")],
                NationalVersions = s % 2 == 0 ? "" : "fin/swe",
            }),
            order,
            () => new()
            {
                Values = [.. names],
                Diagnoses = [.. seeds.Select(s => new DiagnosisText(Dx(s), s % 5 == 0 ? Dx(s / 5) : default, Both(s)))],
                Procedures = [.. seeds.Select(s => new ProcedureText(Proc(s), new("x" + Text(s), Text(s / 2)))).DistinctBy(t => t.Code)],
            })
        {
            DiagnosisFeatures = [.. seeds.Select(s => new DiagnosisFeature(Dx(s), s % 3 == 0 ? Dx(s / 3) : default, Type(s), Type(s) == FeatureType.Mdc ? "07" : Value(s), default))],
            ProcedureFeatures = [.. seeds.Select(s => new ProcedureFeature(Proc(s), Type(s / 2), Type(s / 2) == FeatureType.Mdc ? "07" : Value(s / 2), default))],
            ComplicationExclusions = [.. seeds.Select(s => new ComplicationExclusion(Value(s), Dx(s), s % 4 == 0 ? Dx(s / 4) : default, default))],
            ComplicationCategories = [.. seeds.Select(s => new ComplicationCategory(Value(s), s % 2 == 0 ? "" : Value(s / 2), new("", Text(s)), default))],
            DrgNames = [.. seeds.Select(s => new DrgName($"{s % 100}A", $"{s % 100:000}A", $"{s % 30:00}", Both(s), Both(s / 11), default))],
            ReturnCodes = [.. seeds.Select(s => new ReturnCodeText(new((char)('0' + (s % 10))), Both(s)))],
        };
    }

    private static DiagnosisCode Dx(int seed) => DiagnosisCode.Parse($"A{seed % 1000}");

    private static ProcedureCode Proc(int seed) => ProcedureCode.Parse($"P{seed % 1000}");

    private static FeatureType Type(int seed) => (FeatureType)(seed % 10);
}
