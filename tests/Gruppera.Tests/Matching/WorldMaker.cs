using Gruppera.Definitions;

namespace Gruppera.Tests.Matching;

/// <summary>Makes one <see cref="World"/> from a source of chance.</summary>
internal sealed class WorldMaker(Random random)
{
    // A blank, an unreadable and an unknown code are part of the alphabet.
    private static readonly string[] Diagnoses = ["A00", "A01", "B00", "C00", "D00", "E00", "F00"];
    private static readonly string[] Daggers = ["D00", "E00", "A00", "G00"];
    private static readonly string[] Procedures = ["PA1", "PB2", "PC3", "PD4"];
    private static readonly string[] Strange = ["", "X99", "Å"];
    private static readonly string[] Categories = ["05M01", "05M02", "06M01", "98M01", "12M01", "13M01"];
    private static readonly string[] Dgprops = ["05X01", "05X02", "06X02", "98X99", "12X99", "13X99", "00X99", "05K01"];
    private static readonly string[] Pdgprops = ["00P21", "05P01", "98P01", "12P01"];
    private static readonly string[] Procprops = ["05S07", "08S82", "99V20"];
    private static readonly string[] Complications = ["05C01", "05G01", "05I01", "05J01", "06C02", "06I02", "06J02", "05X01"];
    private static readonly int[] Limits = [-1, 0, 1, 2, 28, 29, 90, 6574, int.MaxValue];

    private readonly bool _manyLimits = random.Next(6) == 0;
    private readonly double _density = random.NextDouble() * 0.35;
    private readonly bool _allows98Property = random.Next(2) == 0;
    private readonly bool _takesPrefixes = random.Next(3) == 0;

    public World Make()
    {
        var rules = Enumerable.Range(0, _manyLimits ? random.Next(60, 200) : random.Next(1, 30)).Select(Rule).ToList();
        return new(
            new(new() { Id = "random" }, rules)
            {
                CodeLookup = _takesPrefixes ? CodeLookup.LongestPrefix : CodeLookup.Whole,
                DiagnosisFeatures = [.. Times(40, DiagnosisRow)],
                ProcedureFeatures = [.. Times(16, ProcedureRow)],
                ComplicationExclusions = [.. Times(8, () => new ComplicationExclusion(One(Complications), Diagnosis(), random.Next(3) == 0 ? Dagger() : default, default))],
                ComplicationCategories = [.. Times(6, () => new ComplicationCategory(One(Complications), random.Next(4) == 0 ? "" : One(Dgprops), TableText.None, default))],
            },
            [.. Enumerable.Range(0, 12).Select(_ => Contact())]);
    }

    private CareContact Contact() => new()
    {
        Sex = One(Enum.GetValues<Sex>()),
        Age = new(Days()),
        Duration = new(Days()),
        Discharge = One(Enum.GetValues<DischargeMode>()),
        Diagnoses = [.. Times(5, () => new Diagnosis(Longer(Diagnosis()), random.Next(3) == 0 ? Longer(Dagger()) : default))],
        Procedures = [.. Times(5, () => random.Next(6) == 0 ? ProcedureCode.Parse($"{Procedure()}9") : Procedure())],
    };

    private DiagnosisCode Longer(DiagnosisCode code) => random.Next(6) == 0 ? DiagnosisCode.Parse($"{code}1X") : code;

    private DiagnosisFeature DiagnosisRow()
    {
        var (type, values) = One<(FeatureType, string[])>([
            (FeatureType.Dgcat, Categories), (FeatureType.Dgcat, [.. Categories, ""]), (FeatureType.Mdc, ["05", "98"]), (FeatureType.Dgprop, Dgprops), (FeatureType.Dgprop, Dgprops),
            (FeatureType.Pdgprop, Pdgprops), (FeatureType.Sdgprop, ["05K01", "05X01"]), (FeatureType.Compl, Complications), (FeatureType.Compl, Complications),
            (FeatureType.Procprop, Procprops), (FeatureType.Or, ["0", "1", "2", "3"]), (FeatureType.Cc, ["1", "2"]), (FeatureType.None, [""])]);
        return new(Diagnosis(), random.Next(3) == 0 ? Dagger() : default, type, One(values), default);
    }

    private ProcedureFeature ProcedureRow()
    {
        var (type, values) = One<(FeatureType, string[])>([
            (FeatureType.Or, ["0", "1", "2", "3", ""]), (FeatureType.Or, ["1", "2"]), (FeatureType.Procprop, Procprops), (FeatureType.Procprop, Procprops),
            (FeatureType.Dgprop, Dgprops), (FeatureType.Cc, ["0", "1", "2", "9"]), (FeatureType.Compl, Complications), (FeatureType.None, [""])]);
        return new(Procedure(), type, One(values), default);
    }

    private RuleRow Rule(int number) => new()
    {
        Ord = $"{number}",
        Id = $"R{number}",
        Drg = $"G{random.Next(9)}",
        ReturnCode = new((char)('0' + random.Next(10))),
        Conditions = [.. RuleColumn.All.Select(column =>
            random.NextDouble() < (_manyLimits && column.Kind is ColumnKind.Age or ColumnKind.Duration ? 0.7 : _density) ? Cell(column) : "")],
    };

    private string Cell(RuleColumn column) => random.Next(60) == 0 ? One(["?", "-", "+", "<", ">x", "--", "9"]) : column.Kind switch
    {
        ColumnKind.Age or ColumnKind.Duration => One(["<", ">"]) + (_manyLimits ? random.Next(120) : One(Limits)),
        ColumnKind.Value => Perhaps(ValuesOf(column.Type)),
        ColumnKind.OtherProcedure when random.Next(2) == 0 => Perhaps(Procprops),
        _ => One([.. column.Letters]),
    };

    private string[] ValuesOf(FeatureType type) => type switch
    {
        FeatureType.Mdc => ["05", "06", "98", "12", "13"],
        FeatureType.Dgcat => Categories,
        FeatureType.Pdgprop => Without98(Pdgprops),
        FeatureType.Procprop => Procprops,
        _ => Without98(Dgprops),
    };

    private string[] Without98(string[] values) => _allows98Property ? values : [.. values.Where(value => !value.StartsWith("98", StringComparison.Ordinal))];

    private string Perhaps(string[] values) => (random.Next(4) == 0 ? "-" : "") + One(values);

    private int Days() => _manyLimits ? random.Next(122) : Math.Max(0, (int)Math.Min(int.MaxValue, One(Limits) + (long)random.Next(-1, 2)));

    private DiagnosisCode Diagnosis() => DiagnosisCode.Parse(random.Next(12) == 0 ? One(Strange) : One(Diagnoses));

    private DiagnosisCode Dagger() => DiagnosisCode.Parse(random.Next(8) == 0 ? One(Strange) : One(Daggers));

    private ProcedureCode Procedure() => ProcedureCode.Parse(random.Next(12) == 0 ? One(Strange) : One(Procedures));

    private IEnumerable<T> Times<T>(int most, Func<T> make) => Enumerable.Range(0, random.Next(most + 1)).Select(_ => make());

    private T One<T>(T[] values) => values[random.Next(values.Length)];
}
