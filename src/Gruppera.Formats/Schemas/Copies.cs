using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Compares copies of a table by what their rows mean: order, version rows, case and the marks of a float make no
/// difference.</summary>
internal static class Copies
{
    public static bool HaveSameRows(TablePick one, TablePick other)
    {
        var fields = one.Schema.Columns.Select(column => column.Field)
            .Intersect(other.Schema.Columns.Select(column => column.Field), StringComparer.Ordinal).ToArray();
        return Rows(one, fields).SetEquals(Rows(other, fields));
    }

    private static HashSet<string> Rows(TablePick pick, string[] fields)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        using var table = new SchemaReader(pick, new());
        var columns = fields.Select(table.Field).ToArray();
        var type = table.Field("vartype");
        while (table.Read())
        {
            var isMdc = table[type].Equals("MDC", StringComparison.OrdinalIgnoreCase);
            rows.Add(string.Join('\t', columns.Select((column, i) => fields[i] == "mdc" || (isMdc && fields[i] == "varval")
                ? CellText.Mdc(table[column])
                : CellText.WithoutFraction(table[column]).ToString().ToUpperInvariant())));
        }

        return rows;
    }
}
