using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>Turns property rows and exclusions into <see cref="CodeTable"/>, categories and complications.</summary>
/// <remarks>Source: grouping.md §1 ("Reading rules"), §3 and §5.</remarks>
internal sealed class CodeTableBuilder(FactTable facts, GroupingOptions options)
{
    private readonly Dictionary<(ulong Code, ulong Dagger), Draft> _diagnoses = [];
    private readonly Dictionary<(ulong Code, ulong Dagger), Draft> _procedures = [];
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

        var entries = new List<CodeEntry> { default };
        var codeFacts = new List<ushort>();
        var complications = new List<ushort>();
        var exclusions = new List<ushort>();
        return new()
        {
            Diagnoses = Map(_diagnoses.Where(pair => pair.Key.Dagger == 0)),
            Pairs = Map(_diagnoses.Where(pair => pair.Key.Dagger != 0)),
            Procedures = Map(_procedures),
            Entries = [.. entries],
            Facts = [.. codeFacts],
            Complications = [.. complications],
            Exclusions = [.. exclusions],
        };

        CodeMap Map(IEnumerable<KeyValuePair<(ulong Code, ulong Dagger), Draft>> drafts) => new([.. drafts.Select(pair =>
        {
            entries.Add(Freeze(pair.Value));
            return KeyValuePair.Create(pair.Key, entries.Count - 1);
        })]);

        CodeEntry Freeze(Draft draft)
        {
            var entry = new CodeEntry
            {
                Facts = codeFacts.Count,
                Dgprops = (ushort)draft.Dgprops.Count,
                Procprops = (ushort)draft.Procprops.Count,
                Pdgprops = (ushort)draft.Pdgprops.Count,
                Sdgprops = (ushort)draft.Sdgprops.Count,
                Complications = complications.Count,
                ComplicationCount = (ushort)draft.Complications.Count,
                Exclusions = exclusions.Count,
                ExclusionCount = (ushort)draft.Exclusions.Count,
                Category = draft.Category,
                OrMask = draft.OrMask,
                ComplicationLevel = draft.Level,
                IsInTable = draft.IsInTable,
                HasPairs = draft.HasPairs,
            };
            codeFacts.AddRange([.. draft.Dgprops, .. draft.Procprops, .. draft.Pdgprops, .. draft.Sdgprops]);
            complications.AddRange(draft.Complications);
            exclusions.AddRange(draft.Exclusions);
            return entry;
        }
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

    private void AddFeature(Draft draft, FeatureType type, string value)
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

    private static Draft DraftOf(Dictionary<(ulong Code, ulong Dagger), Draft> drafts, (ulong Code, ulong Dagger) key)
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

    private sealed class Draft
    {
        internal List<ushort> Dgprops { get; } = new(2);

        internal List<ushort> Procprops { get; } = new(2);

        internal List<ushort> Pdgprops { get; } = [];

        internal List<ushort> Sdgprops { get; } = [];

        internal List<ushort> Complications { get; } = [];

        internal SortedSet<ushort> Exclusions { get; } = [];

        internal ushort Category { get; set; }

        internal byte OrMask { get; set; }

        internal byte Level { get; set; }

        internal bool IsInTable { get; set; }

        internal bool HasPairs { get; set; }
    }
}
