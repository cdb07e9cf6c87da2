using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Generator;

/// <summary>Finds, for each rule, a contact that it groups: candidates from what the rule asks for, the engine to judge.</summary>
internal sealed class CaseSolver
{
    private static readonly int[] Ages = [20000, 10000, 3000, 4, 45700];
    private static readonly int[] Durations = [0, 4, 2, 30, 100];
    private static readonly Sex[] Sexes = [Sex.Female, Sex.Male, Sex.Missing];
    private static readonly DischargeMode[] Discharges = [DischargeMode.Alive, DischargeMode.Dead, DischargeMode.Transferred];
    private readonly Grouper _grouper;
    private readonly ILookup<string, DiagnosisCode> _diagnosesOf;
    private readonly ILookup<string, ProcedureCode> _proceduresOf;
    private readonly Dictionary<DiagnosisCode, string> _categoryOf;
    private readonly ImmutableArray<DiagnosisCode> _plain;

    private CaseSolver(DefinitionSet set)
    {
        _grouper = new(set);
        _diagnosesOf = set.DiagnosisFeatures.ToLookup(row => row.Type == FeatureType.Compl ? $"compl {(row.Value[2] == 'G' ? 2 : 1)}" : $"{row.Type} {row.Value}", row => row.Code);
        var properties = set.ProcedureFeatures.CountBy(row => row.Code).ToDictionary();
        _proceduresOf = set.ProcedureFeatures.OrderBy(row => properties[row.Code]).ToLookup(row => $"{row.Type} {row.Value}", row => row.Code);
        var complicating = set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Compl && row.Value[2] is 'C' or 'G').Select(row => row.Code).ToHashSet();
        _categoryOf = set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgcat).ToDictionary(row => row.Code, row => row.Value);
        _plain = [.. _categoryOf.Where(row => !complicating.Contains(row.Key)).DistinctBy(row => row.Value).Select(row => row.Key)];
    }

    public static ImmutableArray<TestCase> Solve(DefinitionSet set)
    {
        var solver = new CaseSolver(set);
        var cases = set.Rules.Select(rule => (rule, contact: solver.Find(rule))).ToArray();
        var unreached = cases.Where(item => item.contact is null).Select(item => $"{item.rule.Id} ({string.Join(' ', item.rule.Conditions.Where(cell => cell.Length > 0))})").ToArray();
        return unreached.Length == 0
            ? [.. cases.Select(item => new TestCase(item.contact! with { Id = item.rule.Id }, item.rule.Drg, item.rule.Id, item.rule.ReturnCode))]
            : throw new SourceException($"{unreached.Length} rules that no case reaches: {string.Join(", ", unreached)}");
    }

    private CareContact? Find(RuleRow rule) =>
        (from principal in Principals(rule)
         from age in AgesOf(rule)
         from procedures in Procedures(rule)
         from secondary in Secondaries(rule, principal)
         from sex in SexesOf(rule)
         from discharge in DischargesOf(rule)
         let contact = new CareContact
         {
             Sex = sex,
             Age = new(age),
             Duration = new(DurationOf(rule)),
             Discharge = discharge,
             Diagnoses = principal.IsBlank ? [] : [new(principal), .. secondary.Select(code => new Diagnosis(code))],
             Procedures = [.. procedures],
         }
         where _grouper.Group(contact).Rule.Id == rule.Id
         select contact).FirstOrDefault();

    private IEnumerable<DiagnosisCode> Principals(RuleRow rule)
    {
        var candidates = new List<IEnumerable<DiagnosisCode>>();
        if (rule[RuleColumn.Dgcat] is { Length: > 0 } category)
            candidates.Add(_diagnosesOf[$"Dgcat {category}"]);
        if (rule[RuleColumn.Pdgprop] is [not '-', ..] property)
            candidates.Add(_diagnosesOf[$"Pdgprop {property}"]);
        if (rule[RuleColumn.Mdc] is { Length: > 0 } mdc)
            candidates.Add(_diagnosesOf[$"Mdc {mdc}"]);
        if (candidates.Count == 0)
            return rule[RuleColumn.Icd] == "-" || rule.Conditions.All(cell => cell.Length == 0) ? [DiagnosisCode.Parse("B95"), default, .. _plain] : _plain;
        return candidates.Skip(1).Aggregate(candidates[0], (all, next) => all.Intersect(next))
            .GroupBy(code => _categoryOf.GetValueOrDefault(code, "")).SelectMany(category => category.Take(12).Index())
            .OrderBy(item => item.Index).Select(item => item.Item);
    }

    private IEnumerable<ProcedureCode[]> Procedures(RuleRow rule)
    {
        var first = Of(rule[RuleColumn.Procpro]).ToArray();
        var second = rule[RuleColumn.Secpro].StartsWith('-') ? [] : Of(rule[RuleColumn.Secpro]).ToArray();
        var marks = Marks(rule).SelectMany(mark => _proceduresOf[$"Dgprop {mark}"].Take(1)).ToArray();
        IEnumerable<ProcedureCode[]> some = first.Length == 0 ? [[]] : Few(first).Select(code => new[] { code });
        if (second.Length > 0)
            some = some.SelectMany(codes => Few(second).Select(code => (ProcedureCode[])[.. codes, code]));
        if (rule[RuleColumn.Or] == "S" && first.Length == 0)
            some = Few([.. _proceduresOf["Or 1"].Distinct()], 150).Select(code => new[] { code });
        return some.Select(codes => (ProcedureCode[])[.. codes, .. marks]);

        IEnumerable<ProcedureCode> Of(string property) => property.Length == 0 ? [] : _proceduresOf[$"Procprop {property}"];
    }

    private static IEnumerable<ProcedureCode> Few(ProcedureCode[] codes, int most = 24) =>
        codes.Length <= most ? codes : codes.Chunk((codes.Length / most) + 1).Select(chunk => chunk[0]);

    private IEnumerable<DiagnosisCode[]> Secondaries(RuleRow rule, DiagnosisCode principal)
    {
        DiagnosisCode[] asked = [.. Marks(rule).SelectMany(mark => _diagnosesOf[$"Dgprop {mark}"].Take(1)).Where(code => code != principal)];
        var levels = rule[RuleColumn.Compl] is { Length: > 0 } level ? _diagnosesOf["compl " + level] : [];
        DiagnosisCode[] some = [.. levels];
        return some.Length == 0 ? [asked] : some.Chunk((some.Length / 12) + 1).Select(chunk => (DiagnosisCode[])[.. asked, chunk[0]]);
    }

    private static IEnumerable<string> Marks(RuleRow rule) =>
        rule.AskedValues().Where(asked => asked is { Type: FeatureType.Dgprop or FeatureType.Sdgprop, IsDenied: false }).Select(asked => asked.Value);

    private static IEnumerable<int> AgesOf(RuleRow rule) => Ages.Where(age => Holds(rule[RuleColumn.Agelim], age));

    private static int DurationOf(RuleRow rule) => Durations.First(days => Holds(rule[RuleColumn.Dur], days) && (days > 0 || rule[RuleColumn.Dur] is "" or "<1"));

    private static bool Holds(string limit, int value) => limit.Length == 0
        || (limit[0] == '<' ? value < Number(limit) : value > Number(limit));

    private static int Number(string limit) => int.Parse(limit.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Sex> SexesOf(RuleRow rule) => rule[RuleColumn.Sex] switch
    {
        "M" => [Sex.Male],
        "F" => [Sex.Female],
        "-" => [Sex.Missing],
        _ => rule[RuleColumn.Mdc] is "12" || rule[RuleColumn.Dgcat].StartsWith("12", StringComparison.Ordinal) ? [Sex.Male] : Sexes.Take(2),
    };

    private static IEnumerable<DischargeMode> DischargesOf(RuleRow rule) => rule[RuleColumn.Disch] switch
    {
        "E" => [DischargeMode.Dead],
        "R" => [DischargeMode.Transferred],
        "L" => [DischargeMode.LeftAgainstAdvice],
        "N" => [DischargeMode.Alive],
        _ => Discharges.Take(1).Concat(rule[RuleColumn.Mdc] == "15" || rule[RuleColumn.Dgcat].StartsWith("15", StringComparison.Ordinal) ? [DischargeMode.Dead] : []),
    };
}
