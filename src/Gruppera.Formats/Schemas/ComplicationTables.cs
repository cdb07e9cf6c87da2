using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Formats.Schemas;

/// <summary>Rows of the complication tables.</summary>
internal static class ComplicationTables
{
    public static void ReadExclusions(SchemaReader table, Cells cells, ImmutableArray<ComplicationExclusion>.Builder rows)
    {
        int category = table.Field("varval"), code = table.Field("code"), dagger = table.Field("d_code");
        while (table.Read())
        {
            if (Codes.Diagnosis(table, code, dagger) is { } pair)
                rows.Add(new(cells.Value(table[category]), pair.Code, pair.Dagger, table.Source));
        }
    }

    public static void ReadCategories(SchemaReader table, Cells cells, ImmutableArray<ComplicationCategory>.Builder rows)
    {
        int category = table.Field("compl"), activator = table.Field("inclprop"), text = table.Field("varval_text_nat"),
            english = table.Field("varval_text_comb");
        while (table.Read())
        {
            rows.Add(new(
                cells.Value(table[category]), cells.Value(table[activator]),
                new(cells.Text(table[text]), cells.Text(table[english])), table.Source));
        }
    }
}
