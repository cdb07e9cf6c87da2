using System.Collections.Immutable;
using Gruppera.Casemix;
using Gruppera.Formats;
using Gruppera.Workflows;

namespace Gruppera.Presentation.Words;

/// <summary>The issue codes of all projects that both the command line and the server use.</summary>
public static class AllIssues
{
    /// <summary>All of them, catalogue by catalogue.</summary>
    public static ImmutableArray<IssueCode> Codes =>
    [
        .. IssueCodes.All, .. FormatIssues.All, .. CasemixIssues.All, .. WorkflowIssues.All, .. PaymentIssues.All,
    ];
}
