using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Tests.Specs;

/// <summary>One row about technical changes: an intention and the rows that it becomes, or rows and what the check finds.</summary>
internal sealed record ChangeExample(string Name, DefinitionSet Set, string Asked, bool IsIntention, string Expected) : ISpecExample
{
    private const string Intention = "intention";

    public static bool Has(SpecTable table) => table.Columns is [Intention, "rows", "because"] or ["change", "findings", "because"];

    public static IEnumerable<ChangeExample> From(SpecTable table, string place, DefinitionSet set) => table.Rows.Select((row, number) =>
        new ChangeExample($"{place} › {number + 1}: {row[2]}", set, row[0], table.Columns[0] == Intention, row[1])).ToList();

    public void Run() => Assert.Equal(Expected.Split("; "), (IsIntention
        ? Intended().Rows.Select(row => $"{row.Direction.ToString().ToUpperInvariant()} {row.Table} {string.Join(' ', row.Cells.Where(cell => cell.Length > 0))}")
        : Found()).DefaultIfEmpty("none"));

    private TechnicalChange Intended()
    {
        var draft = new ChangeDraft(Set);
        return Asked.Split(' ') switch
        {
            ["property", "dx", var code, var type, var value, .. var name] => draft.Give([Diagnosis.Parse(code)], Enum.Parse<FeatureType>(type, ignoreCase: true), value, string.Join(' ', name)),
            ["property", "proc", var code, var type, var value, .. var name] => draft.Give([ProcedureCode.Parse(code)], Enum.Parse<FeatureType>(type, ignoreCase: true), value, string.Join(' ', name)),
            ["split", var drg, "into", var into, "by", var cell, .. var name] => draft.Split(drg, into, Cell(cell).Column, Cell(cell).Text, string.Join(' ', name)),
            ["rule", var drg, "before", var next, "if", .. var cells] => draft.Insert(next, drg, cells.Select(Cell).ToDictionary(cell => cell.Column, cell => cell.Text), "name"),
            _ => throw new MalformedSpecException($"{Name}: intention '{Asked}' cannot be read"),
        };
    }

    private IEnumerable<string> Found()
    {
        var rows = Asked.Split("; ").Select((text, i) => text.Split(' ', 3) is [var direction, var table, var cells] && ChangeTable.Of(table) is { } known
            ? new ChangeRow(known.Name, Enum.Parse<ChangeDirection>(direction, ignoreCase: true), Cells(known, cells)) { File = "tc", Row = i + 1 }
            : throw new MalformedSpecException($"{Name}: change '{text}' cannot be read"));
        return ChangeCheck.Run(Set, ChangeApplier.Apply(Set, [new("tc", [.. rows])], Set.Version with { Id = "new" })).Select(issue => issue.Code.Id).Order(StringComparer.Ordinal);
    }

    private ImmutableArray<string> Cells(ChangeTable table, string text)
    {
        var given = text.Split(' ').Select(word => word.Split('=', 2) is [var column, var cell] && table.Columns.Contains(column)
            ? (column, cell) : throw new MalformedSpecException($"{Name}: '{word}' is no cell of {table.Name}")).ToDictionary();
        return [.. table.Columns.Select(column => given.GetValueOrDefault(column, ""))];
    }

    private (RuleColumn Column, string Text) Cell(string text) => text.IndexOfAny(['=', '<', '>']) is > 0 and var at
        && RuleColumn.Of(text[..at]) is { } column
        ? (column, text[(text[at] == '=' ? at + 1 : at)..])
        : throw new MalformedSpecException($"{Name}: '{text}' is no condition");
}
