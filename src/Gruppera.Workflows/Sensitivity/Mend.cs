using Gruppera.Definitions;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Sensitivity;

/// <summary>The smallest change that was found to mend an anomaly: contacts that weigh less with a code than without it.
/// Immutable.</summary>
/// <param name="Rule">Id of the rule that holds with the code.</param>
/// <param name="RuleWithout">Id of the rule that holds without it.</param>
/// <param name="Blank">Cell of the latter that becomes blank; null if it only moves.</param>
/// <param name="Mended">Contacts of the pair that weigh no less with the code any more.</param>
/// <param name="Tried">Contacts of the pair that were tried.</param>
/// <param name="Change">The change; without rows if none was found.</param>
public sealed record Mend(
    string Rule, string RuleWithout, RuleColumn? Blank, int Mended, int Tried, TechnicalChange Change)
{
    /// <summary>True if some change mends a contact.</summary>
    public bool IsFound => Mended > 0;

    /// <summary>Other contacts that it moves; null if they were not counted.</summary>
    public long? Others { get; init; }
}
