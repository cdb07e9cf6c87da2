using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>Turns property rows and exclusions into <see cref="CodeTable"/>, categories and complications.</summary>
/// <remarks>Source: docs/specification/grouping.md §1 ("Reading rules"), §3 and §5. Written without generic queries: a set of 150 000 rows
/// is compiled at every start of the program.</remarks>
internal sealed class CodeTableBuilder(FactTable facts, GroupingOptions options)
{
    private readonly DraftTable _diagnoses = new();
    private readonly DraftTable _procedures = new();
    private readonly Dictionary<string, int> _categoryNumbers = [];
    private readonly Dictionary<string, int> _complicationNumbers = [];
    private readonly Dictionary<string, int> _exclusionGroups = [];
    private readonly Dictionary<string, List<ushort>> _activators = [];
    private readonly List<Category> _categories = [default];
    private readonly List<Complication> _complications = [];

    internal Category[] Categories => [.. _categories];

    internal Complication[] Complications => [.. _complications];

    internal string[] ComplicationValues => [.. _complicationNumbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Takes the rows in. Rows whose code is blank or cannot be a code belong to no code: all such texts look alike.</summary>
    internal void Add(DefinitionSet set)
    {
        foreach (ref readonly var row in set.ComplicationCategories.AsSpan())
            AddActivator(row);
        foreach (ref readonly var row in set.DiagnosisFeatures.AsSpan())
        {
            if (IsKey(row.Code, row.Dagger))
                AddDiagnosis(row);
        }

        foreach (ref readonly var row in set.ProcedureFeatures.AsSpan())
        {
            if (!row.Code.IsBlank && !row.Code.IsUnknown)
                AddFeature(_procedures[row.Code.Bits], row.Type, row.Value);
        }

        foreach (ref readonly var row in set.ComplicationExclusions.AsSpan())
        {
            // A code may stand on an exclusion list alone: it gets an entry that knows nothing else.
            if (IsKey(row.Code, row.Dagger))
                _diagnoses[row.Code.Bits, row.Dagger.Bits].Add(ItemKind.Exclusion, ExclusionGroup(row.Category));
        }
    }

    internal CodeTable Build()
    {
        for (var i = 0; i < _diagnoses.All.Count; i++)
        {
            if (_diagnoses.All[i] is { Dagger: not 0 } pair)
                _diagnoses[pair.Code].HasPairs = true;
        }

        var pool = new EntryPool();
        var pairs = new Dictionary<Diagnosis, int>(new PairComparer());
        var diagnoses = new CodeMap(_diagnoses.All.Count);
        foreach (var draft in _diagnoses.All)
        {
            var entry = pool.Add(draft);
            if (draft.Dagger == 0)
                diagnoses.Add(draft.Code, entry);
            else
                pairs.Add(new(DiagnosisCode.FromBits(draft.Code), DiagnosisCode.FromBits(draft.Dagger)), entry);
        }

        var procedures = new CodeMap(_procedures.All.Count);
        foreach (var draft in _procedures.All)
            procedures.Add(draft.Code, pool.Add(draft));
        return new()
        {
            Diagnoses = diagnoses,
            Pairs = pairs,
            Procedures = procedures,
            Entries = pool.Entries,
            Items = pool.Items,
            TakesPrefixes = options.CodeLookup == CodeLookup.LongestPrefix,
        };
    }

    private void AddActivator(in ComplicationCategory row)
    {
        if (row.Activator.Length == 0)
            return;
        if (!_activators.TryGetValue(row.Category, out var activators))
            _activators.Add(row.Category, activators = []);
        activators.Add(facts.Number(FeatureType.Dgprop, row.Activator));
    }

    private void AddDiagnosis(in DiagnosisFeature row)
    {
        var draft = _diagnoses[row.Code.Bits, row.Dagger.Bits];
        if (!row.Dagger.IsBlank)
            _diagnoses[row.Code.Bits].IsInTable = true;
        if (row.Type == FeatureType.Dgcat && draft.Category == 0 && row.Value.Length > 0)
            draft.Category = CategoryNumber(row.Value);
        else if (row.Type == FeatureType.Compl)
            draft.Add(ItemKind.Complication, ComplicationNumber(row.Value));
        AddFeature(draft, row.Type, row.Value);
    }

    private void AddFeature(CodeDraft draft, FeatureType type, string value)
    {
        draft.IsInTable = true;
        switch (type)
        {
            case FeatureType.Dgprop:
                draft.Add(ItemKind.Dgprop, facts.Number(type, value));
                break;
            case FeatureType.Procprop:
                draft.Add(ItemKind.Procprop, facts.Number(type, value));
                break;
            case FeatureType.Pdgprop:
                draft.Add(ItemKind.Pdgprop, facts.Number(type, value));
                break;
            case FeatureType.Sdgprop:
                draft.Add(ItemKind.Sdgprop, facts.Number(type, value));
                break;
            case FeatureType.Or:
                draft.OrMask |= value switch { "" or "0" => 0, "1" => 1, "2" => 2, _ => 4 };
                break;
            case FeatureType.Cc when value is "1" or "2":
                draft.Level = Math.Max(draft.Level, (byte)(value[0] - '0'));
                break;
        }
    }

    /// <summary>The number of a category; those of MDC 98 know what they become by sex. Source: docs/specification/grouping.md
    /// §4.1.</summary>
    private ushort CategoryNumber(string value)
    {
        if (_categoryNumbers.TryGetValue(value, out var known))
            return (ushort)known;
        var number = (ushort)_categories.Count;
        _categoryNumbers.Add(value, number);
        _categories.Add(default);
        var mdc = value[..Math.Min(2, value.Length)];
        var (male, female, missing) = (number, number, number);
        if (mdc == "98")
        {
            male = CategoryNumber("12" + value[2..]);
            female = CategoryNumber("13" + value[2..]);
            missing = options.MissingSex == MissingSexInMdc98.Becomes12 ? male : number;
        }

        _categories[number] = new(
            mdc, facts.Number(FeatureType.Dgcat, value), facts.Number(FeatureType.Mdc, mdc), male, female, missing);
        return number;
    }

    private int ComplicationNumber(string value)
    {
        if (_complicationNumbers.TryGetValue(value, out var number))
            return number;
        var letter = value.Length > 2 ? value[2] : ' ';
        number = _complications.Count;
        _complicationNumbers.Add(value, number);
        _complications.Add(new(
            (byte)ComplicationCategory.LevelOf(value),
            letter is 'I' or 'J',
            _activators.TryGetValue(value, out var activators) ? [.. activators] : [],
            (ushort)ExclusionGroup(value)));
        return number;
    }

    /// <summary>Categories share one exclusion list where all but the letter agrees. Source: docs/specification/grouping.md §5, point
    /// 3.</summary>
    private int ExclusionGroup(string category)
    {
        var key = category.Length > 3 ? string.Concat(category.AsSpan(0, 2), category.AsSpan(3)) : category;
        if (!_exclusionGroups.TryGetValue(key, out var group))
            _exclusionGroups.Add(key, group = _exclusionGroups.Count);
        return group;
    }

    private static bool IsKey(DiagnosisCode code, DiagnosisCode dagger) =>
        !code.IsBlank && !code.IsUnknown && !dagger.IsUnknown;
}
