using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>A table of a delivery with the layout it was found to have.</summary>
internal sealed record TablePick(DeliveryTable Table, TableSchema Schema, IssueList Issues)
{
    /// <summary>Finds the layout by name and columns: the exact name, or a name that a copy may have
    /// (<c>dg_1 (2)</c>, <c>drglogic_PR0b</c>); null if no layout has such a name.</summary>
    public static TableSchema? FindSchema(string name, IReadOnlyCollection<string> columns)
    {
        var names = columns.Select(ColumnName.Plain).ToHashSet(StringComparer.Ordinal);
        var known = KnownName(name.ToLowerInvariant());
        return Vintages.All.Where(schema => known is not null && schema.Names.Contains(known, StringComparer.Ordinal))
            .MinBy(schema => schema.Missing(names).Count());
    }

    /// <summary>What all vintages know of tables.</summary>
    public static KnownTables Known { get; } = new(name => KnownName(name.ToLowerInvariant()) is not null, IsHeader);

    private static bool IsHeader(string name, IEnumerable<string> cells)
    {
        var columns = cells.Select(ColumnName.Plain).ToHashSet(StringComparer.Ordinal);
        return FindSchema(name, columns) is { Columns.IsEmpty: false } schema && !schema.Missing(columns).Any();
    }

    private static string? KnownName(string name)
    {
        var names = Vintages.All.SelectMany(schema => schema.Names);
        return names.FirstOrDefault(known => known == name)
            ?? names.Where(known => name.Length > known.Length && name.StartsWith(known, StringComparison.Ordinal)
                && !char.IsAsciiLetterOrDigit(name[known.Length])).MaxBy(known => known.Length);
    }
}
