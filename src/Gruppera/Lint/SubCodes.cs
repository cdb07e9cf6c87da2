using Gruppera.Definitions;

namespace Gruppera.Lint;

/// <summary>Which codes of a set are sub codes of which.</summary>
internal static class SubCodes
{
    /// <summary>Sub code -> the longest code of the set that it begins with, of three characters at least. An ATC code such as G01AA is
    /// no sub code of the ICD-10 category that it begins like, and neither is a code of MDC 99 (unspecific or wrong information) of one
    /// in another MDC.</summary>
    internal static Dictionary<DiagnosisCode, DiagnosisCode> Of(DefinitionSet set)
    {
        var known = set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank).Select(row => row.Code).ToHashSet();
        var unspecific = set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank && row.Type == FeatureType.Dgcat
            && row.Value.StartsWith("99", StringComparison.Ordinal)).Select(row => row.Code).ToHashSet();
        var subs = new Dictionary<DiagnosisCode, DiagnosisCode>();
        foreach (var code in known.Where(code => !CodeNotation.IsMedicine(code.ToString())))
        {
            for (var bits = CodePacking.Shorten(code.Bits); CodePacking.HasThree(bits); bits = CodePacking.Shorten(bits))
            {
                var shorter = DiagnosisCode.FromBits(bits);
                if (!known.Contains(shorter))
                    continue;
                if (!unspecific.Contains(code) || unspecific.Contains(shorter))
                    subs.Add(code, shorter);
                break;
            }
        }

        return subs;
    }
}
