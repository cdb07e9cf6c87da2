using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A definition set looked up by code, value, group and rule, for those who ask about it. Grouping does not use it.
/// Each part is made when it is first asked for (some tens of milliseconds for a national set). Immutable, thread-safe.</summary>
public sealed class DefinitionIndex
{
    private readonly DefinitionSet _set;
    private readonly Lazy<FrozenDictionary<(FeatureType, string), TableText>> _names;
    private readonly Lazy<FrozenDictionary<Diagnosis, TableText>> _diagnosisTexts;
    private readonly Lazy<FrozenDictionary<ProcedureCode, TableText>> _procedureTexts;
    private readonly Lazy<FrozenDictionary<ulong, ImmutableArray<CodeText>>> _diagnosisLabels;
    private readonly Lazy<FrozenDictionary<ulong, ImmutableArray<CodeText>>> _procedureLabels;
    private readonly Lazy<FrozenDictionary<string, DrgName>> _drgs;
    private readonly Lazy<ILookup<string, int>> _rulesOfDrg;
    private readonly Lazy<FrozenDictionary<string, int>> _rules;
    private readonly Lazy<ILookup<Diagnosis, DiagnosisFeature>> _diagnoses;
    private readonly Lazy<ILookup<ProcedureCode, ProcedureFeature>> _procedures;
    private readonly Lazy<ILookup<(FeatureType, string), DiagnosisFeature>> _diagnosesWith;
    private readonly Lazy<ILookup<(FeatureType, string), ProcedureFeature>> _proceduresWith;
    private readonly Lazy<ILookup<Diagnosis, ComplicationExclusion>> _exclusions;
    private readonly Lazy<FrozenSet<DiagnosisCode>> _knownDiagnoses;

    internal DefinitionIndex(DefinitionSet set)
    {
        _set = set;
        _names = new(() => First(
            [
                .. set.Texts.Values.Select(name => (Key: (name.Type, name.Value), name.Text)),
                .. set.ComplicationCategories.Select(category => (Key: (FeatureType.Compl, category.Category), category.Text)),
            ],
            name => name.Key,
            name => name.Text));
        _diagnosisTexts = new(() => WithCatalogues(
            set.Texts.Diagnoses.Select(text => (new Diagnosis(text.Code, text.Dagger), text.Text)),
            CodeSystemKind.Procedure,
            code => new Diagnosis(DiagnosisCode.Parse(code.Code), DiagnosisCode.Parse(code.Dagger))));
        _procedureTexts = new(() => WithCatalogues(
            set.Texts.Procedures.Select(text => (text.Code, text.Text)), CodeSystemKind.Diagnosis, code => ProcedureCode.Parse(code.Code)));
        _diagnosisLabels = new(() => Labels(set, CodeSystemKind.Diagnosis, code => DiagnosisCode.Parse(code).Bits));
        _procedureLabels = new(() => Labels(set, CodeSystemKind.Procedure, code => ProcedureCode.Parse(code).Bits));
        _drgs = new(() => First(set.DrgNames, name => name.Drg, name => name));
        _rulesOfDrg = new(() => Enumerable.Range(0, set.Rules.Length).ToLookup(rank => set.Rules[rank].Drg, StringComparer.Ordinal));
        _rules = new(() => First(
            [
                .. Enumerable.Range(0, set.Rules.Length).Select(rank => (Key: set.Rules[rank].Id, rank)),
                .. Enumerable.Range(0, set.Rules.Length).Select(rank => (Key: set.Rules[rank].Ord, rank)),
            ],
            rule => rule.Key,
            rule => rule.rank));
        _diagnoses = new(() => set.DiagnosisFeatures.ToLookup(row => new Diagnosis(row.Code, row.Dagger)));
        _procedures = new(() => set.ProcedureFeatures.ToLookup(row => row.Code));
        _diagnosesWith = new(() => set.DiagnosisFeatures.ToLookup(row => (row.Type, row.Value)));
        _proceduresWith = new(() => set.ProcedureFeatures.ToLookup(row => (row.Type, row.Value)));
        _exclusions = new(() => set.ComplicationExclusions.ToLookup(row => new Diagnosis(row.Code, row.Dagger)));
        _knownDiagnoses = new(() =>
            set.DiagnosisFeatures.Select(row => row.Code).Concat(set.ComplicationExclusions.Select(row => row.Code)).ToFrozenSet());
    }

    /// <summary>Name of an MDC, category, property or complication category; empty if no table has it.</summary>
    public TableText NameOf(FeatureType type, string value) =>
        _names.Value.GetValueOrDefault((type, Argument.Needed(value)), TableText.None);

    /// <summary>Text of a diagnosis, in the tables or in a catalogue: of the pair, or else of the code; or else of the longest shorter
    /// code that has one, which is marked as such (<see cref="TableText.Of"/>). Beside it stand labels of the program's own, of the code or
    /// the longest shorter one (<see cref="TableText.Labels"/>).</summary>
    public TableText TextOf(Diagnosis diagnosis)
    {
        var texts = _diagnosisTexts.Value;
        return texts.TryGetValue(diagnosis, out var text) || texts.TryGetValue(new(diagnosis.Code), out text)
            ? WithLabels(text, diagnosis.Code.Bits, _diagnosisLabels.Value)
            : CodeNotation.IsMedicine(diagnosis.Code.ToString()) ? TableText.None
            : WithLabels(
                TextOfPrefix(diagnosis.Code.Bits, bits => texts.GetValueOrDefault(new(DiagnosisCode.FromBits(bits)), TableText.None)),
                diagnosis.Code.Bits, _diagnosisLabels.Value);
    }

    /// <summary>Text of a procedure code, in the tables or in a catalogue; or else of the longest shorter code that has one, which is
    /// marked as such (<see cref="TableText.Of"/>). Beside it stand labels of the program's own
    /// (<see cref="TableText.Labels"/>).</summary>
    public TableText TextOf(ProcedureCode procedure) => WithLabels(
        _procedureTexts.Value.TryGetValue(procedure, out var text)
            ? text
            : TextOfPrefix(procedure.Bits, bits => _procedureTexts.Value.GetValueOrDefault(ProcedureCode.FromBits(bits), TableText.None)),
        procedure.Bits, _procedureLabels.Value);

    /// <summary>Name row of a group; <c>default</c> where the name table lacks it.</summary>
    public DrgName DrgOf(string drg) => _drgs.Value.GetValueOrDefault(Argument.Needed(drg));

    /// <summary>True if a rule gives the group or the name table has it.</summary>
    public bool HasDrg(string drg) => _drgs.Value.ContainsKey(Argument.Needed(drg)) || _rulesOfDrg.Value.Contains(drg);

    /// <summary>Ranks of the rules that give a group, in order.</summary>
    public IEnumerable<int> RulesOf(string drg) => _rulesOfDrg.Value[Argument.Needed(drg)];

    /// <summary>Rank of the rule with an id, or else with an order; -1 if there is none. Of several with one id the first.</summary>
    public int RuleOf(string idOrOrd) => _rules.Value.GetValueOrDefault(Argument.Needed(idOrOrd), -1);

    /// <summary>Properties of a code, or of a pair as a pair, in file order.</summary>
    public IEnumerable<DiagnosisFeature> FeaturesOf(Diagnosis key) => _diagnoses.Value[key];

    /// <summary>Properties of a procedure code, in file order.</summary>
    public IEnumerable<ProcedureFeature> FeaturesOf(ProcedureCode code) => _procedures.Value[code];

    /// <summary>Rows of the diagnosis table that give a value.</summary>
    public IEnumerable<DiagnosisFeature> DiagnosesWith(FeatureType type, string value) =>
        _diagnosesWith.Value[(type, Argument.Needed(value))];

    /// <summary>Rows of the procedure table that give a value.</summary>
    public IEnumerable<ProcedureFeature> ProceduresWith(FeatureType type, string value) =>
        _proceduresWith.Value[(type, Argument.Needed(value))];

    /// <summary>Exclusion lists that a principal diagnosis, or a pair as a pair, stands on.</summary>
    public IEnumerable<ComplicationExclusion> ExclusionsOf(Diagnosis key) => _exclusions.Value[key];

    /// <summary>The code that the tables have for a recorded one: itself, or where the set says so its longest known prefix;
    /// the blank code where they have none. Source: <see cref="CodeLookup"/>.</summary>
    public DiagnosisCode Resolve(DiagnosisCode code) =>
        DiagnosisCode.FromBits(Resolve(code.Bits, bits => _knownDiagnoses.Value.Contains(DiagnosisCode.FromBits(bits))));

    /// <inheritdoc cref="Resolve(DiagnosisCode)"/>
    public ProcedureCode Resolve(ProcedureCode code) =>
        ProcedureCode.FromBits(Resolve(code.Bits, bits => _procedures.Value.Contains(ProcedureCode.FromBits(bits))));

    /// <summary>What the tables are asked for a recorded diagnosis: its code, and of a pair then its dagger code and the pair itself; a
    /// dagger code on its own is the code. An entry that the tables lack is blank. Source: docs/specification/grouping.md §3.</summary>
    public ImmutableArray<Diagnosis> EntriesOf(Diagnosis recorded)
    {
        var diagnosis = recorded.Code.IsBlank ? new(recorded.Dagger) : recorded;
        var code = Resolve(diagnosis.Code);
        if (diagnosis.Dagger.IsBlank)
            return [new(code)];
        // A pair can have rows where its dagger code has none of its own.
        var dagger = Resolve(diagnosis.Dagger);
        return [new(code), new(dagger), new(code, dagger.IsBlank ? diagnosis.Dagger : dagger)];
    }

    private ulong Resolve(ulong code, Func<ulong, bool> isKnown)
    {
        if (code == 0 || isKnown(code))
            return code;
        if (_set.CodeLookup == CodeLookup.Whole)
            return 0;
        for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
        {
            if (isKnown(prefix))
                return prefix;
        }

        return 0;
    }

    private static TableText TextOfPrefix(ulong code, Func<ulong, TableText> textOf)
    {
        for (var prefix = CodePacking.Shorten(code); CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
        {
            if (textOf(prefix) is var text && text != TableText.None)
                return text with { Of = Written(prefix) };
        }

        return TableText.None;
    }

    private static TableText WithLabels(TableText text, ulong code, FrozenDictionary<ulong, ImmutableArray<CodeText>> labels)
    {
        for (var prefix = code; labels.Count > 0 && CodePacking.HasThree(prefix); prefix = CodePacking.Shorten(prefix))
        {
            if (labels.TryGetValue(prefix, out var own))
                return text with { Labels = own, LabelsOf = prefix == code ? null : Written(prefix) };
        }

        return text;
    }

    private static string Written(ulong code) => CodeNotation.Written(DiagnosisCode.FromBits(code).ToString());

    private static FrozenDictionary<ulong, ImmutableArray<CodeText>> Labels(
        DefinitionSet set, CodeSystemKind kind, Func<string, ulong> bits) =>
        (set.Texts.ReadLabels?.Invoke() ?? []).Where(catalogue => catalogue.System.Kind == kind)
            .SelectMany(catalogue => catalogue.For(set.Version.Country)).ToFrozenDictionary(code => bits(code.Code), code => code.Texts);

    /// <summary>The texts of the tables, and beside them those of the catalogues that have codes of the kind.</summary>
    private FrozenDictionary<TKey, TableText> WithCatalogues<TKey>(
        IEnumerable<(TKey Code, TableText Text)> tables, CodeSystemKind other, Func<CatalogueCode, TKey> keyOf)
        where TKey : notnull
    {
        var texts = new Dictionary<TKey, TableText>();
        foreach (var (code, text) in tables)
            texts.TryAdd(code, text);
        foreach (var code in _set.Texts.Catalogues.Where(catalogue => catalogue.System.Kind != other)
            .SelectMany(catalogue => catalogue.For(_set.Version.Country)))
        {
            var key = keyOf(code);
            var known = texts.GetValueOrDefault(key, TableText.None);
            var before = known.Catalogues.IsDefault ? [] : known.Catalogues;
            texts[key] = known with
            {
                Catalogues = [.. before, .. code.Texts.Where(text => before.All(has => has.Language != text.Language))],
            };
        }

        return texts.ToFrozenDictionary();
    }

    /// <summary>Known problems of the version that are about a rule.</summary>
    public IEnumerable<KnownProblem> ProblemsOfRule(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _set.Texts.Problems.Where(problem => problem.Rules.Contains(id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Known problems of the version that are about a group, or a rule of it.</summary>
    public IEnumerable<KnownProblem> ProblemsOfDrg(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        return _set.Texts.Problems.Where(problem => problem.Drgs.Contains(drg, StringComparer.OrdinalIgnoreCase)
            || problem.Rules.Any(rule => RuleOf(rule) is >= 0 and var rank && _set.Rules[rank].Drg == drg));
    }

    /// <summary>Known problems of the version that are about a code.</summary>
    /// <param name="code">The code, normalised.</param>
    public IEnumerable<KnownProblem> ProblemsOfCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _set.Texts.Problems.Where(problem => problem.IsAbout(code));
    }

    /// <summary>A dictionary in which the first of several with one key counts.</summary>
    private static FrozenDictionary<TKey, TValue> First<T, TKey, TValue>(ImmutableArray<T> rows, Func<T, TKey> key, Func<T, TValue> value)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, TValue>(rows.Length);
        foreach (var row in rows)
            first.TryAdd(key(row), value(row));
        return first.ToFrozenDictionary();
    }
}
