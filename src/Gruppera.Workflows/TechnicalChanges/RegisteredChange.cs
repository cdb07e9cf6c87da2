using System.Collections.Immutable;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A change of a register with what the check finds of it alone. Immutable.</summary>
/// <param name="Change">The change.</param>
/// <param name="Unread">Rows that could not be read.</param>
/// <param name="Findings">What the check finds of it alone.</param>
/// <param name="Fits">True if every row can be applied.</param>
/// <param name="Groups">Groups that its rules give and that it names, in order.</param>
public sealed record RegisteredChange(
    TechnicalChange Change, ImmutableArray<Issue> Unread, ImmutableArray<Issue> Findings, bool Fits, ImmutableArray<string> Groups)
{
    /// <summary>True if it is to be applied with the others: proposed or accepted.</summary>
    public bool IsLive => Change.About.Status is ChangeStatus.Proposed or ChangeStatus.Accepted;
}
