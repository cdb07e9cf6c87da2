using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Questions;

/// <summary>What the logic says of a group.</summary>
internal sealed class DrgQuestion(Lookups lookups, ComplicationSiblings siblings, Func<Grouper> grouper)
{
    private readonly ProcedureDemands _demands = new(lookups);

    internal DrgView? Of(string drg)
    {
        var index = lookups.Index;
        if (!index.HasDrg(drg))
            return null;
        ImmutableArray<int> ranks = [.. index.RulesOf(drg)];
        var name = index.DrgOf(drg);
        var mdc = name.Mdc ?? "";
        var meaning = DrgCodeMeaning.Fits(lookups.Set) ? DrgCodeMeaning.Read(drg, mdc) : null;
        var steering = ranks.IsEmpty ? null : _demands.Of(ranks);
        return new()
        {
            Drg = new(drg, name.Text),
            ShortText = name.ShortText,
            Problems = [.. lookups.Index.ProblemsOfDrg(drg)],
            CombinedDrg = !string.IsNullOrEmpty(name.Combined) ? name.Combined
                : ranks.IsEmpty ? ""
                : lookups.Set.Rules[ranks[0]].CombinedDrg,
            Mdc = mdc.Length == 0 ? null : lookups.Named(FeatureType.Mdc, mdc),
            Rules = [.. ranks.Select(lookups.Brief)],
            Leading = ranks.IsEmpty ? [] : LeadingDiagnoses.Of(drg, lookups, grouper()),
            Demanded = Demanded(ranks),
            Siblings = siblings.Of(ranks),
            CodeMeaning = meaning,
            Steering = steering,
            DaySurgery = steering is null ? null : DaySurgery(lookups.Set, ranks, steering, meaning),
            IsListedDaySurgery = lookups.Set.DaySurgeryGroups?.Contains(drg),
        };
    }

    private ImmutableArray<DemandedProperty> Demanded(ImmutableArray<int> ranks)
    {
        var uses =
            from rank in ranks
            from use in lookups.Set.Rules[rank].AskedValues()
            where !use.IsDenied && use.Type is not (FeatureType.Mdc or FeatureType.Or)
            group rank by (use.Type, use.Value) into rules
            select (Property: rules.Key, Rules: rules.Distinct().Count());
        return
        [
            .. uses.OrderByDescending(use => use.Rules).ThenBy(use => use.Property.Type)
                .ThenBy(use => use.Property.Value, StringComparer.Ordinal)
                .Select(use => new DemandedProperty(
                    lookups.Named(use.Property.Type, use.Property.Value),
                    use.Rules,
                    lookups.NamedDiagnosesWith(use.Property.Type, use.Property.Value),
                    lookups.NamedProceduresWith(use.Property.Type, use.Property.Value),
                    use.Property.Type == FeatureType.Procprop && lookups.VisitMarkers.Contains(use.Property.Value))),
        ];
    }

    /// <summary>An outpatient group, by all its rules or by its code, whose rules all demand an operating-room procedure.</summary>
    internal static DerivedDaySurgery? DaySurgery(
        DefinitionSet set, ImmutableArray<int> ranks, GroupSteering steering, DrgCodeMeaning? meaning)
    {
        var byRules = ranks.All(rank => set.Rules[rank][RuleColumn.Dur] is "<1" or "<2");
        var byCode = meaning?.CareForm == DrgCareForm.Outpatient;
        return (byRules || byCode) && steering.Rules.All(rule => rule.OperatingRoom) ? new(byRules, byCode) : null;
    }
}
