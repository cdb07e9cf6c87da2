using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Finds changes that stand in each other's way: by their rows, pair by pair, and by what the check finds only where all are
/// applied. Thread-safe.</summary>
public static class ChangeConflicts
{
    private static readonly ImmutableArray<string> OneOfAKind = ["DGCAT", "MDC", "COMPL", "OR"];

    /// <summary>Conflicts of rows, pair by pair in the order of the changes.</summary>
    public static ImmutableArray<ChangeConflict> OfRows(IReadOnlyList<TechnicalChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var found = ImmutableArray.CreateBuilder<ChangeConflict>();
        for (var one = 0; one < changes.Count; one++)
        {
            for (var other = one + 1; other < changes.Count; other++)
                found.AddRange(Between(changes[one], changes[other]));
        }

        return found.ToImmutable();
    }

    /// <summary>What the check finds where all changes are applied and not where each is alone.</summary>
    /// <param name="set">The set.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="alone">What the check finds of each alone.</param>
    public static ImmutableArray<ChangeConflict> Together(
        DefinitionSet set, IReadOnlyList<TechnicalChange> changes, IEnumerable<Issue> alone)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(changes);
        var known = alone.Select(KeyOf).ToHashSet();
        return
        [
            .. ChangeCheck.Run(set, ChangeApplier.Apply(set, changes, set.Version))
                .Where(issue => issue.Code.Severity != IssueSeverity.Information && issue.Code != WorkflowIssues.ChangesConflict
                    && issue.Code != WorkflowIssues.RowExists && !known.Contains(KeyOf(issue)))
                .Select(issue => new ChangeConflict(
                    ConflictKind.Together, [.. changes.Select(change => change.Name)], issue.Table, issue.Value, issue)),
        ];

        static (string, string, string, string) KeyOf(Issue issue) => (issue.Code.Id, issue.Table, issue.Column, issue.Value);
    }

    private static IEnumerable<ChangeConflict> Between(TechnicalChange one, TechnicalChange other)
    {
        foreach (var table in one.Rows.Select(row => row.Table).Distinct().Where(table => table != ChangeTable.TestCases))
        {
            var (mine, theirs) = (Of(one, table), Of(other, table));
            foreach (var row in mine.Out.Where(row => theirs.OutKeys.Contains(row.Key)))
                yield return Found(ConflictKind.SameRow, row);
            foreach (var row in mine.In.Where(row => theirs.InKeys.Contains(row.Key)))
                yield return Found(ConflictKind.SameNewRow, row);
            foreach (var row in mine.In.Where(row => theirs.OutKeys.Contains(row.Key))
                .Concat(theirs.In.Where(row => mine.OutKeys.Contains(row.Key))))
                yield return Found(ConflictKind.TakesOut, row);
            foreach (var (row, same) in mine.In.SelectMany(_ => theirs.In, (row, same) => (row, same))
                .Where(pair => pair.row.Key != pair.same.Key))
            {
                if (KindOf(row, same) is { } kind)
                    yield return Found(kind, row);
            }
        }

        ChangeConflict Found(ConflictKind kind, ChangeRow row) => new(kind, [one.Name, other.Name], row.Table, NameOf(row));
    }

    /// <summary>How two different rows that come in are at odds; null if they are not.</summary>
    private static ConflictKind? KindOf(ChangeRow row, ChangeRow other)
    {
        switch (row.Table)
        {
            case "drg_logic" when Is("id"):
                return ConflictKind.SameRuleId;
            case "drg_logic" when Is("ord"):
                return ConflictKind.SamePlace;
            case "dg_feat" when Is("code_nat") && Is("d_code_nat") && Is("vartype") && OneOfAKind.Contains(row["vartype"]):
            case "proc_feat" when Is("code_nat") && Is("vartype") && OneOfAKind.Contains(row["vartype"]):
                return ConflictKind.SameProperty;
            default:
                return row.Table.EndsWith("_name", StringComparison.Ordinal) && row.Cells[0] == other.Cells[0] && HasOtherText()
                    ? ConflictKind.SameName : null;
        }

        bool Is(string column) => row[column] == other[column];

        bool HasOtherText() => ChangeTable.Of(row.Table)!.Columns.Any(
            column => column.Contains("text", StringComparison.Ordinal) && !Is(column));
    }

    private static string NameOf(ChangeRow row) => row.Table switch
    {
        "drg_logic" => $"{row["ord"]} {row["id"]} {row["drg_nat"]}",
        "dg_feat" or "proc_feat" => $"{row["code_nat"]} {row["vartype"]} {row["varval"]}",
        _ => string.Join(' ', row.Cells.Where(cell => cell.Length > 0).Take(3)),
    };

    private static (List<ChangeRow> Out, List<ChangeRow> In, HashSet<string> OutKeys, HashSet<string> InKeys) Of(
        TechnicalChange change, string table)
    {
        var rows = change.Rows.Where(row => row.Table == table).ToLookup(row => row.Direction);
        var (leaving, coming) = (rows[ChangeDirection.Out].ToList(), rows[ChangeDirection.In].ToList());
        return (leaving, coming, Keys(leaving), Keys(coming));

        static HashSet<string> Keys(List<ChangeRow> rows) => rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
    }
}
