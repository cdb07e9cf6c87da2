using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Where a row of a change ended up. Immutable.</summary>
/// <param name="Change">Name of the change.</param>
/// <param name="Row">The row.</param>
/// <param name="NewRow">Its row in the table of the new set, the header being 1; 0 for a row that left.</param>
public sealed record ChangedRow(string Change, ChangeRow Row, int NewRow);

/// <summary>What applying changes gave. Immutable.</summary>
/// <param name="Set">The new set; null if its tables cannot be read.</param>
/// <param name="Issues">Rows that could not be applied (GRP6004-GRP6006), and what the new tables are read with.</param>
/// <param name="Rows">Where each row that was applied ended up.</param>
public sealed record ChangedSet(DefinitionSet? Set, ImmutableArray<Issue> Issues, ImmutableArray<ChangedRow> Rows);

/// <summary>Applies technical changes to a set. Thread-safe.</summary>
/// <remarks>Every change says of rows what the tables have before any of them: they are applied together, so that their order does not
/// matter. Source: docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public static class ChangeApplier
{
    /// <summary>Applies changes; rows that do not fit are left out, with an issue.</summary>
    /// <param name="set">The set.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="version">What the new set is called; its hash is that of the new tables.</param>
    public static ChangedSet Apply(DefinitionSet set, IReadOnlyList<TechnicalChange> changes, DefinitionVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(changes);
        var issues = new IssueList();
        var rows = ImmutableArray.CreateBuilder<ChangedRow>();
        var before = ChangeTable.Modern(set).ToDictionary(table => table.Name, StringComparer.Ordinal);
        var files = ModernLayout.Tables(set).Select(table => new DeliveryFile(
            $"{table.Name}.csv", null, Csv(ChangeTable.Of(table.Name) is { } known ? Apply(
                table, before[table.Name], known, changes, issues, rows) : table))).ToImmutableArray();
        var named = version with { SourceHash = Delivery.Hash(files) };
        var reading = DefinitionReader.Read(new Delivery(version.Id, files), new() { Id = version.Id, TestCases = TestCases.Read }, named);
        return new(reading.Set, [.. issues, .. reading.Issues], rows.ToImmutable());
    }

    private static ModernTable Apply(
        ModernTable table, ModernTable before, ChangeTable known, IReadOnlyList<TechnicalChange> changes, IssueList issues,
        ImmutableArray<ChangedRow>.Builder done)
    {
        var asked = changes.SelectMany(
            change => change.Rows.Where(row => row.Table == table.Name), (change, row) => (Change: change, Row: row)).ToList();
        if (asked.Count == 0)
            return table;
        var kept = before.Rows.ToList();
        var standing = known.IsTestCases ? [] : kept.Select(row => Key(known.CellsOf(row))).ToHashSet(StringComparer.Ordinal);
        var takenBy = new Dictionary<string, TechnicalChange>(StringComparer.Ordinal);
        foreach (var (change, row) in asked.Where(each => each.Row.Direction == ChangeDirection.Out))
        {
            if (standing.Remove(row.Key))
            {
                takenBy[row.Key] = change;
                done.Add(new(change.Name, row, 0));
            }
            else if (takenBy.TryGetValue(row.Key, out var other))
            {
                if (!ReferenceEquals(other, change))
                    issues.Add(About(WorkflowIssues.ChangesConflict, row, $"{change.Name}, {other.Name}"));
            }
            else
            {
                issues.Add(About(WorkflowIssues.NoSuchRow, row, known.IsTestCases ? "" : Nearest(known, kept, row)));
            }
        }

        List<string[]> left = [.. takenBy.Count == 0 ? kept : kept.Where(row => !takenBy.ContainsKey(Key(known.CellsOf(row))))];
        var addedBy = new Dictionary<string, TechnicalChange>(StringComparer.Ordinal);
        var ids = new Dictionary<string, TechnicalChange>(StringComparer.Ordinal);
        var id = known.Columns.IndexOf("id");
        foreach (var (change, row) in asked.Where(each => each.Row.Direction == ChangeDirection.In))
        {
            if (standing.Contains(row.Key))
                issues.Add(About(WorkflowIssues.RowExists, row, ""));
            else if (!addedBy.TryAdd(row.Key, change) && !ReferenceEquals(addedBy[row.Key], change))
                issues.Add(About(WorkflowIssues.RowExists, row, addedBy[row.Key].Name));
            else if (id >= 0 && !ids.TryAdd(row.Cells[id], change) && !ReferenceEquals(ids[row.Cells[id]], change))
                issues.Add(About(WorkflowIssues.ChangesConflict, row, $"{change.Name}, {ids[row.Cells[id]].Name}"));
            else
                Add(change, row);
        }

        return table with { Rows = left };

        void Add(TechnicalChange change, ChangeRow row)
        {
            left.Add(known.RowOf(row.Cells, table.Header));
            done.Add(new(change.Name, row, left.Count + 1));
        }
    }

    private static Issue About(IssueCode code, ChangeRow row, string detail) =>
        new(code, row.File, row.Table, row.Row, "", string.Join(' ', row.Cells.Where(cell => cell.Length > 0)), detail);

    private static string Key(ImmutableArray<string> cells) => string.Join('\u001f', cells);

    /// <summary>The row of the table that is most like one that it lacks, described by what differs; empty if none is alike.</summary>
    private static string Nearest(ChangeTable table, List<string[]> rows, ChangeRow row)
    {
        var best = rows.Select(table.CellsOf)
            .Select(cells => (Cells: cells, Same: cells.Where((cell, i) => cell.Length > 0 && cell == row.Cells[i]).Count()))
            .MaxBy(near => near.Same);
        return best.Same < 2
            ? ""
            : string.Join(", ", table.Columns.Select((column, i) => (column, i)).Where(cell => best.Cells[cell.i] != row.Cells[cell.i])
                .Select(cell => $"{cell.column}: {best.Cells[cell.i]}"));
    }

    private static byte[] Csv(ModernTable table)
    {
        using var text = new MemoryStream();
        using (var writer = new StreamWriter(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true))
            ModernCsvWriter.Write(table, writer);
        return text.ToArray();
    }
}
