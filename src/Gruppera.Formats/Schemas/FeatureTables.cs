using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Rows of the property tables of diagnoses and procedures. Rows of unknown type and texts that are no codes are reported and left
/// out.</summary>
internal static class FeatureTables
{
    public static void ReadDiagnoses(SchemaReader table, Cells cells, ImmutableArray<DiagnosisFeature>.Builder rows)
    {
        int code = table.Field("code"), dagger = table.Field("d_code"), type = table.Field("vartype"), value = table.Field("varval");
        while (table.Read())
        {
            if (Codes.Diagnosis(table, code, dagger) is { } pair && Type(table, type) is { } known)
                rows.Add(new(pair.Code, pair.Dagger, known, Value(table[value], known, cells), table.Source));
        }
    }

    public static void ReadProcedures(SchemaReader table, Cells cells, ImmutableArray<ProcedureFeature>.Builder rows)
    {
        int code = table.Field("code"), type = table.Field("vartype"), value = table.Field("varval");
        while (table.Read())
        {
            if (Codes.Procedure(table, code) is { } procedure && Type(table, type) is { } known)
                rows.Add(new(procedure, known, Value(table[value], known, cells), table.Source));
        }
    }

    /// <summary>The type of a property in any of its spellings; an empty cell says that the code is known and nothing more.</summary>
    private static FeatureType? Type(SchemaReader table, int column)
    {
        Span<char> upper = stackalloc char[10];
        var cell = table[column];
        var length = cell.ToUpperInvariant(upper);
        FeatureType? known = (length < 0 ? cell : upper[..length]) switch
        {
            "" => FeatureType.None,
            "MDC" => FeatureType.Mdc,
            "DGCAT" => FeatureType.Dgcat,
            "DGPROP" or "DGPRO" => FeatureType.Dgprop,
            "PDGPRO" or "PDGPROP" => FeatureType.Pdgprop,
            "SDGPRO" or "SDGPROP" => FeatureType.Sdgprop,
            "COMPL" or "COMPLEX" => FeatureType.Compl,
            "PROCPR" or "PROCPRO" or "PROCPROP" => FeatureType.Procprop,
            "OR" => FeatureType.Or,
            "CC" => FeatureType.Cc,
            _ => null,
        };
        if (known is null)
            table.Report(FormatIssues.UnknownVartype, column);
        return known;
    }

    private static string Value(ReadOnlySpan<char> cell, FeatureType type, Cells cells) =>
        type == FeatureType.Mdc ? cells.Text(CellText.Mdc(cell)) : cells.Value(cell);
}
