using Gruppera.Definitions;

namespace Gruppera.Workflows.Synthesis;

/// <summary>Rules -> profiles: which codes a rule asks for, and whom it is for.</summary>
internal sealed class ProfileMaker
{
    private readonly DefinitionSet _set;
    private readonly CodeBook _book;
    private readonly ILookup<string, Code> _principalsByMdc;
    private readonly Code[] _principals;
    private readonly Dictionary<string, string> _mdcs;
    private readonly Dictionary<string, int> _rules;
    private readonly Code[][] _levels;
    private readonly Dictionary<string, Code[]> _operations = new(StringComparer.Ordinal);

    internal ProfileMaker(DefinitionSet set, CodeBook book)
    {
        (_set, _book) = (set, book);
        _principals = CodeBook.InOrder(book.Diagnoses.Where(code =>
            code.Category.Length > 0 && code.Mdc is not ("00" or "99") && !book.IsLoneAsterisk(code)));
        _principalsByMdc = _principals.ToLookup(code => code.Mdc, StringComparer.Ordinal);
        _mdcs = set.DrgNames.GroupBy(name => name.Drg, StringComparer.Ordinal)
            .ToDictionary(names => names.Key, names => names.First().Mdc, StringComparer.Ordinal);
        _rules = set.Rules.CountBy(rule => rule.Drg, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        _levels = [[], Complications('C'), Complications('G')];
    }

    /// <summary>Profiles of the rules that group without remark and can be met.</summary>
    internal IEnumerable<Profile> Make() => _set.Rules.Select((rule, rank) => Of(rule, rank)).OfType<Profile>();

    private Code[] Complications(char letter) => CodeBook.InOrder(_set.DiagnosisFeatures
        .Where(row => row.Type == FeatureType.Compl && row.Value.Length > 2 && row.Value[2] == letter && row.Dagger.IsBlank)
        .SelectMany(row => _book.DiagnosesWith(FeatureType.Compl, row.Value))
        .Where(code => !_book.IsLoneAsterisk(code) && code.Mdc is not ("14" or "15")));

    private Profile? Of(RuleRow rule, int rank)
    {
        var mdc = MdcOf(rule);
        if (rule.ReturnCode.Value != '0' || rule[RuleColumn.Icd] == "-" || rule[RuleColumn.Sex] == "-" || mdc == "99")
            return null;
        var principals = Principals(rule, mdc);
        var diagnoses = new List<Code[]>();
        var procedures = new List<Code[]>();
        var isNarrowed = false;
        foreach (var (type, value, _) in rule.AskedValues()
            .Where(asked => asked is { Type: FeatureType.Dgprop or FeatureType.Sdgprop, Value.Length: > 1, IsDenied: false }))
        {
            var having = _book.DiagnosesWith(type, value);
            var narrowed = isNarrowed || type == FeatureType.Sdgprop ? [] : principals.Intersect(having).ToArray();
            if (narrowed.Length > 0)
                (principals, isNarrowed) = (narrowed, true);
            else if (having.Where(code => !_book.IsLoneAsterisk(code)).ToArray() is { Length: > 0 } some)
                diagnoses.Add(some);
            else
                procedures.Add(_book.ProceduresWith(FeatureType.Dgprop, value));
        }

        AddProcedures(rule, mdc, procedures);
        if (rule[RuleColumn.Compl] is "1" or "2")
            diagnoses.Add(_levels[rule[RuleColumn.Compl][0] - '0']);
        // A visit that led to admission is never drawn by itself: it comes before its admission.
        if (procedures.Exists(list => list.Any(code => code.Name == VisitCodes.UnplannedName)))
            return null;
        if (principals.Length == 0 || diagnoses.Exists(list => list.Length == 0) || procedures.Exists(list => list.Length == 0))
            return null;
        var care = GroupCosts.CareOf(rule);
        var days = LimitsOf(rule[RuleColumn.Dur], 365);
        var age = LimitsOf(rule[RuleColumn.Agelim], 36_500);
        return new()
        {
            Mdc = mdc,
            Care = care,
            Rank = rank,
            Principals = principals,
            Diagnoses = [.. diagnoses],
            Procedures = [.. procedures],
            Limits = new(rule[RuleColumn.Sex] switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Missing }, age.From, age.To),
            FromDays = care == Care.Inpatient ? Math.Max(1, days.From) : 0,
            ToDays = care == Care.Inpatient ? days.To : 0,
            Discharge = rule[RuleColumn.Disch] switch
            {
                "E" => DischargeMode.Dead,
                "R" => DischargeMode.Transferred,
                "L" => DischargeMode.LeftAgainstAdvice,
                "N" => DischargeMode.Alive,
                _ => null,
            },
            Weight = WeightOf(rule, care),
        };
    }

    /// <summary>The MDC of the principal diagnoses that the rule is about, or that of its group.</summary>
    private string MdcOf(RuleRow rule) => rule[RuleColumn.Mdc] is { Length: 2 } mdc ? mdc
        : rule[RuleColumn.Dgcat] is { Length: >= 2 } category && category[0] != '-' ? category[..2]
        : rule[RuleColumn.Pdgprop] is { Length: >= 2 } property && property[0] is not ('-' or '0') ? property[..2]
        : _mdcs.GetValueOrDefault(rule.Drg, "");

    private Code[] Principals(RuleRow rule, string mdc)
    {
        IEnumerable<Code> some = _principalsByMdc.Contains(mdc) ? _principalsByMdc[mdc] : _principals;
        if (mdc is "12" or "13")
            some = some.Concat(_principalsByMdc["98"]);
        if (rule[RuleColumn.Dgcat] is { Length: > 2 } category && category[0] != '-')
            some = some.Where(code => code.Category == category || (code.Mdc == "98" && code.Category[2..] == category[2..]));
        if (rule[RuleColumn.Pdgprop] is { Length: > 2 } property && property[0] != '-')
            some = some.Intersect(_book.DiagnosesWith(FeatureType.Pdgprop, property));
        return [.. some];
    }

    private void AddProcedures(RuleRow rule, string mdc, List<Code[]> procedures)
    {
        procedures.AddRange(rule.AskedValues().Where(asked => asked is { Type: FeatureType.Procprop, Value.Length: > 1, IsDenied: false })
            .Select(asked => _book.ProceduresWith(asked.Type, asked.Value)));
        if (rule[RuleColumn.Or] is not ("S" or "P") || rule[RuleColumn.Procpro].Length > 1)
            return;
        if (!_operations.TryGetValue(mdc, out var fitting))
            _operations[mdc] = fitting = Operations(mdc);
        procedures.Add(fitting);
    }

    /// <summary>Procedures of the operating room that belong to an MDC by their properties; all of them where none does.</summary>
    private Code[] Operations(string mdc)
    {
        var operations = _book.ProceduresWith(FeatureType.Or, "1");
        var own = _set.ProcedureFeatures.Where(row => row.Type == FeatureType.Procprop
            && row.Value.StartsWith(mdc, StringComparison.Ordinal))
            .Select(row => row.Code.ToString()).ToHashSet(StringComparer.Ordinal);
        var fitting = Array.FindAll(operations, code => own.Contains(code.Name));
        return fitting.Length > 0 ? fitting : operations;
    }

    private double WeightOf(RuleRow rule, Care care)
    {
        var family = rule.Drg.Length > 1 ? rule.Drg[..^1] : rule.Drg;
        var spread = Dice.UnitOf(family, 5);
        var weight = (0.05 + (8 * spread * spread * spread * spread * spread)) / _rules[rule.Drg];
        if (GroupCosts.IsOperation(rule))
            weight *= care == Care.Inpatient ? 0.9 : 0.2;
        if (care == Care.Inpatient && rule[RuleColumn.Mdc].Length + rule[RuleColumn.Dgcat].Length == 0)
            weight *= 0.02;
        if (rule[RuleColumn.Disch] is "E" or "R" or "L" || rule[RuleColumn.Dur] is not ("" or "<1" or ">0"))
            weight *= 0.1;
        return weight * rule.Drg[^1] switch
        {
            'A' => 0.04,
            'C' or 'P' or 'T' => 0.12,
            'X' or 'Y' or 'Z' or 'U' or 'V' or 'W' => 0.15,
            _ => 1,
        };
    }

    /// <summary>The whole numbers that a limit such as <c>&lt;4</c> or <c>&gt;6574</c> lets through.</summary>
    private static (int From, int To) LimitsOf(string cell, int most) => CellLimit.Read(cell) switch
    {
        null => (0, most),
        (true, var days) => (0, days - 1),
        (false, var days) => (days + 1, Math.Max(most, days + 1)),
    };
}
