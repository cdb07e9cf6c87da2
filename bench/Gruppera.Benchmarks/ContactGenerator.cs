using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Benchmarks;

/// <summary>
/// Makes contacts as certification cases are made: each starts from a rule and gets codes and values that meet its conditions,
/// then some further codes. Every rule is visited in turn; not every contact reaches the rule it started from.
/// The same seed gives the same contacts.
/// </summary>
public sealed class ContactGenerator
{
    private readonly DefinitionSet _set;
    private readonly Random _random;
    private readonly ILookup<(FeatureType, string), Diagnosis> _diagnosesBy;
    private readonly ILookup<(FeatureType, string), ProcedureCode> _proceduresBy;
    private readonly Diagnosis[] _diagnoses;
    private readonly ProcedureCode[] _procedures;
    private readonly Diagnosis[] _complications;
    private int _next;

    public ContactGenerator(DefinitionSet set, int seed)
    {
        _set = set;
        _random = new(seed);
        _diagnosesBy = set.DiagnosisFeatures.ToLookup(row => (row.Type, row.Value), row => new Diagnosis(row.Code, row.Dagger));
        _proceduresBy = set.ProcedureFeatures.ToLookup(row => (row.Type, row.Value), row => row.Code);
        _diagnoses = [.. set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgcat).Select(row => new Diagnosis(row.Code, row.Dagger)).Distinct()];
        _procedures = [.. set.ProcedureFeatures.Select(row => row.Code).Distinct()];
        _complications = [.. set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Compl).Select(row => new Diagnosis(row.Code, row.Dagger)).Distinct()];
    }

    /// <summary>The next contact.</summary>
    public CareContact Next()
    {
        var rule = _set.Rules[_next++ % _set.Rules.Length];
        var diagnoses = new List<Diagnosis>();
        var procedures = new List<ProcedureCode>();
        if (rule[RuleColumn.Icd] != "-" || _random.Next(2) == 0)
            diagnoses.Add(Principal(rule));
        AddProcedures(rule, procedures);
        foreach (var column in rule.Columns.Where(column => column.Type == FeatureType.Dgprop))
            AddProperty(rule[column], diagnoses, procedures);
        if (rule[RuleColumn.Compl].Length > 0 && _complications.Length > 0)
            diagnoses.Add(Pick(_complications));
        for (var extra = _random.Next(4); extra > 0; extra--)
            diagnoses.Add(Pick(_diagnoses));
        for (var extra = _random.Next(6) - 3; extra > 0 && _procedures.Length > 0; extra--)
            procedures.Add(Pick(_procedures));
        return new()
        {
            Id = _next.ToString(CultureInfo.InvariantCulture),
            Sex = rule[RuleColumn.Sex] switch { "M" => Sex.Male, "F" => Sex.Female, "-" => Sex.Missing, _ => _random.Next(2) == 0 ? Sex.Male : Sex.Female },
            Age = new(Within(rule[RuleColumn.Agelim], 36_500)),
            Duration = new(rule[RuleColumn.Dur].Length == 0 && _random.Next(3) == 0 ? 0 : Within(rule[RuleColumn.Dur], 15)),
            Discharge = rule[RuleColumn.Disch] switch
            {
                "E" => DischargeMode.Dead,
                "R" => DischargeMode.Transferred,
                "L" => DischargeMode.LeftAgainstAdvice,
                "N" => DischargeMode.Alive,
                _ => _random.Next(30) == 0 ? DischargeMode.Dead : DischargeMode.Alive,
            },
            Diagnoses = [.. diagnoses],
            Procedures = [.. procedures],
        };
    }

    /// <summary>Contacts as a file in the canonical layout.</summary>
    public static void Write(TextWriter output, IEnumerable<CareContact> contacts)
    {
        output.Write("id,sex,age_days,duration,discharge,diagnoses,procedures\n");
        foreach (var contact in contacts)
        {
            output.Write(contact.Id);
            output.Write(contact.Sex switch { Sex.Male => ",M,", Sex.Female => ",F,", _ => ",," });
            output.Write(contact.Age.Days);
            output.Write(',');
            output.Write(contact.Duration.Days);
            output.Write(contact.Discharge switch
            {
                DischargeMode.Dead => ",E,",
                DischargeMode.Transferred => ",R,",
                DischargeMode.LeftAgainstAdvice => ",L,",
                _ => ",,",
            });
            output.Write(string.Join(' ', contact.Diagnoses));
            output.Write(',');
            output.Write(string.Join(' ', contact.Procedures));
            output.Write('\n');
        }
    }

    private Diagnosis Principal(RuleRow rule)
    {
        var wanted = rule[RuleColumn.Pdgprop] is { Length: > 0 } property ? (FeatureType.Pdgprop, property)
            : rule[RuleColumn.Dgcat] is { Length: > 0 } category ? (FeatureType.Dgcat, category)
            : (FeatureType.Mdc, rule[RuleColumn.Mdc]);
        var candidates = _diagnosesBy[wanted].ToImmutableArray();
        return candidates.IsEmpty ? Pick(_diagnoses) : candidates[_random.Next(candidates.Length)];
    }

    private void AddProcedures(RuleRow rule, List<ProcedureCode> procedures)
    {
        foreach (var asked in rule.AskedValues().Where(asked => asked is { Type: FeatureType.Procprop, IsDenied: false }))
            AddAny(_proceduresBy[(asked.Type, asked.Value)], procedures);
        if (rule[RuleColumn.Or] is "S" or "P" && procedures.Count == 0)
            AddAny(_proceduresBy[(FeatureType.Or, "1")], procedures);
    }

    private void AddProperty(string value, List<Diagnosis> diagnoses, List<ProcedureCode> procedures)
    {
        if (value.Length == 0 || value[0] == '-')
            return;
        var before = diagnoses.Count;
        AddAny(_diagnosesBy[(FeatureType.Dgprop, value)], diagnoses);
        if (diagnoses.Count == before)
            AddAny(_proceduresBy[(FeatureType.Dgprop, value)], procedures);
    }

    private void AddAny<T>(IEnumerable<T> from, List<T> to)
    {
        var all = from.ToImmutableArray();
        if (!all.IsEmpty)
            to.Add(all[_random.Next(all.Length)]);
    }

    private int Within(string limit, int most)
    {
        if (limit.Length < 2 || !int.TryParse(limit.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return _random.Next(most);
        return limit[0] == '<' ? _random.Next(Math.Max(1, number)) : number + 1 + _random.Next(Math.Max(1, most - number));
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
