using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What the logic says of a value of a property.</summary>
internal sealed class PropertyQuestion(Lookups lookups)
{
    /// <summary>The views of a value, one for each type that has it.</summary>
    internal ImmutableArray<PropertyView> Of(string value) =>
        [.. Enum.GetValues<FeatureType>().Where(type => type != FeatureType.None).Select(type => Of(type, value)).OfType<PropertyView>()];

    internal PropertyUse Use(FeatureType type, string value)
    {
        ImmutableArray<(int Rank, RuleColumn Column, bool Forbids)> uses = [.. lookups.UsesOf(type, value)];
        return new(
            lookups.Named(type, value),
            [.. uses.Select(use => new RuleUse(
                lookups.Set.Rules[use.Rank].Id,
                lookups.Set.Rules[use.Rank].Ord,
                lookups.Set.Rules[use.Rank].Drg,
                use.Column,
                use.Forbids))],
            [.. uses.Where(use => !use.Forbids).Select(use => lookups.Set.Rules[use.Rank].Drg).Distinct().Order(StringComparer.Ordinal)
                .Select(lookups.Named)],
            type == FeatureType.Dgprop ? [.. lookups.ActivatedBy(value)] : []);
    }

    internal ComplicationView Complication(string category)
    {
        var letter = category.Length > 2 ? category[2] : ' ';
        return new(
            lookups.Named(FeatureType.Compl, category),
            ComplicationCategory.LevelOf(category),
            letter is 'I' or 'J',
            [
                .. lookups.ComplicationOf(category).Select(row => row.Activator).Where(activator => activator.Length > 0).Distinct()
                    .Select(activator => new ComplicationActivator(
                        lookups.Named(FeatureType.Dgprop, activator),
                        lookups.DiagnosesWith(FeatureType.Dgprop, activator).Count(),
                        lookups.ProceduresWith(FeatureType.Dgprop, activator).Count())),
            ],
            [.. lookups.ExclusionsOf(category).Distinct().Select(lookups.Named).OrderBy(code => code.Code, StringComparer.Ordinal)]);
    }

    private PropertyView? Of(FeatureType type, string value)
    {
        var view = new PropertyView
        {
            Use = Use(type, value),
            Diagnoses = lookups.NamedDiagnosesWith(type, value),
            Procedures = lookups.NamedProceduresWith(type, value),
            Complication = type == FeatureType.Compl ? Complication(value) : null,
            IsVisitMarker = type == FeatureType.Procprop && lookups.VisitMarkers.Contains(value),
        };
        var isKnown = view.Diagnoses.Length > 0 || view.Procedures.Length > 0 || view.Use.Rules.Length > 0 || view.Use.Activates.Length > 0
            || view.Use.Property.Name.ToString().Length > 0 || view.Complication is { Activators.Length: > 0 };
        return isKnown ? view : null;
    }
}
