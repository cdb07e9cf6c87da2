namespace Gruppera.Formats.Schemas;

/// <summary>Codes of a row; null, with an issue, where the text cannot be a code.</summary>
internal static class Codes
{
    public static Diagnosis? Diagnosis(SchemaReader table, int code, int dagger)
    {
        var diagnosis = new Diagnosis(DiagnosisCode.Parse(table[code]), DiagnosisCode.Parse(table[dagger]));
        if (diagnosis.Code is { IsBlank: false, IsUnknown: false } && !diagnosis.Dagger.IsUnknown)
            return diagnosis;
        table.Report(FormatIssues.UnreadableCode, diagnosis.Dagger.IsUnknown ? dagger : code);
        return null;
    }

    public static ProcedureCode? Procedure(SchemaReader table, int code)
    {
        var procedure = ProcedureCode.Parse(table[code]);
        if (procedure is { IsBlank: false, IsUnknown: false })
            return procedure;
        table.Report(FormatIssues.UnreadableCode, code);
        return null;
    }
}
