using System.Collections.Immutable;

namespace Gruppera.Questions;

/// <summary>What the rules of a group say of procedures. Immutable.</summary>
/// <param name="Kind">Procedure, conservative or mixed.</param>
/// <param name="Rules">Each rule with its demand, in order.</param>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), "Åtgärds-DRG respektive konservativa DRG".</remarks>
public sealed record GroupSteering(GroupKind Kind, ImmutableArray<RuleDemand> Rules)
{
    /// <summary>The verdict by the document's sentence, which knows two kinds: where the requirement for a group is that there is a
    /// procedure it is a procedure group, otherwise a conservative one. A mixed group can be reached without, so it is
    /// conservative.</summary>
    public GroupKind InTheDocumentsSense => Kind == GroupKind.Procedure ? GroupKind.Procedure : GroupKind.Conservative;
}
