using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>What became of a row, a rule, a code or a name.</summary>
public enum ChangeKind
{
    /// <summary>Only the later set has it.</summary>
    Added,

    /// <summary>Only the earlier set has it.</summary>
    Removed,

    /// <summary>Both sets have it, not the same.</summary>
    Changed,
}

/// <summary>A cell that differs.</summary>
/// <param name="Column">Its column, as the modern layout calls it.</param>
/// <param name="Before">What the earlier set has; empty where that is blank.</param>
/// <param name="After">What the later set has; empty where that is blank.</param>
/// <param name="Condition">The condition column of a rule; null for other cells.</param>
public readonly record struct CellChange(string Column, string Before, string After, RuleColumn? Condition = null);

/// <summary>A rule that is not the same in two sets, or stands elsewhere. Immutable.</summary>
/// <param name="Before">The rule of the earlier set; null where it is added.</param>
/// <param name="After">The rule of the later set; null where it is removed.</param>
/// <param name="BeforeRank">Its rank in the earlier set, or -1.</param>
/// <param name="AfterRank">Its rank in the later set, or -1.</param>
/// <param name="Cells">Cells that differ, in the order of the table; of a rule that is added or removed, its own cells that are not blank.</param>
/// <param name="Moved">How many places later (below 0: earlier) it stands among the rules that both sets have; null where it need not
/// have moved for the later order to come about.</param>
public sealed record RuleChange(
    RuleRow? Before, RuleRow? After, int BeforeRank, int AfterRank, ImmutableArray<CellChange> Cells, int? Moved)
{
    /// <summary>Added, removed or changed; a rule that only moved is changed without cells of conditions or result.</summary>
    public ChangeKind Kind => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Removed : ChangeKind.Changed;

    /// <summary>True where both sets have the rule and its conditions differ.</summary>
    public bool HasOtherConditions => Kind == ChangeKind.Changed && Cells.Any(cell => cell.Condition is not null);

    /// <summary>True where both sets have the rule and it gives another group or return code.</summary>
    public bool HasOtherResult => Kind == ChangeKind.Changed && Cells.Any(cell => cell.Column is RuleCells.Drg or RuleCells.ReturnCode);

    /// <summary>True where nothing but the group of the Combined version (LOC_DRG, drg_comb) that the rule gives is another.</summary>
    public bool HasOtherCombinedOnly => Kind == ChangeKind.Changed && Moved is null && !HasOtherConditions && !HasOtherResult && HasOtherCombined;

    /// <summary>True where the change can matter to some contact: more than order number, id or national versions.</summary>
    public bool Steers => Kind != ChangeKind.Changed || Moved is not null || HasOtherConditions || HasOtherResult || HasOtherCombined;

    private bool HasOtherCombined => Cells.Any(cell => cell.Column == RuleCells.Combined);

    /// <summary>The rule of the later set, or of the earlier one where it is removed.</summary>
    public RuleRow Rule => After ?? Before!;
}

/// <summary>The cells of a rule by the names of the modern layout. Source: formats.md §3.</summary>
internal static class RuleCells
{
    internal const string Ord = "ord";
    internal const string Id = "id";
    internal const string Drg = "drg_nat";
    internal const string Combined = "drg_comb";
    internal const string ReturnCode = "rtc";

    internal static IEnumerable<CellChange> Differing(RuleRow? before, RuleRow? after)
    {
        var columns = (after ?? before)!.Columns;
        var pairs = Of(before, columns).Zip(Of(after, columns), (one, other) => one with { After = other.Before });
        return pairs.Where(cell => cell.Before != cell.After);
    }

    private static IEnumerable<CellChange> Of(RuleRow? rule, ImmutableArray<RuleColumn> columns)
    {
        yield return new(Ord, rule?.Ord ?? "", "");
        yield return new(Id, rule?.Id ?? "", "");
        yield return new(Drg, rule?.Drg ?? "", "");
        yield return new(Combined, rule?.CombinedDrg ?? "", "");
        yield return new(ReturnCode, rule?.ReturnCode.ToString() ?? "", "");
        foreach (var column in columns)
            yield return new(column.Name, rule?[column] ?? "", "", column);
        yield return new("nat_ver", rule?.NationalVersions ?? "", "");
    }
}
