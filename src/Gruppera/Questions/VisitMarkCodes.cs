using System.Collections.Frozen;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Procedures that record the form of a visit, the profession met or the setting, and no care procedure.</summary>
/// <remarks>Found out from the tables: a procedure is one where the properties that some rule asks for are all visit markers, and there is
/// one. Whoever leaves it out records another visit, not less care. Source: docs/questions.md.</remarks>
public static class VisitMarkCodes
{
    /// <summary>The codes of a set; none where its tables have no visit markers.</summary>
    public static FrozenSet<ProcedureCode> Of(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var marks = VisitMarkers.Of(set);
        var asked = set.Rules.SelectMany(rule => rule.AskedValues())
            .Where(value => value.Type is FeatureType.Procprop or FeatureType.Dgprop).Select(value => value.Value).ToHashSet();
        return set.ProcedureFeatures.Where(row => asked.Contains(row.Value)).GroupBy(row => row.Code)
            .Where(code => code.All(row => row.Type == FeatureType.Procprop && marks.Contains(row.Value))
                && set.Index.FeaturesOf(code.Key).All(row =>
                    row.Type is not (FeatureType.Or or FeatureType.Cc) || row.Value is "" or "0"))
            .Select(code => code.Key).ToFrozenSet();
    }
}
