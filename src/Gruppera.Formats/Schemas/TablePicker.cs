using System.Collections.Immutable;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Finds which table of a delivery is which, and decides between copies: copies with the same rows are one table,
/// other copies are an ambiguity unless the caller prefers one. Never a silent choice.</summary>
/// <param name="options">How to read.</param>
/// <param name="issues">Where issues go.</param>
internal sealed class TablePicker(DefinitionReaderOptions options, IssueList issues)
{
    private readonly string[] _preferred = (options.Prefer ?? "").Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>One pick per logical table and part, parts in order.</summary>
    public ImmutableArray<TablePick> Pick(Delivery delivery)
    {
        var picks = ImmutableArray.CreateBuilder<TablePick>();
        foreach (var slot in delivery.Files.SelectMany(Candidates)
            .Where(pick => pick.Schema.Kind != TableKind.Unused)
            .GroupBy(pick => (pick.Schema.Kind, pick.Schema.Part))
            .OrderBy(slot => slot.Key))
        {
            if (Choose([.. slot.OrderBy(Rank).ThenBy(pick => pick.Table.File.Name.Length)]) is not { } pick)
                continue;
            issues.AddRange(pick.Issues);
            CheckColumns(pick);
            // Cases that cannot be read are none.
            if (pick.Schema.Kind != TableKind.TestCases || !pick.Schema.Missing([.. pick.Table.Columns.Select(ColumnName.Plain)]).Any())
                picks.Add(pick);
        }

        return picks.ToImmutable();

        static FileFormat Rank(TablePick pick) => pick.Table.File.Format;
    }

    private IEnumerable<TablePick> Candidates(DeliveryFile file)
    {
        var fileName = Path.GetFileNameWithoutExtension(file.Name);
        var isNamedByFile = file.Format is FileFormat.Dbase or FileFormat.Csv;
        if (file.Format == FileFormat.None || (isNamedByFile && !TablePick.Known.IsName(fileName)))
        {
            issues.Add(new(FormatIssues.UnknownFile, file.Name));
            yield break;
        }

        var opening = new IssueList();
        var tables = DeliveryTable.In(file, options, opening);
        if (tables.IsEmpty)
            issues.AddRange(opening.Count > 0 ? opening : [new(FormatIssues.UnknownFile, file.Name)]);
        foreach (var table in tables)
        {
            var name = tables.Length == 1 && !TablePick.Known.IsName(table.Name) ? fileName : table.Name;
            if (TablePick.FindSchema(name, table.Columns) is { } schema)
                yield return new(table, schema, opening);
            else
                issues.Add(new(FormatIssues.UnknownFile, file.Name, table.Name));
        }
    }

    private TablePick? Choose(ImmutableArray<TablePick> candidates)
    {
        var preferred = candidates.Where(IsPreferred).ToImmutableArray();
        if (preferred.Length > 0)
            candidates = preferred;
        if (candidates.Length == 1)
            return candidates[0];
        var table = Vintages.Name(candidates[0].Schema.Kind);
        var names = string.Join(", ", candidates.Select(pick => pick.Table.File.Name));
        if (candidates.Skip(1).All(copy => Copies.HaveSameRows(candidates[0], copy)))
        {
            issues.Add(new(FormatIssues.IdenticalCopies, candidates[0].Table.File.Name, table, Detail: names));
            return candidates[0];
        }

        issues.Add(new(FormatIssues.AmbiguousFile, "", table, Detail: names));
        return null;
    }

    private bool IsPreferred(TablePick pick) =>
        _preferred.Contains(pick.Table.File.Name, StringComparer.OrdinalIgnoreCase)
        || _preferred.Contains(pick.Table.File.Format.ToString(), StringComparer.OrdinalIgnoreCase);

    private void CheckColumns(TablePick pick)
    {
        var table = Vintages.Name(pick.Schema.Kind);
        var file = pick.Table.File.Name;
        var columns = pick.Table.Columns.Select(ColumnName.Plain).ToHashSet(StringComparer.Ordinal);
        var code = pick.Schema.Kind >= TableKind.DrgNames ? FormatIssues.NameColumnMissing : FormatIssues.ColumnMissing;
        foreach (var missing in pick.Schema.Missing(columns))
            issues.Add(new(code, file, table, Column: missing));
        if (pick.Schema.Kind is TableKind.TestCases or TableKind.Readme)
            return;
        foreach (var column in pick.Table.Columns)
        {
            var plain = ColumnName.Plain(column);
            if (plain.Length > 0 && !Vintages.IsIgnored(plain) && !pick.Schema.Columns.Any(known => known.Name == plain))
                issues.Add(new(FormatIssues.UnknownColumn, file, table, Column: column));
        }
    }
}
