using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>The cells of a rule by the names of the modern layout. Source: docs/specification/formats.md §3.</summary>
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
