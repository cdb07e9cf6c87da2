using Gruppera.Definitions;
using Gruppera.Formats.Sets;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Finds the technical change that leads from one set to another. Thread-safe.</summary>
public static class ChangeFinder
{
    /// <summary>The rows that leave <paramref name="before"/> and those that come in, so that applying them gives the tables of
    /// <paramref name="after"/>; test cases are left out.</summary>
    /// <exception cref="ArgumentException">The sets read their tables in different ways (order of rules, prefixes of codes):
    /// rows cannot say that.</exception>
    public static TechnicalChange Find(DefinitionSet before, DefinitionSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Order != after.Order || before.CodeLookup != after.CodeLookup)
            throw new ArgumentException("the sets read their tables in different ways", nameof(after));
        var rows = ChangeTable.Modern(before).Zip(ChangeTable.Modern(after)).Where(pair => pair.First.Name != "testcase")
            .SelectMany(pair => Differing(ChangeTable.Of(pair.First.Name)!, pair.First, pair.Second));
        return new($"{before.Version.Id} to {after.Version.Id}", [.. rows.Select(row => row with { VersionToChange = before.Version.Id })]);
    }

    private static IEnumerable<ChangeRow> Differing(ChangeTable table, ModernTable before, ModernTable after)
    {
        var old = before.Rows.Select(row => new ChangeRow(table.Name, ChangeDirection.Out, table.CellsOf(row))).DistinctBy(row => row.Key)
            .ToLookup(row => PlaceOf(table, row));
        var fresh = after.Rows.Select(row => new ChangeRow(table.Name, ChangeDirection.In, table.CellsOf(row))).DistinctBy(row => row.Key)
            .ToLookup(row => PlaceOf(table, row));
        return old.Select(rows => rows.Key).Union(fresh.Select(rows => rows.Key))
            .SelectMany(place => Differing([.. old[place]], [.. fresh[place]]));
    }

    /// <summary>The rows that leave and come in, or all of a place where that would leave them in another order.</summary>
    private static IEnumerable<ChangeRow> Differing(ChangeRow[] old, ChangeRow[] fresh)
    {
        var (before, after) = (old.Select(row => row.Key).ToHashSet(), fresh.Select(row => row.Key).ToHashSet());
        ChangeRow[] outs = [.. old.Where(row => !after.Contains(row.Key))];
        ChangeRow[] ins = [.. fresh.Where(row => !before.Contains(row.Key))];
        return old.Where(row => after.Contains(row.Key)).Concat(ins).Select(row => row.Key).SequenceEqual(fresh.Select(row => row.Key))
            ? [.. outs, .. ins]
            : [.. old, .. fresh];
    }

    /// <summary>What rows must share for their order in the file to matter: rules their ord, categories their code, names what they
    /// name.</summary>
    private static string PlaceOf(ChangeTable table, ChangeRow row) => table.Name switch
    {
        "drg_logic" => row.Cells[table.Columns.IndexOf("ord")],
        "dg_feat" or "proc_feat" when row.Cells[table.Columns.IndexOf("vartype")] is "DGCAT" or "MDC" or "OR" or "CC" =>
            string.Join('\u001f', row.Cells.RemoveAt(table.Columns.IndexOf("varval"))),
        "dg_feat" or "proc_feat" or "compl_excl" => row.Key,
        "dg" => row.Cells[0] + '*' + row.Cells[1],
        _ => row.Cells[0],
    };
}
