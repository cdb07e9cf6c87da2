using Gruppera.Compilation;

namespace Gruppera.Reach;

/// <summary>The codes that contacts are made of: each code and each pair of the tables, a diagnosis that no table knows, and as
/// principal diagnosis also none at all and each code with a dagger code that no table knows. Immutable.</summary>
internal sealed class CodeClasses
{
    private readonly CodeClass[][][] _principals;
    private readonly CodeClass[][][] _others;

    internal CodeClasses(CompiledDefinition definition)
    {
        Definition = definition;
        Reader = new(definition);
        var set = definition.Set;
        Diagnosis[] diagnoses =
        [
            .. set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger))
                .Concat(set.ComplicationExclusions.Select(row => new Diagnosis(row.Code, row.Dagger)))
                .Where(key => !key.Code.IsBlank && !key.Code.IsUnknown && !key.Dagger.IsUnknown).Distinct(),
        ];
        Unknown = new(UnknownCode(definition));
        Nothing = new() { IsNone = true, Facts = [[], [], []] };
        var alone = diagnoses.Where(key => key.Dagger.IsBlank).Select(key => new Diagnosis(key.Code, Unknown.Code));
        Principals =
        [
            .. Pool(diagnoses.Concat(alone).Append(Unknown).GroupBy(Reader.EntriesOf).Select(codes => Of(codes, Reader.Principal))),
            Nothing,
        ];
        var secondary = Pool(diagnoses.GroupBy(Reader.EntriesOf).Select(codes => Of(codes, Reader.Secondary)));
        var procedures = set.ProcedureFeatures.Select(row => row.Code).Where(code => !code.IsBlank && !code.IsUnknown)
            .DistinctBy(Reader.EntryOf);
        Others = [.. secondary.Concat(Pool(procedures.Select(Reader.Of))).OrderBy(each => each.Weight)];
        _principals = ByFact(Principals);
        _others = ByFact(Others);
        Complicating = [.. Others.Where(each => each.Complications.Length > 0 || each.Level > 0)];
        Operating = [.. Others.Where(each => each.OrMask != 0)];
        Steering = [.. Others.Where(each => each.Steers)];
    }

    internal CompiledDefinition Definition { get; }

    internal CodeReader Reader { get; }

    /// <summary>A diagnosis that no table knows.</summary>
    internal Diagnosis Unknown { get; }

    /// <summary>The principal diagnosis of a contact that has no diagnosis.</summary>
    internal CodeClass Nothing { get; }

    internal CodeClass[] Principals { get; }

    /// <summary>Secondary diagnoses and procedures, those that give least first.</summary>
    internal CodeClass[] Others { get; }

    internal CodeClass[] Complicating { get; }

    internal CodeClass[] Operating { get; }

    internal CodeClass[] Steering { get; }

    internal CodeClass[] PrincipalsWith(int fact, Sex sex) => _principals[(int)sex][fact];

    internal CodeClass[] OthersWith(int fact, Sex sex) => _others[(int)sex][fact];

    private static CodeClass Of(IEnumerable<Diagnosis> codes, Func<Diagnosis, CodeClass> read)
    {
        var all = codes.Take(CodeClass.Remembered).ToList();
        var made = read(all[0]);
        made.Diagnoses.AddRange(all[1..]);
        return made;
    }

    private static CodeClass[] Pool(IEnumerable<CodeClass> classes)
    {
        var known = new Dictionary<string, CodeClass>(StringComparer.Ordinal);
        foreach (var one in classes)
        {
            var key = one.Key();
            if (!known.TryAdd(key, one) && known[key].Diagnoses is { Count: < CodeClass.Remembered } diagnoses)
                diagnoses.AddRange(one.Diagnoses);
        }

        return [.. known.Values.OrderBy(one => one.Weight)];
    }

    private CodeClass[][][] ByFact(CodeClass[] classes) =>
    [
        .. Enum.GetValues<Sex>().Select(sex =>
        {
            var lists = new List<CodeClass>?[Definition.Facts.Count];
            foreach (var each in classes)
            {
                foreach (var fact in each.Facts[(int)sex])
                    (lists[fact] ??= []).Add(each);
            }

            return lists.Select(list => list?.ToArray() ?? []).ToArray();
        }),
    ];

    private static DiagnosisCode UnknownCode(CompiledDefinition definition)
    {
        for (var number = 999; ; number--)
        {
            var code = DiagnosisCode.Parse($"ZZZ{number}");
            var bits = code.Bits;
            if (definition.Codes.FindDiagnosis(ref bits) == 0)
                return code;
        }
    }
}
