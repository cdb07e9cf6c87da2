using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What several questions look up in a set, each part made when it is first asked for. Immutable, thread-safe.</summary>
internal sealed class Lookups
{
    private readonly Lazy<ImmutableArray<DiagnosisCode>> _diagnoses;
    private readonly Lazy<ImmutableArray<ProcedureCode>> _procedures;
    private readonly Lazy<ILookup<(FeatureType, string), (int Rank, RuleColumn Column, bool Forbids)>> _uses;
    private readonly Lazy<ILookup<DiagnosisCode, Diagnosis>> _pairs;
    private readonly Lazy<ILookup<string, Diagnosis>> _exclusions;
    private readonly Lazy<ILookup<string, ComplicationCategory>> _complications;
    private readonly Lazy<ILookup<string, NamedValue>> _activated;
    private readonly Lazy<FrozenSet<string>> _visitMarkers;
    private readonly Lazy<GroupingOptions> _options;

    internal Lookups(DefinitionSet set)
    {
        Set = set;
        _options = new(() => GroupingOptions.From(set));
        _diagnoses = new(
            () => [.. set.DiagnosisFeatures.Select(row => row.Code).Where(code => !code.IsBlank && !code.IsUnknown).ToHashSet().Order()]);
        _procedures = new(
            () => [.. set.ProcedureFeatures.Select(row => row.Code)
                .Where(code => !code.IsBlank && !code.IsUnknown && code != set.PrimaryCareCode).ToHashSet().Order()]);
        _uses = new(() => RuleUses.Of(set).ToLookup(use => use.Value, use => (use.Rank, use.Column, use.Forbids)));
        _pairs = new(() => set.DiagnosisFeatures.Where(row => !row.Dagger.IsBlank).Select(row => new Diagnosis(row.Code, row.Dagger))
            .Distinct()
            .SelectMany(pair => new[] { (pair.Code, pair), (Code: pair.Dagger, pair) }).ToLookup(each => each.Code, each => each.pair));
        _exclusions =
            new(() => set.ComplicationExclusions.ToLookup(row => ListOf(row.Category), row => new Diagnosis(row.Code, row.Dagger)));
        _complications = new(() => set.ComplicationCategories.ToLookup(row => row.Category));
        _activated = new(() => set.ComplicationCategories.Where(row => row.Activator.Length > 0)
            .DistinctBy(row => (row.Category, row.Activator))
            .ToLookup(row => row.Activator, row => Named(FeatureType.Compl, row.Category)));
        _visitMarkers = new(() => Questions.VisitMarkers.Of(set));
    }

    internal DefinitionSet Set { get; }

    internal DefinitionIndex Index => Set.Index;

    /// <summary>Diagnosis codes of the property table, in order.</summary>
    internal ImmutableArray<DiagnosisCode> Diagnoses => _diagnoses.Value;

    /// <summary>Procedure codes of the property table, in order.</summary>
    internal ImmutableArray<ProcedureCode> Procedures => _procedures.Value;

    internal FrozenSet<string> VisitMarkers => _visitMarkers.Value;

    /// <summary>Cells of rules that name a value, in the order of the rules.</summary>
    internal IEnumerable<(int Rank, RuleColumn Column, bool Forbids)> UsesOf(FeatureType type, string value) => _uses.Value[(type, value)];

    /// <summary>Pairs that a code is the asterisk or the dagger code of.</summary>
    internal IEnumerable<Diagnosis> PairsOf(DiagnosisCode code) => _pairs.Value[code];

    /// <summary>Principal diagnoses that switch a complication category off. Source: docs/specification/grouping.md §5, point 3.</summary>
    internal IEnumerable<Diagnosis> ExclusionsOf(string category) => _exclusions.Value[ListOf(category)];

    /// <summary>Rows of a complication category.</summary>
    internal IEnumerable<ComplicationCategory> ComplicationOf(string category) => _complications.Value[category];

    /// <summary>Inactive complication categories that a diagnosis property activates.</summary>
    internal IEnumerable<NamedValue> ActivatedBy(string property) => _activated.Value[property];

    /// <summary>Diagnoses and pairs that give a value, also those of MDC 98 that become it by sex.</summary>
    internal IEnumerable<Diagnosis> DiagnosesWith(FeatureType type, string value)
    {
        var rows = Index.DiagnosesWith(type, value);
        if (value is ['1', '2' or '3', ..] && IsRecoded(type))
            rows = rows.Concat(Index.DiagnosesWith(type, "98" + value[2..]));
        return rows.Select(row => new Diagnosis(row.Code, row.Dagger)).Distinct();
    }

    /// <summary>The values that rules may ask for where a code gives one: itself, or of MDC 98 also what it becomes by sex.
    /// Source: docs/specification/grouping.md §4.1.</summary>
    internal IEnumerable<string> AsAskedFor(FeatureType type, string value) =>
        value.StartsWith("98", StringComparison.Ordinal) && IsRecoded(type) ? [value, "12" + value[2..], "13" + value[2..]] : [value];

    internal IEnumerable<ProcedureCode> ProceduresWith(FeatureType type, string value) =>
        Index.ProceduresWith(type, value).Select(row => row.Code).Where(code => code != Set.PrimaryCareCode).Distinct();

    internal ImmutableArray<NamedCode> NamedDiagnosesWith(FeatureType type, string value) =>
    [
        .. DiagnosesWith(type, value).Select(Named).OrderBy(code => code.Code, StringComparer.Ordinal),
    ];

    internal ImmutableArray<NamedCode> NamedProceduresWith(FeatureType type, string value) =>
    [
        .. ProceduresWith(type, value).Order().Select(Named),
    ];

    internal NamedCode Named(Diagnosis diagnosis) => new(diagnosis.ToString(), Index.TextOf(diagnosis));

    internal NamedCode Named(ProcedureCode procedure) =>
        new(procedure.ToString(), Index.TextOf(procedure)) { IsProcedure = true };

    internal NamedDrg Named(string drg) => new(drg, Index.DrgOf(drg).Text);

    internal NamedValue Named(FeatureType type, string value) => new(
        type, value, type == FeatureType.Compl ? ComplicationOf(value).FirstOrDefault().Text : Index.NameOf(type, value));

    internal RuleBrief Brief(int rank)
    {
        var rule = Set.Rules[rank];
        return new(rule.Id, rule.Ord, Named(rule.Drg), rule.ReturnCode, RuleWording.Of(rule, Index));
    }

    internal string FileOf(SourceRow source) => Set.FileOf(source);

    private bool IsRecoded(FeatureType type) => type is FeatureType.Dgcat or FeatureType.Mdc
        || (type is FeatureType.Dgprop or FeatureType.Pdgprop && _options.Value.RecodesProperties98);

    /// <summary>The exclusion list of a complication category: its letter makes no difference.</summary>
    internal static string ListOf(string category) => category.Length > 3 ? category.Remove(2, 1) : category;
}
