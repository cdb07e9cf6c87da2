using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>Turns property rows and exclusions into <see cref="CodeTable"/>, categories and complications.</summary>
/// <remarks>Source: grouping.md §1 ("Reading rules"), §3 and §5.</remarks>
internal sealed class CodeTableBuilder(FactTable facts, GroupingOptions options)
{
    private readonly Dictionary<(ulong Code, ulong Dagger), CodeDraft> _diagnoses = [];
    private readonly Dictionary<(ulong Code, ulong Dagger), CodeDraft> _procedures = [];
    private readonly Dictionary<string, ushort> _categoryNumbers = [];
    private readonly Dictionary<string, ushort> _complicationNumbers = [];
    private readonly Dictionary<string, ushort> _exclusionGroups = [];
    private readonly List<Category> _categories = [default];
    private readonly List<Complication> _complications = [];

    internal Category[] Categories => [.. _categories];

    internal Complication[] Complications => [.. _complications];

    /// <summary>Takes the rows in. Rows whose code is blank or cannot be a code belong to no code: all such texts look alike.</summary>
    internal void Add(DefinitionSet set)
    {
        var activators = set.ComplicationCategories
            .Where(category => category.Activator.Length > 0)
            .ToLookup(category => category.Category, category => facts.Number(FeatureType.Dgprop, category.Activator));
        foreach (var row in set.DiagnosisFeatures.Where(row => IsKey(row.Code, row.Dagger)))
            AddDiagnosis(row, activators);
        foreach (var row in set.ProcedureFeatures.Where(row => !row.Code.IsBlank && !row.Code.IsUnknown))
            AddFeature(DraftOf(_procedures, (row.Code.Bits, 0)), row.Type, row.Value);
        foreach (var row in set.ComplicationExclusions.Where(row => IsKey(row.Code, row.Dagger)))
        {
            // A code may stand on an exclusion list alone: it gets an entry that knows nothing else.
            var draft = DraftOf(_diagnoses, (row.Code.Bits, row.Dagger.Bits));
            draft.Exclusions.Add(ExclusionGroup(row.Category));
        }
    }

    internal CodeTable Build()
    {
        foreach (var (code, dagger) in _diagnoses.Keys.Where(key => key.Dagger != 0).ToList())
            DraftOf(_diagnoses, (code, 0)).HasPairs = true;

        var entries = new EntryPool();
        return new()
        {
            Diagnoses = new([.. _diagnoses.Where(pair => pair.Key.Dagger == 0).Select(pair => (pair.Key.Code, entries.Add(pair.Value)))]),
            Pairs = _diagnoses.Where(pair => pair.Key.Dagger != 0).ToDictionary(
                pair => new Diagnosis(DiagnosisCode.FromBits(pair.Key.Code), DiagnosisCode.FromBits(pair.Key.Dagger)),
                pair => entries.Add(pair.Value),
                new PairComparer()),
            Procedures = new([.. _procedures.Select(pair => (pair.Key.Code, entries.Add(pair.Value)))]),
            Entries = [.. entries.Entries],
            Facts = [.. entries.Facts],
            Complications = [.. entries.Complications],
            Exclusions = [.. entries.Exclusions],
        };
    }

    private void AddDiagnosis(in DiagnosisFeature row, ILookup<string, ushort> activators)
    {
        var draft = DraftOf(_diagnoses, (row.Code.Bits, row.Dagger.Bits));
        if (!row.Dagger.IsBlank)
            DraftOf(_diagnoses, (row.Code.Bits, 0)).IsInTable = true;
        switch (row.Type)
        {
            case FeatureType.Dgcat when draft.Category == 0 && row.Value.Length > 0:
                draft.Category = CategoryNumber(row.Value);
                break;
            case FeatureType.Compl:
                AddOnce(draft.Complications, ComplicationNumber(row.Value, activators));
                break;
        }

        AddFeature(draft, row.Type, row.Value);
    }

    private void AddFeature(CodeDraft draft, FeatureType type, string value)
    {
        draft.IsInTable = true;
        switch (type)
        {
            case FeatureType.Dgprop:
                AddOnce(draft.Dgprops, facts.Number(type, value));
                break;
            case FeatureType.Procprop:
                AddOnce(draft.Procprops, facts.Number(type, value));
                break;
            case FeatureType.Pdgprop:
                AddOnce(draft.Pdgprops, facts.Number(type, value));
                break;
            case FeatureType.Sdgprop:
                AddOnce(draft.Sdgprops, facts.Number(type, value));
                break;
            case FeatureType.Or:
                draft.OrMask |= value switch { "" or "0" => 0, "1" => 1, "2" => 2, _ => 4 };
                break;
            case FeatureType.Cc when value is "1" or "2":
                draft.Level = Math.Max(draft.Level, (byte)(value[0] - '0'));
                break;
        }
    }

    /// <summary>The number of a category; those of MDC 98 know what they become by sex. Source: grouping.md §4.1.</summary>
    private ushort CategoryNumber(string value)
    {
        if (_categoryNumbers.TryGetValue(value, out var number))
            return number;
        number = (ushort)_categories.Count;
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

    private ushort ComplicationNumber(string value, ILookup<string, ushort> activators)
    {
        if (_complicationNumbers.TryGetValue(value, out var number))
            return number;
        var letter = value.Length > 2 ? value[2] : ' ';
        number = (ushort)_complications.Count;
        _complicationNumbers.Add(value, number);
        _complications.Add(new(
            letter switch { 'C' or 'I' => 1, 'G' or 'J' => 2, _ => 0 },
            letter is 'I' or 'J',
            [.. activators[value].Distinct()],
            ExclusionGroup(value)));
        return number;
    }

    /// <summary>Categories share one exclusion list where all but the letter agrees. Source: grouping.md §5, point 3.</summary>
    private ushort ExclusionGroup(string category)
    {
        var key = category.Length > 3 ? string.Concat(category.AsSpan(0, 2), category.AsSpan(3)) : category;
        if (!_exclusionGroups.TryGetValue(key, out var group))
            _exclusionGroups.Add(key, group = (ushort)_exclusionGroups.Count);
        return group;
    }

    private static bool IsKey(DiagnosisCode code, DiagnosisCode dagger) =>
        !code.IsBlank && !code.IsUnknown && !dagger.IsUnknown;

    private static CodeDraft DraftOf(Dictionary<(ulong Code, ulong Dagger), CodeDraft> drafts, (ulong Code, ulong Dagger) key)
    {
        if (!drafts.TryGetValue(key, out var draft))
            drafts.Add(key, draft = new());
        return draft;
    }

    private static void AddOnce(List<ushort> list, ushort number)
    {
        if (!list.Contains(number))
            list.Add(number);
    }
}
