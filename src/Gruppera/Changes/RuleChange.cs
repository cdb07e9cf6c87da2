using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>A rule that is not the same in two sets, or stands elsewhere. Immutable.</summary>
/// <param name="Before">The rule of the earlier set; null if it is added.</param>
/// <param name="After">The rule of the later set; null if it is removed.</param>
/// <param name="BeforeRank">Its rank in the earlier set, or -1.</param>
/// <param name="AfterRank">Its rank in the later set, or -1.</param>
/// <param name="Cells">Cells that differ, in the order of the table; of a rule that is added or removed, its own cells that are not
/// blank.</param>
/// <param name="Moved">How many places later (below 0: earlier) it stands among the rules that both sets have; null if it need not
/// have moved for the later order to come about.</param>
public sealed record RuleChange(
    RuleRow? Before, RuleRow? After, int BeforeRank, int AfterRank, ImmutableArray<CellChange> Cells, int? Moved)
{
    /// <summary>Added, removed or changed; a rule that only moved is changed without cells of conditions or result.</summary>
    public ChangeKind Kind => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Removed : ChangeKind.Changed;

    /// <summary>True if both sets have the rule and its conditions differ.</summary>
    public bool HasOtherConditions => Kind == ChangeKind.Changed && Cells.Any(cell => cell.Condition is not null);

    /// <summary>True if both sets have the rule and it gives another group or return code.</summary>
    public bool HasOtherResult => Kind == ChangeKind.Changed && Cells.Any(cell => cell.Column is RuleCells.Drg or RuleCells.ReturnCode);

    /// <summary>True if nothing but the group of the Combined version (LOC_DRG, drg_comb) that the rule gives is another.</summary>
    public bool HasOtherCombinedOnly =>
        Kind == ChangeKind.Changed && Moved is null && !HasOtherConditions && !HasOtherResult && HasOtherCombined;

    /// <summary>True if the change can matter to some contact: more than order number, id or national versions.</summary>
    public bool Steers => Kind != ChangeKind.Changed || Moved is not null || HasOtherConditions || HasOtherResult || HasOtherCombined;

    private bool HasOtherCombined => Cells.Any(cell => cell.Column == RuleCells.Combined);

    /// <summary>The rule of the later set, or of the earlier one where it is removed.</summary>
    public RuleRow Rule => After ?? Before!;
}
