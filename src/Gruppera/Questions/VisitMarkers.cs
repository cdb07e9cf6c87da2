using System.Collections.Frozen;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Procedure properties that indicate a visit's form or the profession met, and no care procedure. In Sweden both are recorded as
/// procedure codes (XS900 individual visit, XS915 physician).</summary>
/// <remarks>Found out from the tables: a property <c>99Vnn</c> is a visit marker where none of its codes has anything else that
/// steers: an OR value other than 0, a complication level, or a procedure property outside <c>99V</c> that some rule asks for. So the
/// property of supporting procedures in dialysis, which begins with 99V too, is none. Source: docs/questions.md.</remarks>
internal static class VisitMarkers
{
    private const string Prefix = "99V";

    internal static FrozenSet<string> Of(DefinitionSet set)
    {
        var asked = set.Rules.SelectMany(rule => rule.AskedValues())
            .Where(asked => asked is { Type: FeatureType.Procprop, IsDenied: false } && !IsOfVisits(asked.Value))
            .Select(asked => asked.Value).ToHashSet();
        var steering = set.ProcedureFeatures.Where(Steers).Select(row => row.Code).ToHashSet();
        return set.ProcedureFeatures.Where(row => row.Type == FeatureType.Procprop && IsOfVisits(row.Value))
            .GroupBy(row => row.Value).Where(rows => !rows.Any(row => steering.Contains(row.Code))).Select(rows => rows.Key).ToFrozenSet();

        bool Steers(ProcedureFeature row) => row.Type switch
        {
            FeatureType.Or or FeatureType.Cc => row.Value is not ("" or "0"),
            FeatureType.Procprop => asked.Contains(row.Value),
            _ => false,
        };
    }

    private static bool IsOfVisits(string value) => value.StartsWith(Prefix, StringComparison.Ordinal);
}
