namespace Gruppera.Presentation.Words;

/// <summary>What is found in files besides contacts, such as rounded numbers of a workbook or what of FHIR was left out.
/// Thread-safe.</summary>
public static class FoundInFiles
{
    /// <summary>One issue for each file and kind, and each element of FHIR, with their number in its detail. Errors are not among them:
    /// rows that cannot be read are told one by one.</summary>
    public static IEnumerable<Issue> Folded(IEnumerable<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        foreach (var kind in issues.Where(issue => issue.Code.Severity != IssueSeverity.Error)
            .GroupBy(issue => (issue.File, issue.Code, Place: issue.Row == 0 ? issue.Table : "")))
        {
            var (first, count) = (kind.First(), Voice.Number(kind.Count()));
            yield return first.Detail.Length == 0 ? first with { Detail = count }
                : first.Row == 0 ? first
                : first with { Detail = $"{count}; {first.Detail}" };
        }
    }
}
