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
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in set.Rules)
        {
            foreach (var value in rule.AskedValues())
            {
                if (value is { Type: FeatureType.Procprop, IsDenied: false } && !IsOfVisits(value.Value))
                    asked.Add(value.Value);
            }
        }

        var steering = new HashSet<ulong>();
        foreach (var row in set.ProcedureFeatures)
        {
            if (Steers(row))
                steering.Add(row.Code.Bits);
        }

        var markers = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var row in set.ProcedureFeatures)
        {
            if (row.Type == FeatureType.Procprop && IsOfVisits(row.Value))
                markers[row.Value] = markers.GetValueOrDefault(row.Value, true) && !steering.Contains(row.Code.Bits);
        }

        return markers.Keys.Where(value => markers[value]).ToFrozenSet(StringComparer.Ordinal);

        bool Steers(ProcedureFeature row) => row.Type switch
        {
            FeatureType.Or or FeatureType.Cc => row.Value is not ("" or "0"),
            FeatureType.Procprop => asked.Contains(row.Value),
            _ => false,
        };
    }

    private static bool IsOfVisits(string value) => value.StartsWith(Prefix, StringComparison.Ordinal);
}
