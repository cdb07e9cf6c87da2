using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Which groups a disease or an operation leads to by itself.</summary>
internal sealed class DiseaseQuestion(Lookups lookups)
{
    private const int MostGroups = 12;

    /// <summary>A property that more procedures than this have says nothing of an operation.</summary>
    private const int MostProcedures = 120;
    private const int MostProperties = 3;

    /// <summary>The views of the beginning of a code: as a diagnosis, as procedures, or both; empty if the set knows neither.</summary>
    internal IEnumerable<DiseaseView> Of(string code)
    {
        var (diagnosis, procedure) = (DiagnosisCode.Parse(code), ProcedureCode.Parse(code));
        var diagnoses = lookups.Diagnoses.Where(known => Begins(known.ToString(), diagnosis.ToString())).ToList();
        if (diagnoses.Count == 0 && lookups.Index.Resolve(diagnosis) is { IsBlank: false } resolved)
            diagnoses.Add(resolved);
        if (diagnoses.Count > 0)
            yield return new(CodeKind.Diagnosis, lookups.Named(new Diagnosis(diagnosis)), Groups(
                [.. Asked(FeatureType.Dgcat).SelectMany(category => lookups.UsesOf(FeatureType.Dgcat, category))],
                new[] { FeatureType.Pdgprop, FeatureType.Dgprop }.SelectMany(type => Asked(type)
                    .Where(value => IsOf(Asked(FeatureType.Dgcat), lookups.DiagnosesWith(type, value)))
                    .SelectMany(value => lookups.UsesOf(type, value)))
                    .Where(use => Asked(FeatureType.Mdc).Contains(lookups.Set.Rules[use.Rank][RuleColumn.Mdc]))));

        var procedures = lookups.Procedures.Where(known => Begins(known.ToString(), procedure.ToString())).ToList();
        if (procedures.Count == 0 && lookups.Index.Resolve(procedure) is { IsBlank: false } other)
            procedures.Add(other);
        if (procedures.Count > 0)
            yield return new(CodeKind.Procedure, lookups.Named(procedure), Groups(
                procedures.SelectMany(known => lookups.Index.FeaturesOf(known))
                    .Where(row => row.Type == FeatureType.Procprop).Select(row => row.Value).Distinct()
                    .Select(value => (Value: value, Count: lookups.ProceduresWith(FeatureType.Procprop, value).Count()))
                    .Where(each => each.Count <= MostProcedures).OrderBy(each => each.Count).Take(MostProperties)
                    .SelectMany(each => lookups.UsesOf(FeatureType.Procprop, each.Value)), []));

        IEnumerable<string> Asked(FeatureType type) => diagnoses.SelectMany(known => lookups.Index.FeaturesOf(new Diagnosis(known)))
            .Where(row => row.Type == type).Select(row => row.Value).Distinct()
            .SelectMany(value => lookups.AsAskedFor(type, value)).Distinct();
    }

    /// <summary>True for a rule of primary care, which comes before all others and is seldom meant.</summary>
    private bool IsPrimary(RuleRow rule) => !lookups.Set.PrimaryCareCode.IsBlank && rule.AskedValues().Any(asked => !asked.IsDenied
        && lookups.Index.FeaturesOf(lookups.Set.PrimaryCareCode).Any(feature => feature.Value == asked.Value));

    /// <summary>True if most of the diagnoses with a property are of the categories: it is then another name for the disease.</summary>
    private bool IsOf(IEnumerable<string> categories, IEnumerable<Diagnosis> diagnoses)
    {
        var known = categories.ToHashSet(StringComparer.Ordinal);
        var each = diagnoses.Select(code => lookups.Index.FeaturesOf(code)
            .Any(row => row.Type == FeatureType.Dgcat && known.Contains(row.Value))).ToList();
        return each.Count(isIn => isIn) * 2 > each.Count;
    }

    private IEnumerable<(int Rank, RuleColumn Column, bool Forbids)> Ordered(
        IEnumerable<(int Rank, RuleColumn Column, bool Forbids)> uses) =>
        uses.Where(use => !use.Forbids).OrderBy(use => IsPrimary(lookups.Set.Rules[use.Rank])).ThenBy(use => use.Rank);

    private static bool Begins(string known, string asked) => asked.Length >= 3 && known.StartsWith(asked, StringComparison.Ordinal);

    /// <summary>The groups of rules, the first rule of each, in the order of the rules; where they are too many those of the first
    /// uses.</summary>
    private ImmutableArray<DiseaseGroup> Groups(
        IEnumerable<(int Rank, RuleColumn Column, bool Forbids)> uses, IEnumerable<(int Rank, RuleColumn Column, bool Forbids)> others) =>
    [
        .. Ordered(uses).Concat(Ordered(others)).DistinctBy(use => lookups.Set.Rules[use.Rank].Drg).Take(MostGroups)
            .OrderBy(use => IsPrimary(lookups.Set.Rules[use.Rank])).ThenBy(use => use.Rank)
            .Select(use => (Rule: lookups.Set.Rules[use.Rank], use.Column))
            .Select(use => new DiseaseGroup(
                lookups.Named(use.Rule.Drg),
                use.Rule.Id,
                [.. RuleWording.Of(use.Rule, lookups.Index).Where(condition => condition.Column != use.Column
                    && condition.Column.Kind != ColumnKind.Principal && condition.Column != RuleColumn.Mdc)])),
    ];
}
