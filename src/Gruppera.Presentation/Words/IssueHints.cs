using System.Collections.Frozen;
using Gruppera.Casemix;
using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Workflows;

namespace Gruppera.Presentation.Words;

/// <summary>How the command line helps with an issue: which option, command or page of the documentation. The projects that raise issues
/// know none of these; what they say stands on pages and in the API.</summary>
public static class IssueHints
{
    private static readonly FrozenDictionary<IssueCode, Text> Remedies = new Dictionary<IssueCode, Text>
    {
        [FormatIssues.NotADelivery] = "Give a folder, zip, JSON file or Excel workbook with the tables of docs/formats/deliveries.md.",
        [FormatIssues.AmbiguousFile] = "Keep one of them, or choose which to use with --prefer.",
        [FormatIssues.ColumnMissing] = "Compare the header with docs/formats/deliveries.md.",
        [FormatIssues.WrongCodePage] = "The other code page was used; choose one with --code-page.",
        [FormatIssues.CountryNeeded] = "Choose one with --country.",
        [FormatIssues.ChangedAfterImport] = "Import the delivery again with --replace.",
        [IssueCodes.UnreadableCondition] = "Correct the cell; see docs/formats/deliveries.md for the values of each column.",
        [FormatIssues.PartOfStay] = "Nothing, if its codes and cost are in the stay: gruppera episodes moves them there.",
        [FormatIssues.NoSetForDate] = "Give a set for its year with --set-by-date.",
        [CasemixIssues.TwoReadings] = "Give the decimal mark: --decimal point or --decimal comma.",
        [CasemixIssues.WeightOutOfOrder] = "Check its contacts, or let the two share a weight (--restore-order).",
        [IssueCodes.CostOfJoinedVisit] = "Join them with their admissions first: gruppera episodes.",
        [WorkflowIssues.OtherCostYear] = "Nothing, if that is intended; otherwise see --kind, --year and --cost-year.",
        [WorkflowIssues.NoChangeTable] =
            "Name it after its table and give each row IN or OUT; gruppera change template writes an empty workbook.",
        [WorkflowIssues.LacksAnaesthesiaRule] =
            "Add the extra rule (gruppera change new rule writes it), unless it was left out on purpose.",
    }.ToFrozenDictionary();

    /// <summary>What to do about an issue at the command line.</summary>
    public static Text RemedyOf(IssueCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Remedies.GetValueOrDefault(code, code.Remedy);
    }

    /// <summary>The issue as a line on the command line: severity, code, place, meaning, detail, and what to do.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="language">The language.</param>
    /// <param name="index">The set that it is about, which names its codes; null for none.</param>
    public static string Line(Issue issue, Language language, DefinitionIndex? index = null)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return issue.ToString(language, RemedyOf(issue.Code), index is null ? null : CodeTexts.Named(index, issue, language));
    }
}
