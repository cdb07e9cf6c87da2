using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Rows of the tables of groups, return codes, values and codes with their texts. Rows without a value are left out.</summary>
/// <remarks>dBase deliveries name categories and properties in English only: their TEXT is the Combined text.</remarks>
internal static class NameTables
{
    public static void ReadDrgs(SchemaReader table, Cells cells, ImmutableArray<DrgName>.Builder rows)
    {
        int drg = table.Field("drg_nat"), combined = table.Field("drg_comb"), mdc = table.Field("mdc");
        int text = table.Field("drg_text_nat"), shortText = table.Field("drg_text_short_nat");
        int english = table.Field("drg_text_comb"), shortEnglish = table.Field("drg_text_short_comb");
        while (table.Read())
        {
            rows.Add(new(
                cells.Drg(table[drg]), cells.Drg(table[combined]), cells.Text(CellText.Mdc(table[mdc])),
                new(table[text].ToString(), table[english].ToString()),
                new(table[shortText].ToString(), table[shortEnglish].ToString()), table.Source));
        }
    }

    public static void ReadReturnCodes(SchemaReader table, ImmutableArray<ReturnCodeText>.Builder rows)
    {
        int code = table.Field("rtc_code"), text = table.Field("rtc_text_nat"), english = table.Field("rtc_text_comb");
        while (table.Read())
            rows.Add(new(new(char.ToUpperInvariant(table[code][0])), new(table[text].ToString(), table[english].ToString())));
    }

    public static void ReadValues(SchemaReader table, Cells cells, ImmutableArray<ValueName>.Builder rows)
    {
        var type = table.Schema.Kind switch
        {
            TableKind.MdcNames => FeatureType.Mdc,
            TableKind.DgcatNames => FeatureType.Dgcat,
            TableKind.DgpropNames => FeatureType.Dgprop,
            TableKind.PdgpropNames => FeatureType.Pdgprop,
            _ => FeatureType.Procprop,
        };
        int value = table.Field("value"), text = table.Field("text_nat"), english = table.Field("text_comb"),
            extensive = table.Field("extens");
        while (table.Read())
        {
            rows.Add(new(
                type, type == FeatureType.Mdc ? cells.Text(CellText.Mdc(table[value])) : cells.Value(table[value]),
                new(table[text].ToString(), table[english].ToString()), CellText.IsTrue(table[extensive]), table.Source));
        }
    }

    public static void ReadDiagnoses(SchemaReader table, ImmutableArray<DiagnosisText>.Builder rows)
    {
        int code = table.Field("code"), dagger = table.Field("d_code"), text = table.Field("text_nat"), english = table.Field("text_plus");
        while (table.Read())
        {
            if (Codes.Diagnosis(table, code, dagger) is { } pair)
                rows.Add(new(pair.Code, pair.Dagger, new(table[text].ToString(), table[english].ToString())));
        }
    }

    public static void ReadProcedures(SchemaReader table, ImmutableArray<ProcedureText>.Builder rows)
    {
        int code = table.Field("code"), text = table.Field("text_nat"), english = table.Field("text_plus");
        while (table.Read())
        {
            if (Codes.Procedure(table, code) is { } procedure && !(table[text].IsEmpty && table[english].IsEmpty))
                rows.Add(new(procedure, new(table[text].ToString(), table[english].ToString())));
        }
    }
}
