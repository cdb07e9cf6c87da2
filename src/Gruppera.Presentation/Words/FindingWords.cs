using Gruppera.Definitions;
using Gruppera.Workflows.Quality;

namespace Gruppera.Presentation.Words;

/// <summary>What a finding of quality is about, as people read it.</summary>
public static class FindingWords
{
    /// <summary>The code as people write it, or the group; empty for a finding about neither.</summary>
    public static string Value(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Code == QualityCodes.ProcedureUnrelated ? finding.Value : CodeNotation.Written(finding.Value, IsProcedure(finding));
    }

    /// <summary>The text of the code or group; empty where nobody has one.</summary>
    public static string Text(Finding finding, DefinitionIndex index, Language language)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(index);
        return finding.Value.Length == 0 ? ""
            : finding.Code == QualityCodes.ProcedureUnrelated ? index.DrgOf(finding.Value).Text.In(language)
            : finding.Code == QualityCodes.CodeNotValid || finding.Code == QualityCodes.OutsideNordDrg
                ? CodeTexts.Of(index, finding.Value, language)
            : CodeTexts.Of(index, finding.Value, IsProcedure(finding) || finding.Code == QualityCodes.FunctionCode).In(language);
    }

    private static bool IsProcedure(Finding finding) =>
        finding.Code == QualityCodes.ProcedureUnknown || finding.Code == QualityCodes.UnplannedOnStay
        || finding.Code == QualityCodes.MedicineWithoutAtc
        || finding.Code == QualityCodes.MedicineWithoutCost;
}
